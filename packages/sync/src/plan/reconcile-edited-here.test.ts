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
const problem = { message: 'refused', code: 'E1014', field: null, since: 1 };

describe('a schedule that the user edited', () => {
  it('is changed on Oozie, in just the edited field', () => {
    const local = { ...agreed, concurrency: 3 };
    const made = decide(turn, { intent: app, local, journal, mirror: there() });
    expect(made.step).toMatchObject({
      action: 'change',
      payload: { concurrency: 3 },
      fields: ['concurrency'],
      row: local,
    });
    expect(made.journal).toMatchObject({ state: 'working', base: { concurrency: 1 } });
  });

  it('waits while a change is on its way, and while nobody knows whether it arrived', () => {
    for (const state of ['sending', 'unknown'] as const) {
      const made = decide(turn, {
        intent: app,
        local: { ...agreed, concurrency: 3 },
        journal,
        mirror: there(),
        open: stepOf(turn, { state }),
      });
      expect(made).toMatchObject({
        wait: true,
        step: undefined,
        cancel: undefined,
        row: undefined,
        journal: undefined,
      });
    }
  });

  it('waits too when the change is parked and Oozie may have acted on it', () => {
    const open = stepOf(turn, { state: 'parked', uncertain: true });
    const parked = { ...journal, state: 'parked' as const, problem };
    for (const local of [{ ...agreed, concurrency: 3 }, undefined]) {
      expect(decide(turn, { intent: app, local, journal: parked, mirror: there(), open }).wait).toBe(true);
    }
  });

  it('and then edited again while the change was on its way sends the second edit too', () => {
    const sent = { ...agreed, concurrency: 3 };
    const finished = stepOf(turn, {
      state: 'done',
      row: sent,
      fields: ['concurrency'],
      payload: { concurrency: 3 },
    });
    const made = decide(turn, {
      intent: app,
      local: { ...agreed, concurrency: 5 },
      journal: { ...journal, state: 'working' },
      mirror: there({ concurrency: 3 }),
      finished,
    });
    expect(made.step).toMatchObject({ payload: { concurrency: 5 } });
    expect(made.journal).toMatchObject({ base: { concurrency: 3 } });
  });

  it('and back again while the change was on its way is changed back', () => {
    const finished = stepOf(turn, {
      state: 'done',
      row: { ...agreed, concurrency: 3 },
      fields: ['concurrency'],
      payload: { concurrency: 3 },
    });
    const made = decide(turn, {
      intent: app,
      local: agreed,
      journal,
      mirror: there({ concurrency: 3 }),
      finished,
    });
    expect(made.step).toMatchObject({ payload: { concurrency: 1 } });
  });

  it('is no conflict when the change arrived though its answer was lost', () => {
    const local = { ...agreed, concurrency: 3 };
    expect(decide(turn, { intent: news, local, journal, mirror: there({ concurrency: 3 }) })).toMatchObject({
      step: undefined,
      row: undefined,
      journal: { state: 'settled', base: local },
    });
  });

  it('takes Oozie’s form of a time, which keeps minutes, and doesn’t send it again', () => {
    const local = { ...agreed, end: noon + 90_000 };
    const planned = decide(turn, { intent: app, local, journal, mirror: there() });
    expect(planned.step).toMatchObject({ payload: { endtime: noon + 90_000 } });
    const finished = stepOf(turn, { ...planned.step, state: 'done' });
    const made = decide(turn, { local, journal, mirror: there({ endTime: noon + minute }), finished });
    expect(made).toMatchObject({
      step: undefined,
      row: { put: { end: noon + minute } },
      journal: { state: 'settled' },
    });
  });

  it('is not in conflict when Oozie changes the time that it rounded before', () => {
    const local = { ...agreed, end: noon + 30_000, concurrency: 2 };
    const finished = stepOf(turn, {
      state: 'done',
      row: { ...local, concurrency: 1 },
      fields: ['end'],
      payload: { endtime: local.end },
    });
    const first = decide(turn, {
      intent: app,
      local,
      journal: { ...journal, base: { ...agreed, end: noon - minute } },
      mirror: there(),
      finished,
    });
    expect(first.step).toMatchObject({ payload: { concurrency: 2 } });
    if (first.row === undefined || first.row === 'delete' || first.journal === 'delete')
      throw new Error('not written back');
    const made = decide(turn, {
      intent: news,
      local: first.row.put,
      journal: first.journal,
      mirror: there({ endTime: noon + 5 * minute }),
      open: stepOf(turn, {}),
    });
    expect(made).toMatchObject({
      row: { put: { end: noon + 5 * minute, concurrency: 2 } },
      journal: { conflict: null },
    });
  });

  it('keeps the wish to suspend it when an end time has to be changed first', () => {
    const wanting = turnOf(
      schedules({
        fromOozie: ({ coordJobId, status, endTime, concurrency }) => ({
          jobId: coordJobId,
          end: endTime ?? 0,
          concurrency,
          wanted: status === 'SUSPENDED' ? 'SUSPENDED' : 'RUNNING',
        }),
      }),
      'nightly',
    );
    const base: Schedule = { ...agreed, wanted: 'RUNNING' };
    const local: Schedule = { ...base, end: noon + minute, wanted: 'SUSPENDED' };
    const first = decide(wanting, {
      intent: app,
      local,
      journal: settledJournal(wanting, base),
      mirror: there(),
    });
    expect(first.step).toMatchObject({ action: 'change', fields: ['end'] });
    if (first.journal === 'delete') throw new Error('forgotten');
    const second = decide(wanting, {
      local,
      journal: first.journal,
      mirror: there({ endTime: noon + minute }),
      finished: stepOf(wanting, { ...first.step, state: 'done' }),
    });
    expect(second.step).toMatchObject({ action: 'suspend', fields: ['wanted'] });
    expect(second.row).toBeUndefined();
  });

  it('keeps an end time that was edited together with what replaces the job', () => {
    const replacing = turnOf(schedules({ onFixedChange: 'replace' }), 'nightly');
    const local = { ...agreed, frequency: 30, end: noon + minute };
    const first = decide(replacing, {
      intent: app,
      local,
      journal: settledJournal(replacing, agreed),
      mirror: there(),
    });
    expect(first.step).toMatchObject({ action: 'kill' });
    if (first.journal === 'delete') throw new Error('forgotten');
    const second = decide(replacing, {
      local,
      journal: first.journal,
      mirror: there({ status: 'KILLED' }),
      finished: stepOf(replacing, { ...first.step, state: 'done' }),
    });
    expect(second.step).toMatchObject({
      action: 'submit',
      key: 'new-key',
      payload: { properties: { frequency: 30 }, endTime: noon + minute },
    });
  });
});
