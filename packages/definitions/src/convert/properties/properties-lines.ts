/** A line of a `.properties` file, with those that a backslash joins to it. Offsets are those of the file. */
export interface LogicalLine {
  readonly start: number;
  /** Behind its line end. */
  readonly end: number;
  /** What Java looks at, without the joints and the white space before; `undefined` of comments and blank lines. */
  readonly content: string | undefined;
  /** Where each character of `content` stands, and last, where the content ends. */
  readonly offsets: readonly number[];
}

/**
 * The lines of a `.properties` file: they tile it.
 * @see java.util.Properties.LineReader
 */
export function* logicalLines(text: string): Generator<LogicalLine, void, undefined> {
  let start = 0;
  while (start < text.length) {
    const line = logicalLineAt(text, start);
    yield line;
    start = line.end;
  }
}

function logicalLineAt(text: string, start: number): LogicalLine {
  let content = '';
  const offsets: number[] = [];
  let at = start;
  for (;;) {
    const from = behindWhiteSpace(text, at);
    const to = lineEnd(text, from);
    const end = behindLineEnd(text, to);
    // So long as there is nothing but a joint, the next line may still be a comment.
    if (content === '' && /[#!]/.test(text.charAt(from))) return { start, end, content: undefined, offsets };
    const joined = endsInJoint(text, from, to);
    const last = joined ? to - 1 : to;
    content += text.slice(from, last);
    for (let offset = from; offset < last; offset += 1) offsets.push(offset);
    at = end;
    if (joined && end < text.length) continue;
    // A joint with nothing behind it is a property without a name, to Java, but only at the very end.
    const none = content === '' && !joined;
    return { start, end, content: none ? undefined : content, offsets: [...offsets, last] };
  }
}

function behindWhiteSpace(text: string, from: number): number {
  let at = from;
  while (' \t\f'.includes(text.charAt(at)) && at < text.length) at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at += 1;
  return at;
}

function behindLineEnd(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return at + 2;
  return Math.min(at + 1, text.length);
}

/** Whether the last backslash is not itself escaped. */
function endsInJoint(text: string, from: number, to: number): boolean {
  let at = to;
  while (at > from && text.charAt(at - 1) === '\\') at -= 1;
  return (to - at) % 2 === 1;
}
