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

describe('a schedule whose change Oozie refused', () => {
  const local = { ...agreed, concurrency: 3 };
  const parked = { ...journal, state: 'parked' as const, problem };
  const open = stepOf(turn, {
    state: 'parked',
    row: local,
    fields: ['concurrency'],
    payload: { concurrency: 3 },
    problem,
  });

  it('is not sent again because of news from the server, but shows them', () => {
    const made = decide(turn, {
      intent: news,
      local,
      journal: parked,
      mirror: there({ endTime: noon + minute, status: 'PAUSED' }),
      open,
    });
    expect(made).toMatchObject({ step: undefined, cancel: undefined, wait: false });
    expect(made.row).toEqual({ put: { ...local, end: noon + minute, jobStatus: 'PAUSED' } });
  });

  it('does not take news that it showed for an edit of the user’s', () => {
    const shown = decide(turn, {
      intent: news,
      local,
      journal: parked,
      mirror: there({ endTime: noon + minute }),
      open,
    });
    if (shown.row === undefined || shown.row === 'delete' || shown.journal === 'delete')
      throw new Error('not shown');
    // Somebody puts the end back on Oozie; then the user takes the edit back.
    const made = decide(turn, {
      intent: app,
      local: { ...shown.row.put, concurrency: 1 },
      journal: shown.journal ?? parked,
      mirror: there(),
      open,
    });
    expect(made).toMatchObject({ step: undefined, row: { put: agreed }, journal: { state: 'settled' } });
  });

  it('is sent again when it is edited', () => {
    const made = decide(turn, {
      intent: app,
      local: { ...agreed, concurrency: 2 },
      journal: parked,
      mirror: there(),
      open,
    });
    expect(made).toMatchObject({
      cancel: open,
      step: { payload: { concurrency: 2 }, attempts: 0 },
      journal: { state: 'working', problem: null },
    });
  });

  it('is sent again when a person says so', () => {
    const made = decide(turn, {
      intent: wroteBy('person'),
      local,
      journal: { ...journal, state: 'due' },
      mirror: there(),
      open,
    });
    expect(made).toMatchObject({ cancel: open, step: { payload: { concurrency: 3 }, attempts: 0 } });
  });

  it('is settled when the edit is taken back', () => {
    const made = decide(turn, { intent: app, local: agreed, journal: parked, mirror: there(), open });
    expect(made).toMatchObject({
      cancel: open,
      step: undefined,
      journal: { state: 'settled', problem: null },
    });
  });

  it('asks when Oozie changed the same field while it was parked', () => {
    const quiet = decide(turn, {
      intent: news,
      local,
      journal: parked,
      mirror: there({ concurrency: 7 }),
      open,
    });
    expect(quiet).toMatchObject({ step: undefined, row: undefined });
    const made = decide(turn, {
      intent: wroteBy('person'),
      local,
      journal: parked,
      mirror: there({ concurrency: 7 }),
      open,
    });
    expect(made.journal).toMatchObject({ state: 'conflict', conflict: { fields: ['concurrency'] } });
  });
});

describe('a step that waits to be sent again', () => {
  const local = { ...agreed, concurrency: 3 };
  const open = stepOf(turn, {
    row: local,
    fields: ['concurrency'],
    payload: { concurrency: 3 },
    attempts: 4,
    firstSentAt: noon - 9,
    lastSentAt: noon - 3,
    dueAt: noon + 700,
  });

  it('keeps its count of tries and its time when news of something else make it planned anew', () => {
    const made = decide(turn, { intent: news, local, journal, mirror: there({ status: 'PAUSED' }), open });
    expect(made.step).toMatchObject({
      attempts: 4,
      firstSentAt: noon - 9,
      lastSentAt: noon - 3,
      dueAt: noon + 700,
    });
  });

  it('is due at once when the user edits what it brings', () => {
    const made = decide(turn, {
      intent: app,
      local: { ...local, concurrency: 5 },
      journal,
      mirror: there(),
      open,
    });
    expect(made.step).toMatchObject({ payload: { concurrency: 5 }, dueAt: noon });
  });
});

