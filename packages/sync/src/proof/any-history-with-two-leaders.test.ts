import fc from 'fast-check';
import { it } from 'vitest';
import { histories } from './history.fixture.ts';
import { play } from './play.ts';

const runs = Number(process.env.HOWDAH_HISTORIES ?? 2_000);

it('whatever happens, two tabs that both believe to lead do no harm', async () => {
  const property = fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
    await play([{ does: 'open tab' }, ...history], seed, { brokenLocks: true });
  });
  await fc.assert(property, { numRuns: runs });
}, 600_000);
