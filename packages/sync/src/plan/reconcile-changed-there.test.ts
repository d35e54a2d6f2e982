import { describe, expect, it } from 'vitest';
import { coordinator } from '../testing-ground/oozie-jobs.ts';
import {
  decide,
  minute,
  mirrorOf,
  noon,
  type Schedule,
  schedules,
  settledJournal,
  stepOf,
  turnOf,
  wroteBy,
} from '../testing-ground/rows.ts';

const jobId = '0000002-261123032920870-oozie-root-C';
const agreed: Schedule = {
  id: 'nightly',
  frequency: 60,
  end: noon,
  concurrency: 1,
  jobId,
  jobStatus: 'RUNNING',
};
const turn = turnOf(schedules(), 'nightly');
const journal = settledJournal(turn, agreed);
const there = (told: Parameters<typeof coordinator>[0] = {}, gone = false) =>
  mirrorOf(coordinator({ endTime: noon, concurrency: 1, ...told }), gone);
const app = wroteBy('app');
const news = wroteBy('mirror');

describe('a schedule that was changed on Oozie', () => {
  it('shows the change, and nothing is sent', () => {
    const made = decide(turn, { intent: news, local: agreed, journal, mirror: there({ concurrency: 4 }) });
    expect(made).toMatchObject({
      step: undefined,
      row: { put: { concurrency: 4 } },
      journal: { state: 'settled', base: { concurrency: 4 } },
    });
  });

  it('and here in another field gets both changes', () => {
    const made = decide(turn, {
      intent: app,
      local: { ...agreed, end: noon + minute },
      journal,
      mirror: there({ concurrency: 4 }),
    });
    expect(made.row).toEqual({ put: { ...agreed, end: noon + minute, concurrency: 4 } });
    expect(made.step).toMatchObject({ payload: { endtime: noon + minute }, fields: ['end'] });
  });

  it('and here in the same field asks the user; nothing is sent or written', () => {
    const local = { ...agreed, concurrency: 2 };
    const made = decide(turn, { intent: app, local, journal, mirror: there({ concurrency: 4 }) });
    expect(made).toMatchObject({ step: undefined, row: undefined });
    expect(made.journal).toMatchObject({
      state: 'conflict',
      base: agreed,
      conflict: { fields: ['concurrency'], remote: { concurrency: 4 }, since: noon },
    });
  });

  it('before its queued edit was sent takes the edit out of the queue and asks', () => {
    const open = stepOf(turn, { fields: ['concurrency'], payload: { concurrency: 2 } });
    const made = decide(turn, {
      intent: news,
      local: { ...agreed, concurrency: 2 },
      journal,
      mirror: there({ concurrency: 4 }),
      open,
    });
    expect(made).toMatchObject({ cancel: open, step: undefined, journal: { state: 'conflict' } });
  });

  it('to what the user wants is no conflict any more', () => {
    const conflicting = {
      ...journal,
      state: 'conflict' as const,
      conflict: { remote: { ...agreed, concurrency: 4 }, fields: ['concurrency'], since: 1 },
    };
    const made = decide(turn, {
      intent: news,
      local: { ...agreed, concurrency: 2 },
      journal: conflicting,
      mirror: there({ concurrency: 2 }),
    });
    expect(made.journal).toMatchObject({ state: 'settled', conflict: null });
  });

  it('keeps since when a conflict waits, and shows the newest change in it', () => {
    const conflicting = {
      ...journal,
      state: 'conflict' as const,
      conflict: { remote: { ...agreed, concurrency: 4 }, fields: ['concurrency'], since: 1 },
    };
    const made = decide(turn, {
      intent: news,
      local: { ...agreed, concurrency: 2 },
      journal: conflicting,
      mirror: there({ concurrency: 6 }),
    });
    expect(made).toMatchObject({
      journal: { conflict: { since: 1, remote: { concurrency: 6 } } },
      activities: [],
    });
  });

  it('is overwritten where the policy is "local", and the row keeps the user’s value', () => {
    const mine = turnOf(schedules({ conflict: 'local' }), 'nightly');
    const made = decide(mine, {
      intent: app,
      local: { ...agreed, concurrency: 2 },
      journal,
      mirror: there({ concurrency: 4 }),
    });
    expect(made.step).toMatchObject({ payload: { concurrency: 2 } });
  });

  it('wins where the policy is "remote"', () => {
    const theirs = turnOf(schedules({ conflict: 'remote' }), 'nightly');
    const made = decide(theirs, {
      intent: app,
      local: { ...agreed, concurrency: 2 },
      journal,
      mirror: there({ concurrency: 4 }),
    });
    expect(made).toMatchObject({ step: undefined, row: { put: { concurrency: 4 } } });
  });

  it('is settled once by the app’s function, even when news come before the step is sent', () => {
    const adding = turnOf(
      schedules({
        conflict: ({ base, local, remote }) => ({
          concurrency: (local?.concurrency ?? 0) + remote.concurrency - base.concurrency,
        }),
      }),
      'nightly',
    );
    const first = decide(adding, {
      intent: app,
      local: { ...agreed, concurrency: 2 },
      journal,
      mirror: there({ concurrency: 3 }),
    });
    expect(first.step).toMatchObject({ payload: { concurrency: 4 } });
    if (first.row === undefined || first.row === 'delete' || first.journal === 'delete')
      throw new Error('not written back');
    const again = decide(adding, {
      intent: news,
      local: first.row.put,
      journal: first.journal,
      mirror: there({ concurrency: 3, status: 'PAUSED' }),
      open: stepOf(adding, { ...first.step }),
    });
    expect(again.step).toMatchObject({ payload: { concurrency: 4 } });
  });

  it('goes back to the old value where the app’s function says so', () => {
    const keeping = turnOf(
      schedules({ conflict: ({ base }) => ({ concurrency: base.concurrency }) }),
      'nightly',
    );
    const made = decide(keeping, {
      intent: app,
      local: { ...agreed, concurrency: 2 },
      journal,
      mirror: there({ concurrency: 4 }),
    });
    expect(made).toMatchObject({ row: { put: { concurrency: 1 } }, step: { payload: { concurrency: 1 } } });
  });

  it('between its first reading and the first agreement is not overwritten', () => {
    const starting = { ...journal, base: null, state: 'working' as const };
    const local = { ...agreed, end: noon + minute };
    const first = decide(turn, {
      intent: app,
      local,
      journal: starting,
      mirror: there(),
      finished: stepOf(turn, { action: 'start', state: 'done', row: agreed }),
    });
    expect(first.step).toMatchObject({ payload: { endtime: noon + minute } });
    if (first.journal === 'delete') throw new Error('forgotten');
    const made = decide(turn, {
      local,
      journal: first.journal,
      mirror: there({ endTime: noon + minute, concurrency: 5 }),
      finished: stepOf(turn, { ...first.step, state: 'done' }),
    });
    expect(made).toMatchObject({ step: undefined, row: { put: { concurrency: 5 } } });
  });
});
