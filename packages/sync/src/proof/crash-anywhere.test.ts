import { describe, expect, it } from 'vitest';
import type { Happening } from './happening.fixture.ts';
import { play } from './play.ts';

const second = { does: 'time', ms: 1_000 } as const;

/** Ordinary days of an inspector, in which a tab makes some hundreds of calls to its store and to the network. */
const days: Readonly<Record<string, readonly Happening[]>> = {
  'a survey is finished, its job runs and ends': [
    { does: 'finish survey', id: 's1' },
    second,
    { does: 'job ends', id: 's1', well: true },
    { does: 'time', ms: 10_000 },
  ],
  'the answer to a submission is lost': [
    { does: 'fault', request: 5, fault: 'dropped on its way back' },
    { does: 'finish survey', id: 's1' },
    { does: 'time', ms: 60_000 },
  ],
  'a schedule is planned, edited here and there, and deleted': [
    { does: 'plan schedule', id: 'c1', hours: 1 },
    { does: 'time', ms: 60_000 },
    { does: 'edit', id: 'c1', field: 'concurrency', value: 3 },
    second,
    { does: 'change there', id: 'c1', field: 'end', value: 3 },
    { does: 'time', ms: 10_000 },
    { does: 'delete', id: 'c1' },
    second,
  ],
  'a run that failed is run again': [
    { does: 'finish survey', id: 's1' },
    second,
    { does: 'job ends', id: 's1', well: false },
    { does: 'time', ms: 10_000 },
    { does: 'ask rerun', id: 's1', from: 'failed' },
    { does: 'time', ms: 10_000 },
    { does: 'job ends', id: 's1', well: true },
    { does: 'time', ms: 10_000 },
  ],
  'actions of a schedule are run again, and it gets another workflow': [
    { does: 'plan schedule', id: 'c1', hours: 1 },
    { does: 'time', ms: 60_000 },
    { does: 'ask of actions', id: 'c1', command: 'rerun actions' },
    { does: 'time', ms: 10_000 },
    { does: 'revise', id: 'c1', revision: 2 },
    { does: 'time', ms: 10_000 },
  ],
  'a bundle begins, is suspended, and ended earlier': [
    { does: 'plan round', id: 'r1', hours: 2 },
    { does: 'time', ms: 60_000 },
    { does: 'wish', id: 'r1', wanted: 'SUSPENDED' },
    second,
    { does: 'edit', id: 'r1', field: 'end', value: 1 },
    { does: 'time', ms: 10_000 },
    { does: 'wish', id: 'r1', wanted: 'KILLED' },
    { does: 'time', ms: 10_000 },
  ],
  'a visit waits for its document, of which two people make the next revision': [
    { does: 'plan visit', id: 'v1' },
    second,
    { does: 'write document', id: 'd1' },
    { does: 'time', ms: 10_000 },
    { does: 'publish there', id: 'd1', part: 'program', value: 2 },
    { does: 'edit document', id: 'd1', part: 'message', value: 2 },
    { does: 'plan visit', id: 'v2' },
    { does: 'time', ms: 10_000 },
  ],
};

/** All calls of the days, which `npm run soak` sets; else every fourth of the two longest. */
const everyCall = process.env.HOWDAH_EVERY_CRASH !== undefined;
const long = /^(a bundle|a visit)/;

describe.each(Object.entries(days))('when %s', (title, day) => {
  it('and the tab dies before any one of its calls to the store or the network, the next one goes on as if nothing had been', async () => {
    const calls = await play(day, 1);
    expect(calls).toBeGreaterThan(100);
    const stride = long.test(title) && !everyCall ? 4 : 1;
    for (let call = 1; call <= calls; call += stride) {
      await play(day, 1, { crashAt: call }).catch((error: unknown) => {
        throw new Error(`It died before call ${call} of ${calls}.`, { cause: error });
      });
    }
  }, 240_000);
});
