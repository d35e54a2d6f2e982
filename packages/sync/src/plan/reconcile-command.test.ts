import { describe, expect, it } from 'vitest';
import type { CommandRecord, JournalRecord } from '../store/tables.ts';
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

const jobId = '0000001-261123032920870-oozie-root-W';
const ended: Survey = { id: 's1', severity: 7, status: 'finished', jobId, jobStatus: 'KILLED' };
const turn = turnOf(surveys(), 's1');
const settled = (more: Partial<JournalRecord> = {}) => settledJournal(turn, ended, more);
const killed = mirrorOf(workflow({ status: 'KILLED' }));
const asked: CommandRecord = {
  id: 'c1',
  collection: 'surveys',
  rowKey: 's1',
  command: { do: 'rerun' },
  askedAt: noon,
  was: { jobId, status: 'KILLED', run: 0 },
};
const person = wroteBy('person');

describe('what was asked of a row’s job', () => {
  it('becomes the row’s step when the row needs nothing else', () => {
    expect(
      decide(turn, { intent: person, local: ended, journal: settled(), mirror: killed, asked }),
    ).toMatchObject({
      journal: { state: 'working' },
      step: {
        action: 'rerun',
        command: 'c1',
        asked: { at: noon, status: 'KILLED' },
        payload: { id: 'c1', run: 0 },
        seen: { status: 'KILLED', run: 0 },
        fields: [],
      },
    });
  });

  it('waits for the row’s own edit', () => {
    const edited = { ...ended, severity: 9 };
    const replacing = turnOf(surveys({ onFixedChange: 'replace' }), 's1');
    const made = decide(replacing, {
      intent: person,
      local: edited,
      journal: settled(),
      mirror: killed,
      asked,
    });
    expect(made.step).toMatchObject({ action: 'submit' });
    expect(made.step).not.toHaveProperty('command');
    expect(made.command).toBeUndefined();
  });

  it('is noted with what the job is like at the first look, where that wasn’t known', () => {
    const made = decide(turn, {
      intent: person,
      local: ended,
      journal: settled(),
      mirror: killed,
      asked: { ...asked, was: null },
    });
    expect(made).toMatchObject({ step: { action: 'rerun' }, command: { put: asked } });
  });

  it('is dropped when Oozie has done it, and the next is looked at', () => {
    const conf =
      '<configuration><property><name>howdah.rerun</name><value>c1</value></property></configuration>';
    const mirror = mirrorOf(workflow({ status: 'RUNNING', run: 1, conf }));
    const made = decide(turn, { intent: wroteBy('mirror'), local: ended, journal: settled(), mirror, asked });
    expect(made).toMatchObject({
      command: { drop: asked },
      step: undefined,
      journal: { state: 'settled' },
      row: { put: { jobStatus: 'RUNNING' } },
    });
  });

  it('isn’t sent once somebody else was faster, however long it waited in the outbox: the row says so', () => {
    const mirror = mirrorOf(workflow({ status: 'SUCCEEDED', run: 1 }));
    const open = stepOf(turn, { action: 'rerun', command: 'c1', payload: { id: 'c1', run: 0 } });
    const made = decide(turn, {
      intent: wroteBy('mirror'),
      local: ended,
      journal: settled(),
      mirror,
      open,
      asked,
    });
    expect(made).toMatchObject({
      cancel: open,
      step: undefined,
      row: { put: { jobStatus: 'SUCCEEDED' } },
      journal: {
        state: 'parked',
        problem: {
          message:
            'surveys "s1": You asked on 2026-11-23T12:00Z to rerun it while it was KILLED; it is SUCCEEDED (run 1) now. Ask again (retry), or take it back.',
          asked: { at: noon, status: 'KILLED' },
        },
      },
    });
    expect(made.command).toBeUndefined();
  });

  it.each([
    ['of another job', settled(), { ...asked, was: { jobId: 'other', status: 'KILLED', run: 0 } }, killed],
    ['of a purged one', settled(), asked, { ...killed, gone: true }],
    ['that its kind doesn’t know', settled(), { ...asked, command: { do: 'ignore' } as const }, killed],
  ])('is parked when it was asked %s', (_, journal, command, mirror) => {
    expect(decide(turn, { intent: person, local: ended, journal, mirror, asked: command })).toMatchObject({
      journal: { state: 'parked' },
      step: undefined,
    });
  });

  it('goes with its row', () => {
    expect(decide(turn, { intent: person, asked })).toMatchObject({
      command: 'drop all',
      activities: [{ message: 'rerun was asked, but the row has no job any more' }],
    });
  });
});
