import { describe, expect, it } from 'vitest';
import { workflow } from '../testing-ground/oozie-jobs.ts';
import {
  decide,
  mirrorOf,
  noon,
  type Survey,
  settledJournal,
  stepOf,
  surveys,
  turnOf,
  wroteBy,
} from '../testing-ground/rows.ts';

const finished: Survey = { id: 's1', severity: 7, status: 'finished' };
const running: Survey = { ...finished, jobId: '0000001-261123032920870-oozie-root-W', jobStatus: 'RUNNING' };
const turn = turnOf(surveys(), 's1');
const app = wroteBy('app');
const news = wroteBy('mirror');

describe('a survey that has no workflow yet', () => {
  it('is submitted when it is finished, under the key of the write', () => {
    const made = decide(turn, { intent: app, local: finished });
    expect(made.step).toMatchObject({
      action: 'submit',
      state: 'queued',
      key: 'stamp-1',
      payload: { properties: { surveyId: 's1', severity: 7 } },
      row: finished,
      attempts: 0,
      dueAt: noon,
    });
    expect(made.journal).toMatchObject({ state: 'working', key: 'stamp-1', base: null, job: null });
    expect(made.row).toBeUndefined();
  });

  it('stays a draft until then: nothing is written anywhere', () => {
    expect(decide(turn, { intent: app, local: { ...finished, status: 'draft' } })).toMatchObject({
      journal: undefined,
      step: undefined,
      row: undefined,
    });
  });

  it('is taken back when it turns into a draft again before it was sent', () => {
    const { step, journal } = decide(turn, { intent: app, local: finished });
    if (step === undefined || journal === 'delete') throw new Error('nothing planned');
    const made = decide(turn, { intent: app, local: { ...finished, status: 'draft' }, open: step, journal });
    expect(made).toMatchObject({ cancel: step, journal: 'delete', step: undefined });
  });

  it('and was deleted again leaves nothing', () => {
    const { step, journal } = decide(turn, { intent: app, local: finished });
    if (step === undefined || journal === 'delete') throw new Error('nothing planned');
    expect(decide(turn, { intent: app, open: step, journal })).toMatchObject({
      cancel: step,
      journal: 'delete',
      step: undefined,
    });
  });

  it('edited before it was sent is submitted as it is now, under the same key', () => {
    const { step, journal } = decide(turn, { intent: app, local: finished });
    if (step === undefined || journal === 'delete') throw new Error('nothing planned');
    const made = decide(turn, {
      intent: wroteBy('app'),
      local: { ...finished, severity: 2 },
      open: step,
      journal,
    });
    expect(made.cancel).toBe(step);
    expect(made.step).toMatchObject({
      action: 'submit',
      key: step.key,
      payload: { properties: { severity: 2 } },
    });
  });

  it('asks for a killed run: then there is nothing to submit', () => {
    const made = decide(turn, { intent: app, local: { ...finished, wanted: 'KILLED' } });
    expect(made).toMatchObject({ step: undefined, journal: { state: 'settled' } });
  });
});

describe('a survey whose mapping fails', () => {
  it('is parked with the row named when toOozie throws', () => {
    const made = decide(
      turnOf(
        surveys({
          toOozie: () => {
            throw new Error('no template for severity 7');
          },
        }),
        's1',
      ),
      { intent: app, local: finished },
    );
    expect(made.journal).toMatchObject({
      state: 'parked',
      problem: {
        field: null,
        since: noon,
        message: expect.stringMatching(/^surveys "s1": .*no template for severity 7/),
      },
    });
    expect(made.step).toBeUndefined();
  });

  it('is parked with row and field named when the job is not valid', () => {
    const made = decide(
      turnOf(
        surveys({
          toOozie: () => ({ definition: '<workflow-app/>', properties: { surveyId: JSON.parse('null') } }),
        }),
        's1',
      ),
      { intent: app, local: finished },
    );
    expect(made.journal).toMatchObject({
      state: 'parked',
      problem: {
        field: 'properties.surveyId',
        message: expect.stringMatching(/^surveys "s1": .*"properties\.surveyId"/),
      },
    });
  });

  it('is parked when fromOozie throws', () => {
    const failing = turnOf(
      surveys({
        fromOozie: () => {
          throw new Error('no such status');
        },
      }),
      's1',
    );
    const made = decide(failing, {
      intent: news,
      local: running,
      journal: settledJournal(failing, running),
      mirror: mirrorOf(workflow()),
    });
    expect(made.journal).toMatchObject({
      state: 'parked',
      problem: { message: expect.stringContaining('no such status') },
    });
  });

  it('is tried again when the row changes', () => {
    const parked = settledJournal(turn, finished, {
      base: null,
      job: null,
      jobId: '',
      state: 'parked',
      problem: { message: 'wrong', code: null, field: null, since: 1 },
    });
    const made = decide(turn, { intent: app, local: finished, journal: parked });
    expect(made.step).toMatchObject({ action: 'submit' });
    expect(made.journal).toMatchObject({ state: 'working', problem: null });
  });

  it('keeps the time since when it is parked for the same reason', () => {
    const failing = turnOf(
      surveys({
        toOozie: () => {
          throw new Error('no');
        },
      }),
      's1',
    );
    const first = decide(failing, { intent: app, local: finished });
    if (first.journal === 'delete') throw new Error('not parked');
    const again = decide(
      { ...failing, now: noon + 5 },
      { intent: app, local: finished, journal: first.journal },
    );
    expect(again).toMatchObject({ journal: { problem: { since: noon } }, activities: [] });
  });
});

