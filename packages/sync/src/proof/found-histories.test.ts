import { it } from 'vitest';
import type { Happening } from './history.fixture.ts';
import { play } from './play.ts';

/** Histories that once showed a mistake, as short as they were found. */
const found: Readonly<Record<string, readonly Happening[]>> = {
  'an edit is brought although the row was to be killed before it had a job': [
    { does: 'fault', request: 8, fault: 'late on its way back' },
    { does: 'plan schedule', id: 'c2', hours: 3 },
    { does: 'time', ms: 1_000 },
    { does: 'edit', id: 'c2', field: 'pause', value: 2 },
    { does: 'wish', id: 'c2', wanted: 'KILLED' },
    { does: 'wish', id: 'c2', wanted: 'RUNNING' },
  ],
};

it.each(Object.entries(found))('%s', async (_, history) => {
  for (const seed of [0, 1, 2, 3]) await play(history, seed);
});
