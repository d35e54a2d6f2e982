import { describe, expect, it } from 'vitest';
import { coordinator, workflow } from '../testing-ground/oozie-jobs.ts';
import { coordinatorPushes } from './coordinator/pushes.ts';
import { coordinatorKind } from './coordinator/steps.ts';
import { overtaken } from './pushes.ts';
import { workflowPushes } from './workflow-run/pushes.ts';
import { workflowRunKind } from './workflow-run/steps.ts';

const link = { jobId: 'j', bundleId: 'b', fixedDigest: 'd', submittedAt: 0, started: true };
const at = Date.parse('2026-11-23T10:00Z');
const states = { resume: 'RUNNING', suspend: 'SUSPENDED', kill: 'KILLED' } as const;
const comesTo = (plan: { next: string; action?: string }) =>
  plan.next === 'step' ? plan.action : plan.next === 'park' ? 'late' : 'there';

describe('the state that a row asks for', () => {
  it.each(Object.entries(states))('%s is pushed to a workflow as the table says', (push, state) => {
    const table = Object.entries(workflowPushes[push as keyof typeof states]);
    for (const [status, expected] of table.filter(([status]) => status !== 'PREP')) {
      const spec = { definition: '<a/>', state };
      const plan = workflowRunKind.plan({
        base: { definition: '<a/>' },
        wanted: spec,
        fixedDigest: 'd',
        link,
        remote: workflow({ status }),
        gone: false,
        onFixedChange: 'park',
      });
      expect([status, comesTo(plan)]).toEqual([status, expected === 'send' ? push : expected]);
    }
  });

  it.each(Object.entries(states))('%s is pushed to a coordinator as the table says', (push, state) => {
    for (const [status, expected] of Object.entries(coordinatorPushes[push as keyof typeof states])) {
      const plan = coordinatorKind.plan({
        base: { name: 'n', definition: '<a/>' },
        wanted: { name: 'n', definition: '<a/>', state },
        fixedDigest: 'd',
        link,
        remote: coordinator({ status }),
        gone: false,
        onFixedChange: 'park',
      });
      expect([status, comesTo(plan)]).toEqual([status, expected === 'send' ? push : expected]);
    }
  });
});

describe('another definition for a coordinator', () => {
  const update = (status: string, name = 'coordinator') =>
    coordinatorKind.plan({
      base: { name, definition: '<a/>' },
      wanted: { name, definition: '<b/>', concurrency: 7, endTime: 9 },
      fixedDigest: 'other',
      link,
      remote: coordinator({ status, concurrency: 3, endTime: 60_000 }),
      gone: false,
      onFixedChange: 'update',
    });

  it('is sent where the table says so, with the end and the concurrency that the coordinator has', () => {
    for (const [status, expected] of Object.entries(coordinatorPushes.update))
      expect([status, comesTo(update(status))]).toEqual([status, expected === 'send' ? 'update' : expected]);
    expect(update('RUNNING')).toMatchObject({ payload: { concurrency: 3, endTime: 60_000 } });
  });
  it('with another name is parked', () => {
    expect(update('RUNNING', 'renamed')).toMatchObject({ next: 'park', field: 'name' });
  });
});

describe('a command', () => {
  const asked = (command: object, status: string | null, run: number | null = null) => ({
    id: 'c1',
    collection: 'surveys',
    rowKey: 'a',
    command: command as { do: 'rerun' },
    askedAt: at,
    was: status === null ? null : { jobId: 'j', status, run },
  });
  const rerun = (was: [string, number] | null, status: string, run: number, conf: string | null = null) =>
    workflowRunKind.planCommand?.({
      asked: asked({ do: 'rerun' }, was?.[0] ?? null, was?.[1] ?? null),
      link,
      remote: workflow({ status, run, conf }),
      gone: false,
    });

  it('to rerun is sent to a workflow that is as it was', () => {
    expect(rerun(['KILLED', 0], 'KILLED', 0)).toMatchObject({
      action: 'rerun',
      payload: { id: 'c1', run: 0 },
    });
    expect(rerun(['RUNNING', 0], 'KILLED', 0)).toMatchObject({ action: 'rerun' });
    expect(rerun(null, 'FAILED', 2)).toMatchObject({ action: 'rerun', payload: { run: 2 } });
  });
  it('to rerun waits for a workflow that isn’t over', () => {
    expect(rerun(null, 'RUNNING', 0)).toEqual({ next: 'wait' });
    expect(rerun(['SUSPENDED', 1], 'RUNNING', 1)).toEqual({ next: 'wait' });
  });
  it('to rerun is done when the workflow carries its mark', () => {
    const conf =
      '<configuration><property><name>howdah.rerun</name><value>c1</value></property></configuration>';
    expect(rerun(['KILLED', 0], 'RUNNING', 1, conf)).toMatchObject({ next: 'fulfilled' });
  });
  it('to rerun what somebody else has rerun says when it was asked, what was then and is now', () => {
    expect(rerun(['KILLED', 0], 'SUCCEEDED', 1)).toEqual({
      next: 'park',
      field: null,
      message:
        'You asked on 2026-11-23T10:00Z to rerun it while it was KILLED; it is SUCCEEDED (run 1) now. Ask again (retry), or take it back.',
    });
  });
  it.each(['rerun actions', 'kill actions', 'ignore actions', 'ignore'] as const)(
    '%s is planned for a coordinator as the table says',
    (push) => {
      for (const [status, expected] of Object.entries(coordinatorPushes[push])) {
        const plan = coordinatorKind.planCommand?.({
          asked: asked({ do: push, actions: [1] }, 'RUNNING'),
          link,
          remote: coordinator({ status }),
          gone: false,
        });
        const next = { send: 'step', there: 'fulfilled', early: 'wait', late: 'park' }[expected ?? 'late'];
        expect([status, plan?.next]).toEqual([status, next]);
      }
    },
  );
});

it('what was overtaken is told in words', () => {
  expect(overtaken('suspend it', { at, status: 'RUNNING' }, 'SUCCEEDED')).toBe(
    'You asked on 2026-11-23T10:00Z to suspend it while it was RUNNING; it is SUCCEEDED now.',
  );
  expect(overtaken('kill it', undefined, 'FAILED')).toBe('You asked to kill it; it is FAILED now.');
});
