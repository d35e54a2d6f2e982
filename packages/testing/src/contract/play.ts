import { converse, Disagreement, type Exchange, type Server } from './conversation.ts';
import type { Scenario } from './scenario.ts';

/** What came of a scenario: all that was said, and what broke it off, if anything did. */
export interface Played {
  readonly transcript: readonly Exchange[];
  readonly failure: unknown;
}

/** Plays a scenario on a server. @param expected see `converse` */
export async function play(
  scenario: Scenario,
  server: Server,
  expected?: readonly Exchange[],
): Promise<Played> {
  const talk = converse(server, expected);
  try {
    await scenario.run(talk);
    return { transcript: talk.transcript, failure: undefined };
  } catch (failure) {
    return { transcript: talk.transcript, failure };
  }
}

/** Oozie's own races decide now and then, so what has come out otherwise is tried again, for so many times in all. */
const tries = 3;

/** Plays a scenario until a server answers as expected, but not for ever. */
export async function playUntilAgreed(
  scenario: Scenario,
  server: Server,
  expected: readonly Exchange[] | undefined,
): Promise<Played & { readonly tries: number }> {
  for (let count = 1; ; count += 1) {
    const result = await play(scenario, server, expected);
    if (!(result.failure instanceof Disagreement) || count === tries) return { ...result, tries: count };
  }
}

/** Does something with each, so many at a time, and gives the results in order. */
export async function together<Each, Result>(
  all: readonly Each[],
  atOnce: number,
  act: (each: Each) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = all.map((each, index) => ({ each, index }));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next.index] = await act(next.each);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
