import { logOf } from '../devtools/export-log.ts';
import { replayLog } from '../devtools/replay-log.ts';
import { stepLog } from '../devtools/step-log.ts';
import { HowdahError } from '../howdah-error.ts';
import { disagreements } from './agreement.ts';
import { documentDisagreements } from './document-agreement.ts';
import { documents, visits } from './documents.ts';
import { happen } from './happen.fixture.ts';
import { type Happening, printHistory } from './happening.fixture.ts';
import { inspectionStores, schedules, surveys } from './inspection.ts';
import { watch } from './invariants.ts';
import { createProfile, type Profile, type ProfileOptions } from './profile.fixture.ts';
import { comeToRest } from './rest.ts';
import { rounds } from './rounds.ts';
import { officeIds } from './row-ids.ts';

/** Numbers from 0 to 1, the same each time for a seed. */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/**
 * Lets a history happen to a fresh profile, heals everything, waits until both sides rest, and looks whether anything
 * was lost, repeated or overwritten. Gives how many calls the first tab made to its store and to the network until
 * then. `crashAt`: it dies before that one.
 * @throws {Error} with what is wrong, the history and every request
 */
export async function play(
  history: readonly Happening[],
  seed: number,
  { crashAt, ...options }: Partial<ProfileOptions> & { readonly crashAt?: number } = {},
): Promise<number> {
  const profile = createProfile({
    collections: [surveys, schedules, rounds, visits, documents],
    stores: { ...inspectionStores, rounds: [], visits: ['status'], documents: [] },
    random: chance(seed),
    mirror: seed % 3 === 0 ? 'all' : 'linked',
    hints: seed % 2 === 0,
    ...(seed % 5 === 0 ? { history: { maxBytes: 1_000 } } : {}),
    ...(seed % 7 === 0 ? { log: stepLog({ keep: 100 }) } : {}),
    ...options,
  });
  const watched = watch(profile);
  try {
    const tab = profile.openTab();
    if (crashAt !== undefined) tab.crashAfter(crashAt);
    for (const what of history) {
      await happen(profile, watched, what);
      profile.hint();
      // What follows from it by itself follows before the next, unless that takes time.
      await profile.clock.advance(0);
    }
    const { calls } = tab;
    await comeToRest(profile);
    if (profile.ranAway) throw new Error(`It never rests.\n${printHistory(history)}`);
    const found = [
      ...watched.violations,
      ...(await disagreements(profile, watched, officeIds)),
      ...(await documentDisagreements(profile, watched)),
      ...(await replayedOtherwise(profile)),
    ];
    if (found.length > 0) {
      throw new Error(`${found.join('\n')}\n${printHistory(history)}\n${profile.network.trace()}`);
    }
    return calls;
  } finally {
    profile.end();
  }
}

/** What a log of it tells that isn't so, or that the log couldn't tell without the app's functions. */
async function replayedOtherwise({ app }: Profile): Promise<string[]> {
  const text = await logOf(app).catch((error: unknown) => {
    if (error instanceof HowdahError && error.code === 'no-log') return undefined;
    throw error;
  });
  if (text === undefined) return [];
  return replayLog(text).entries.flatMap(({ same, rowKey, occasion, was, now, whyNot, differences }) =>
    same === true
      ? []
      : [
          `${String(rowKey)}, ${occasion}, was ${was}, is replayed as ${now ?? whyNot}: ${differences.join('; ')}`,
        ],
  );
}
