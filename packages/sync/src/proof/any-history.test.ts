import fc from 'fast-check';
import { it } from 'vitest';
import { histories } from './histories.fixture.ts';
import { play } from './play.ts';

/** How many histories are tried; `HOWDAH_HISTORIES` sets another number. */
const runs = Number(process.env.HOWDAH_HISTORIES ?? 8_700);

/** Whether a failure is enough as it is, and not made as short as can be, which takes long. */
const firstOnly = process.env.HOWDAH_PLANTED_BUG !== undefined;

/** The same histories each time, so that a failure is of the change at hand; another number makes others. */
const first = Number(process.env.HOWDAH_SEED ?? 1);

it('whatever happens, no row’s wish is lost, none is carried out twice, nothing is overwritten unseen, and in the end both sides agree', async () => {
  const property = fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
    await play(history, seed);
  });
  await fc.assert(property, { numRuns: runs, endOnFailure: firstOnly, seed: first });
}, 600_000);