describe('a schedule whose coordinator was purged', () => {
  it('shows it as gone and loses nothing', () => {
    const made = decide(turn, {
      intent: news,
      local: { ...agreed, note: 'mine' },
      journal,
      mirror: there({ concurrency: 1 }, true),
    });
    expect(made).toMatchObject({
      row: { put: { ...agreed, note: 'mine', jobStatus: 'GONE' } },
      journal: { state: 'settled' },
    });
  });

  it('keeps an edit and tells the user that it can reach nothing', () => {
    const local = { ...agreed, concurrency: 3 };
    const made = decide(turn, { intent: app, local, journal, mirror: there({}, true) });
    expect(made.journal).toMatchObject({ state: 'parked', problem: { field: 'concurrency' } });
    expect(made.row).toEqual({ put: { ...local, jobStatus: 'GONE' } });
  });

  it('keeps an edit that was on its way when the coordinator went', () => {
    const local = { ...agreed, concurrency: 3 };
    const finished = stepOf(turn, {
      state: 'done',
      row: local,
      fields: ['concurrency'],
      payload: { concurrency: 3 },
    });
    const made = decide(turn, { local, journal, mirror: there({}, true), finished });
    expect(made).toMatchObject({ journal: { state: 'parked' }, row: { put: { concurrency: 3 } } });
  });

  it('is replaced by a new one where an unstarted one had to be killed for it', () => {
    const replacing = turnOf(schedules({ onFixedChange: 'replace' }), 'nightly');
    const before = settledJournal(replacing, agreed);
    if (before.job === null) throw new Error('no job');
    const bundleOnly = {
      ...before,
      base: null,
      jobId: '',
      job: { ...before.job, jobId: null, started: false },
    };
    const mirror = { ...there({}, true), id: before.job.bundleId ?? '', full: null };
    const made = decide(replacing, {
      local: { ...agreed, frequency: 30 },
      journal: bundleOnly,
      mirror,
      finished: stepOf(replacing, { action: 'kill', state: 'done' }),
    });
    expect(made.step).toMatchObject({ action: 'submit', key: 'new-key' });
  });
});

describe('a schedule that was deleted here', () => {
  const changed = there({ concurrency: 4 });

  it('and changed on Oozie asks before anything is killed', () => {
    const made = decide(turn, { intent: app, journal, mirror: changed });
    expect(made.step).toBeUndefined();
    expect(made.journal).toMatchObject({
      state: 'conflict',
      conflict: { fields: ['concurrency'], remote: { id: 'nightly', concurrency: 4 } },
    });
  });

  it('and changed on Oozie comes back where the policy is "remote"', () => {
    const made = decide(turnOf(schedules({ conflict: 'remote' }), 'nightly'), {
      intent: app,
      journal,
      mirror: changed,
    });
    expect(made).toMatchObject({
      step: undefined,
      row: { put: { ...agreed, concurrency: 4 } },
      journal: { state: 'settled' },
    });
  });

  it('and changed on Oozie is killed where the policy is "local"', () => {
    const made = decide(turnOf(schedules({ conflict: 'local' }), 'nightly'), {
      intent: app,
      journal,
      mirror: changed,
    });
    expect(made.step).toMatchObject({ action: 'kill' });
  });

  it('is killed though its status changed, which is nobody’s edit', () => {
    expect(decide(turn, { intent: app, journal, mirror: there({ status: 'PAUSED' }) }).step).toMatchObject({
      action: 'kill',
    });
  });

  it('waits while a change of it is on its way', () => {
    expect(
      decide(turn, { intent: app, journal, mirror: there(), open: stepOf(turn, { state: 'sending' }) }).wait,
    ).toBe(true);
  });

  it('takes a change out of the queue and kills the coordinator instead', () => {
    const open = stepOf(turn, {});
    expect(decide(turn, { intent: app, journal, mirror: there(), open })).toMatchObject({
      cancel: open,
      step: { action: 'kill' },
    });
  });

  it('is forgotten when the coordinator is dead', () => {
    const finished = stepOf(turn, { action: 'kill', state: 'done', row: agreed });
    expect(decide(turn, { journal, mirror: there({ status: 'KILLED' }), finished })).toMatchObject({
      journal: 'delete',
      step: undefined,
    });
  });

  it('and put back before the kill was sent lives on', () => {
    const open = stepOf(turn, { action: 'kill', row: agreed });
    const made = decide(turn, { intent: app, local: agreed, journal, mirror: there(), open });
    expect(made).toMatchObject({ cancel: open, step: undefined, journal: { state: 'settled' } });
  });
});
