/** Shorter than a reference and the line that it would stand for. */
const shortest = 60;

/**
 * Writes a value as lines of JSON in which nothing long is written twice: `{"line":3}` stands for what line 3 holds,
 * counted from 0, and the last line is the value itself.
 */
export function pack(value: unknown): string[] {
  const lines: string[] = [];
  const known = new Map<string, number>();
  const times = new Map<string, number>();
  const count = (each: unknown): void => {
    const text = JSON.stringify(each);
    if (text === undefined || text.length < shortest) return;
    const seen = (times.get(text) ?? 0) + 1;
    times.set(text, seen);
    if (seen > 1 || typeof each !== 'object' || each === null) return;
    for (const part of Object.values(each)) count(part);
  };
  const packed = (each: unknown): unknown => {
    const text = JSON.stringify(each) ?? 'null';
    const line = known.get(text);
    if (line !== undefined) return { line };
    const own = parts(each, packed);
    if ((times.get(text) ?? 0) < 2) return own;
    known.set(text, lines.length);
    return { line: lines.push(JSON.stringify(own)) - 1 };
  };
  count(value);
  const last = JSON.stringify(parts(value, packed));
  return [...lines, last];
}

/** Reads what `pack` has written. */
export function unpack(lines: readonly string[]): unknown {
  const known: unknown[] = [];
  const unpacked = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null) return each;
    if ('line' in each && typeof each.line === 'number') return known[each.line];
    return parts(each, unpacked);
  };
  for (const line of lines) known.push(unpacked(JSON.parse(line)));
  return known.at(-1);
}

function parts(value: unknown, of: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(of);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, of(part)]));
}
