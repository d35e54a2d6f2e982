import type { Position, Range } from '../diagnostic.ts';

/** Turns offsets of a text into lines and columns. */
export interface Places {
  readonly position: (offset: number) => Position;
  readonly range: (start: number, end: number) => Range;
}

/** Lines end with LF, CR LF or CR. The lines are found when the first position is asked for. */
export function createPlaces(text: string): Places {
  let starts: readonly number[] | undefined;
  const position = (offset: number): Position => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return { position, range: (start, end) => ({ start: position(start), end: position(end) }) };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const lineEnd of text.matchAll(/\r\n?|\n/g)) starts.push(lineEnd.index + lineEnd[0].length);
  return starts;
}
