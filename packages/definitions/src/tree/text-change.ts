/** The text from offset `start` to before `end` becomes `text`. Offsets are those of the unchanged document. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Makes changes that were all computed for the same text. Their order does not matter, except that insertions at
 * the same place stay in the given order.
 * @throws RangeError when two changes overlap or one reaches outside of the text: they are not of this text, or
 * contradict each other, and have to be made one after the other
 */
export function changeText(text: string, changes: readonly TextChange[]): string {
  if (changes.length === 0) return text;
  const pieces: string[] = [];
  let kept = 0;
  for (const { start, end, text: replacement } of inOrder(changes)) {
    if (start < kept || end < start || end > text.length) {
      throw new RangeError(
        `The change of ${start}–${end} overlaps another one or lies outside of the document (${text.length} characters). ` +
          'Make changes one after the other when they touch the same place.',
      );
    }
    pieces.push(text.slice(kept, start), replacement);
    kept = end;
  }
  pieces.push(text.slice(kept));
  return pieces.join('');
}

/** Changes by place, insertions at the same place in the given order and before what replaces the text there. */
export function inOrder(changes: readonly TextChange[]): TextChange[] {
  return changes.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
