import { it } from 'vitest';
import type { Happening } from './happening.fixture.ts';
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
  'a command that was carried out is not taken for unsent when the look after it fails': [
    { does: 'plan schedule', id: 'c2', hours: 1 },
    { does: 'time', ms: 1_000 },
    { does: 'fault', request: 6, fault: 'too many requests' },
    { does: 'revise', id: 'c2', revision: 1 },
    { does: 'take back', id: 'c2', what: 'row' },
  ],
  'an end that Oozie ignored is not believed done because somebody changed the pause that was sent with it': [
    { does: 'plan schedule', id: 'c1', hours: 3 },
    { does: 'time', ms: 1_000 },
    { does: 'fault', request: 2, fault: 'late to the server' },
    { does: 'edit', id: 'c1', field: 'end', value: 3 },
    { does: 'edit', id: 'c1', field: 'end', value: 4 },
    { does: 'edit', id: 'c1', field: 'pause', value: 2 },
    { does: 'change there', id: 'c1', field: 'pause', value: 3 },
  ],
};

it.each(Object.entries(found))('%s', async (_, history) => {
  for (const seed of [0, 1, 2, 3]) await play(history, seed);
});
