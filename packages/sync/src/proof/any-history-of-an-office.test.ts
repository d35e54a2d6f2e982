import fc from 'fast-check';
import { it } from 'vitest';
import { officeHistories } from './histories.fixture.ts';
import { play } from './play.ts';

/** `HOWDAH_OFFICE_HISTORIES` sets another number. */
const runs = Number(process.env.HOWDAH_OFFICE_HISTORIES ?? 300);

/** Whether a failure is enough as it is, and not made as short as can be, which takes long. */
const firstOnly = process.env.HOWDAH_PLANTED_BUG !== undefined;

/** The same histories each time; another number makes others. */
const first = Number(process.env.HOWDAH_SEED ?? 1);

it('whatever happens to bundles, to definitions that several people edit, and to rows that refer to them, nothing is lost, repeated or overwritten unseen', async () => {
  const property = fc.asyncProperty(officeHistories, fc.nat(), async (history, seed) => {
    await play(history, seed);
  });
  await fc.assert(property, { numRuns: runs, endOnFailure: firstOnly, seed: first });
}, 600_000);
