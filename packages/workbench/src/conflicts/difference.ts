/** A text in three parts, the middle one being where it differs. */
export interface Difference {
  before: string;
  differing: string;
  after: string;
}

const isWordPart = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** The part of `text` that differs from `other`, widened to whole words so that it can be read. */
export function differenceFrom(other: string, text: string): Difference {
  const shortest = Math.min(text.length, other.length);
  let start = 0;
  while (start < shortest && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < shortest - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  if (text.length === start + end && other.length === text.length) {
    return { before: text, differing: '', after: '' };
  }
  let stop = text.length - end;
  while (start > 0 && isWordPart(text[start - 1]) && (isWordPart(text[start]) || isWordPart(other[start]))) {
    start -= 1;
  }
  while (stop < text.length && isWordPart(text[stop]) && isWordPart(text[stop - 1])) stop += 1;
  return { before: text.slice(0, start), differing: text.slice(start, stop), after: text.slice(stop) };
}
