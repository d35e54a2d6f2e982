import { describe, expect, it } from 'vitest';
import { workflow } from '../testing-ground/oozie-jobs.ts';
import {
  decide,
  mirrorOf,
  type Survey,
  settledJournal,
  stepOf,
  surveys,
  turnOf,
  wroteBy,
} from '../testing-ground/rows.ts';

const running: Survey = {
  id: 's1',
  severity: 7,
  status: 'finished',
  jobId: '0000001-261123032920870-oozie-root-W',
  jobStatus: 'RUNNING',
};
const turn = turnOf(surveys(), 's1');
const app = wroteBy('app');

describe('an edit that a submitted workflow can’t take', () => {
  const edited = { ...running, severity: 9 };
  const mirror = mirrorOf(workflow());

  it('parks the row and names the property', () => {
    const made = decide(turn, { intent: app, local: edited, journal: settledJournal(turn, running), mirror });
    expect(made.journal).toMatchObject({
      state: 'parked',
      base: running,
      problem: { field: 'properties.severity' },
    });
    expect(made).toMatchObject({ step: undefined, row: undefined });
  });

  it('is un-parked by taking the edit back', () => {
    const journal = settledJournal(turn, running, {
      state: 'parked',
      problem: { message: 'x', code: null, field: null, since: 1 },
    });
    expect(decide(turn, { intent: app, local: running, journal, mirror })).toMatchObject({
      journal: { state: 'settled', problem: null },
      step: undefined,
    });
  });

  it('is ignored where the collection says so', () => {
    const ignoring = turnOf(surveys({ onFixedChange: 'ignore' }), 's1');
    const made = decide(ignoring, {
      intent: app,
      local: edited,
      journal: settledJournal(ignoring, running),
      mirror,
    });
    expect(made).toMatchObject({ step: undefined, journal: { state: 'settled', base: edited } });
  });

  describe('with "replace"', () => {
    const replacing = turnOf(surveys({ onFixedChange: 'replace' }), 's1');
    const journal = settledJournal(replacing, running);

    it('kills the run first', () => {
      const made = decide(replacing, { intent: app, local: edited, journal, mirror });
      expect(made.step).toMatchObject({ action: 'kill', key: 'key-0', job: { jobId: journal.jobId } });
      expect(made.journal).toMatchObject({ key: 'key-0', base: running });
    });

    it('submits a new one, under a new key, when the old is dead', () => {
      const made = decide(replacing, {
        local: edited,
        journal: { ...journal, state: 'working' },
        mirror: mirrorOf(workflow({ status: 'KILLED' })),
        finished: stepOf(replacing, { action: 'kill', state: 'done', row: edited }),
      });
      expect(made.step).toMatchObject({
        action: 'submit',
        key: 'new-key',
        payload: { properties: { severity: 9 } },
      });
      expect(made.journal).toMatchObject({ key: 'new-key', job: null, jobId: '', base: null });
    });

    it('submits at once when the run was over already', () => {
      const made = decide(replacing, {
        intent: app,
        local: edited,
        journal,
        mirror: mirrorOf(workflow({ status: 'SUCCEEDED' })),
      });
      expect(made.step).toMatchObject({ action: 'submit', key: 'new-key' });
    });

    it('submits at once when the run is no longer there', () => {
      const made = decide(replacing, {
        intent: app,
        local: edited,
        journal,
        mirror: mirrorOf(workflow({ status: 'SUCCEEDED' }), true),
      });
      expect(made.step).toMatchObject({ action: 'submit', key: 'new-key' });
    });
  });

  it('is not swallowed because the run was purged: a person sees it', () => {
    const made = decide(turn, {
      intent: app,
      local: edited,
      journal: settledJournal(turn, running),
      mirror: mirrorOf(workflow({ status: 'SUCCEEDED' }), true),
    });
    expect(made.journal).toMatchObject({ state: 'parked', base: { severity: 7 } });
  });
});

describe('a deleted survey', () => {
  const journal = settledJournal(turn, running);

  it('kills its run', () => {
    const made = decide(turn, { intent: app, journal, mirror: mirrorOf(workflow()) });
    expect(made.step).toMatchObject({ action: 'kill', job: { jobId: journal.jobId } });
  });

  it('is forgotten when its run is dead, over, or purged', () => {
    for (const mirror of [
      mirrorOf(workflow({ status: 'KILLED' })),
      mirrorOf(workflow({ status: 'SUCCEEDED' })),
      mirrorOf(workflow(), true),
    ]) {
      expect(decide(turn, { intent: app, journal, mirror })).toMatchObject({
        journal: 'delete',
        step: undefined,
      });
    }
  });

  it('leaves its run alone where the collection says so', () => {
    const leaving = turnOf(surveys({ onDelete: 'leave' }), 's1');
    expect(decide(leaving, { intent: app, journal, mirror: mirrorOf(workflow()) })).toMatchObject({
      journal: 'delete',
      step: undefined,
    });
  });

  it('kills a run that never began even then, so that nothing inert stays behind', () => {
    const leaving = turnOf(surveys({ onDelete: 'leave' }), 's1');
    const inert = settledJournal(leaving, running);
    const job = inert.job === null ? null : { ...inert.job, started: false };
    expect(decide(leaving, { intent: app, journal: { ...inert, job } }).step).toMatchObject({
      action: 'kill',
    });
  });

  it('that was never synced needs nothing', () => {
    expect(decide(turn, { intent: app })).toMatchObject({ journal: undefined, step: undefined });
  });
});
