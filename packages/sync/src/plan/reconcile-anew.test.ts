import { describe, expect, it } from 'vitest';
import { coordinator } from '../testing-ground/oozie-jobs.ts';
import {
  decide,
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

describe('a schedule that was deleted and put back', () => {
  const kill = stepOf(turn, { action: 'kill', state: 'done', row: null, payload: null });
  const killed = mirrorOf(coordinator({ endTime: noon, concurrency: 1, status: 'KILLED' }));

  it('while its job was being killed gets a job of its own', () => {
    const made = decide(turn, {
      intent: wroteBy('app'),
      local: agreed,
      journal,
      mirror: killed,
      finished: kill,
    });
    expect(made.step).toMatchObject({ action: 'submit', row: agreed });
    expect(made.step?.key).not.toBe(journal.key);
    expect(made.journal).toMatchObject({ job: null, base: null });
  });

  it('keeps a killed job that its own wanted state asked for', () => {
    const asked = stepOf(turn, { action: 'kill', state: 'done', row: agreed, payload: null });
    const made = decide(turn, {
      intent: wroteBy('app'),
      local: agreed,
      journal,
      mirror: killed,
      finished: asked,
    });
    expect(made.step).toBeUndefined();
  });
});

describe('a schedule edited while its submission may still be on its way', () => {
  const unsubmitted = { ...journal, job: null, jobId: '', base: null, state: 'working' as const };
  const open = stepOf(turn, {
    action: 'submit',
    state: 'queued',
    row: agreed,
    attempts: 1,
    firstSentAt: 1,
    job: {
      jobId: null,
      bundleId: null,
      fixedDigest: turn.kind.fixedDigest(turn.kind.parseSpec(turn.collection.toOozie(agreed))),
      submittedAt: 1,
      started: false,
    },
  });

  it('goes out under a key of its own when it asks for another job, so that the old one is not taken for it', () => {
    const local = { ...agreed, frequency: 30 };
    const made = decide(turn, { intent: wroteBy('app'), local, journal: unsubmitted, open });
    expect(made.step).toMatchObject({ action: 'submit', attempts: 0, firstSentAt: null });
    expect(made.step?.key).not.toBe(unsubmitted.key);
    expect(made.journal).toMatchObject({ key: made.step?.key });
  });

  it('keeps its key when it asks for the same job', () => {
    const local = { ...agreed, jobStatus: 'whatever' };
    const made = decide(turn, { intent: wroteBy('app'), local, journal: unsubmitted, open });
    expect(made.step).toMatchObject({ action: 'submit', key: unsubmitted.key, attempts: 1, firstSentAt: 1 });
  });
});