describe('a survey’s workflow', () => {
  const journal = settledJournal(turn, running);

  it('is started when it is submitted', () => {
    const job = {
      ...journal.job,
      jobId: null,
      bundleId: null,
      fixedDigest: journal.job?.fixedDigest ?? '',
      submittedAt: noon,
      started: false,
    };
    const made = decide(turn, {
      local: finished,
      journal: { ...journal, base: null, job: { ...job, jobId: journal.jobId } },
      finished: stepOf(turn, { action: 'submit', state: 'done', row: finished }),
    });
    expect(made.step).toMatchObject({ action: 'start', job: { jobId: journal.jobId, started: false } });
  });

  it('brings what it became into the row, and both sides agree', () => {
    const made = decide(turn, {
      intent: news,
      local: running,
      journal,
      mirror: mirrorOf(workflow({ status: 'SUCCEEDED' })),
    });
    expect(made.row).toEqual({ put: { ...running, jobStatus: 'SUCCEEDED' } });
    expect(made.journal).toMatchObject({ state: 'settled', base: { jobStatus: 'SUCCEEDED' } });
  });

  it('that changed nothing writes nothing into the row', () => {
    expect(
      decide(turn, { intent: news, local: running, journal, mirror: mirrorOf(workflow()) }).row,
    ).toBeUndefined();
  });

  it('is taken as it is when the app overwrites what only Oozie tells', () => {
    const made = decide(turn, {
      intent: app,
      local: { ...running, jobStatus: 'mine' },
      journal,
      mirror: mirrorOf(workflow()),
    });
    expect(made).toMatchObject({ step: undefined, row: { put: running } });
  });

  it('keeps its result even when the survey is a draft again', () => {
    const made = decide(turn, {
      intent: news,
      local: { ...running, status: 'draft' },
      journal,
      mirror: mirrorOf(workflow({ status: 'KILLED' })),
    });
    expect(made.row).toEqual({ put: { ...running, status: 'draft', jobStatus: 'KILLED' } });
  });

  it('that was purged shows as gone, and nothing of the row is lost', () => {
    const local = { ...running, note: 'roof leaks' };
    const made = decide(turn, {
      intent: news,
      local,
      journal,
      mirror: mirrorOf(workflow({ status: 'SUCCEEDED' }), true),
    });
    expect(made).toMatchObject({
      row: { put: { ...local, jobStatus: 'GONE' } },
      step: undefined,
      journal: { state: 'settled' },
    });
  });

  it('that was lost before it began is a person’s to decide', () => {
    const made = decide(turn, {
      intent: news,
      local: running,
      journal: {
        ...journal,
        job: {
          ...journal.job,
          jobId: journal.jobId,
          bundleId: null,
          fixedDigest: '',
          submittedAt: 0,
          started: false,
        },
      },
      mirror: mirrorOf(workflow({ status: 'PREP' }), true),
    });
    expect(made.journal).toMatchObject({
      state: 'parked',
      problem: { message: expect.stringContaining('never started') },
    });
    expect(made.step).toBeUndefined();
  });
});
