import stringWidth from 'string-width';

/** How many columns of a terminal a text takes; colours take none, a Chinese character takes two. */
export const textWidth: (text: string) => number = stringWidth;

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The text in at most `width` columns, with … for what was left out. Left out is the end, or, for what is told apart
 * by its end as well (ids, paths), the middle. The text has no colours yet.
 */
export function shorten(text: string, width: number, leaveOut: 'end' | 'middle' = 'end'): string {
  if (textWidth(text) <= width) return text;
  if (width < 1) return '';
  const all = Array.from(characters.segment(text), ({ segment }) => segment);
  if (leaveOut === 'end') return `${fitting(all, width - 1).join('')}…`;
  const end = fitting(all.toReversed(), Math.floor((width - 1) / 2)).toReversed();
  const start = fitting(all, width - 1 - textWidth(end.join('')));
  return `${start.join('')}…${end.join('')}`;
}

function fitting(pieces: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let left = width;
  for (const piece of pieces) {
    left -= textWidth(piece);
    if (left < 0) break;
    taken.push(piece);
  }
  return taken;
}

/** The text with spaces added up to `width` columns. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'left' ? text + spaces : spaces + text;
}

/**
 * Text that came from Oozie, made safe for a terminal: without the control characters that could move its cursor,
 * change its title or its colours. Line ends and tabs stay where `lines` is set, and become spaces elsewhere.
 */
export function printable(text: string, { lines = false } = {}): string {
  const flat = lines ? text.replace(/\r\n/g, '\n') : text.replace(/[\r\n\t]+/g, ' ');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return flat.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
