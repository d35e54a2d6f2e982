import fc from 'fast-check';
import { it } from 'vitest';
import { histories } from './histories.fixture.ts';
import { play } from './play.ts';

const runs = Number(process.env.HOWDAH_HISTORIES ?? 1_000);

/** Whether a failure is enough as it is, and not made as short as can be, which takes long. */
const firstOnly = process.env.HOWDAH_PLANTED_BUG !== undefined;

/** The same histories each time, so that a failure is of the change at hand; another number makes others. */
const first = Number(process.env.HOWDAH_SEED ?? 1);

it('whatever happens, two tabs that both believe to lead do no harm', async () => {
  const property = fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
    await play([{ does: 'open tab' }, ...history], seed, { brokenLocks: true });
  });
  await fc.assert(property, { numRuns: runs, endOnFailure: firstOnly, seed: first });
}, 600_000);
