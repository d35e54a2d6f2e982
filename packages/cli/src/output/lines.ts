/** Cuts text that arrives in pieces at its line ends; the lines come without them. */
export async function* inLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The last lines only, in the memory that these take. */
export async function* lastOf(lines: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  let kept: string[] = [];
  for await (const line of lines) {
    kept.push(line);
    if (kept.length > 2 * count + spare) kept = count === 0 ? [] : kept.slice(-count);
  }
  if (count > 0) yield* kept.slice(-count);
}

/** Cutting at every line would take as long as the lines kept, each time. */
const spare = 1000;
