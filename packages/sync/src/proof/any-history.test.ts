import fc from 'fast-check';
import { it } from 'vitest';
import { histories } from './history.fixture.ts';
import { play } from './play.ts';

/** How many histories are tried; `HOWDAH_HISTORIES` sets another number. */
const runs = Number(process.env.HOWDAH_HISTORIES ?? 7_000);

it('whatever happens, no row’s wish is lost, none is carried out twice, nothing is overwritten unseen, and in the end both sides agree', async () => {
  const property = fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
    await play(history, seed);
  });
  await fc.assert(property, { numRuns: runs });
}, 600_000);
