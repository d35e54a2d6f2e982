import { describe, expect, it } from 'vitest';
import { workflow } from '../../testing-ground/oozie-jobs.ts';
import type { PlanInput } from '../kind.ts';
import { SpecError } from '../spec-error.ts';
import { planWorkflowKill, planWorkflowRun, workflowAgrees, workflowFixedDigest } from './plan.ts';
import type { WorkflowRunSpec } from './spec.ts';
import { workflowRunKind } from './steps.ts';

const spec: WorkflowRunSpec = { definition: '<workflow-app/>', properties: { surveyId: 's1', severity: 7 } };
const fixedDigest = workflowFixedDigest(spec);
const link = {
  jobId: '0000001-261123032920870-oozie-root-W',
  bundleId: null,
  fixedDigest,
  submittedAt: 0,
  started: true,
};
type Input = PlanInput<WorkflowRunSpec, ReturnType<typeof workflow>>;
const plan = (input: Partial<Input>) =>
  planWorkflowRun({
    base: spec,
    wanted: spec,
    fixedDigest,
    link,
    remote: workflow(),
    gone: false,
    onFixedChange: 'park',
    ...input,
  });
const wanting = (state: WorkflowRunSpec['state']): WorkflowRunSpec =>
  state === undefined ? spec : { ...spec, state };
const nothing = { next: 'nothing' };

describe('a run that was never submitted', () => {
  it('is submitted as the row asks', () => {
    expect(plan({ link: null })).toEqual({ next: 'step', action: 'submit', payload: spec });
  });
  it('is not submitted to be killed', () => {
    expect(plan({ link: null, wanted: wanting('KILLED') })).toEqual(nothing);
  });
});

describe('a run that was submitted and not read yet', () => {
  const submitted = { ...link, started: false };
  it.each([
    [undefined, 'start'],
    ['RUNNING', 'start'],
    ['KILLED', 'kill'],
    ['SUSPENDED', 'look'],
  ] as const)('wanted %s: %s', (state, action) => {
    expect(plan({ link: submitted, remote: undefined, wanted: wanting(state) })).toMatchObject({ action });
  });
  it('is read first when it has begun already', () => {
    expect(plan({ remote: undefined, wanted: wanting('KILLED') })).toMatchObject({ action: 'look' });
  });
});

describe('an inert run', () => {
  const remote = workflow({ status: 'PREP' });
  it.each([
    [undefined, { action: 'start' }],
    ['RUNNING', { action: 'start' }],
    ['KILLED', { action: 'kill' }],
    ['SUSPENDED', nothing],
  ] as const)('wanted %s', (state, expected) => {
    expect(plan({ remote, wanted: wanting(state) })).toMatchObject(expected);
  });
});

describe('a run under way', () => {
  it.each([
    ['RUNNING', undefined, undefined, nothing],
    ['RUNNING', 'RUNNING', 'SUSPENDED', { action: 'suspend' }],
    ['RUNNING', 'RUNNING', 'KILLED', { action: 'kill' }],
    ['SUSPENDED', 'SUSPENDED', 'RUNNING', { action: 'resume' }],
    ['SUSPENDED', 'RUNNING', 'SUSPENDED', nothing],
    // Somebody else suspended it, and the user's wish didn't change: that stands.
    ['SUSPENDED', 'RUNNING', 'RUNNING', nothing],
    ['SUSPENDED', undefined, undefined, nothing],
    ['SUSPENDED', 'SUSPENDED', undefined, nothing],
    ['SUCCEEDED', 'SUSPENDED', 'RUNNING', nothing],
    ['KILLED', 'RUNNING', 'KILLED', nothing],
    ['SUCCEEDED', 'RUNNING', 'SUSPENDED', { next: 'park', field: 'state' }],
    ['SUCCEEDED', 'RUNNING', 'KILLED', { next: 'park', field: 'state' }],
  ] as const)('%s, wanted %s before and %s now', (status, before, now, expected) => {
    expect(plan({ remote: workflow({ status }), base: wanting(before), wanted: wanting(now) })).toMatchObject(
      expected,
    );
  });
  it('follows a wish that was there from the start', () => {
    expect(plan({ base: null, wanted: wanting('KILLED') })).toMatchObject({ action: 'kill' });
  });
});

describe('a run that Oozie no longer has', () => {
  it('is left alone when it had begun', () => {
    for (const state of [undefined, 'RUNNING', 'KILLED'] as const)
      expect(plan({ gone: true, wanted: wanting(state) })).toEqual(nothing);
  });
  it('can’t be suspended any more', () => {
    expect(plan({ gone: true, wanted: wanting('SUSPENDED') })).toMatchObject({
      next: 'park',
      field: 'state',
    });
  });
  it('is a person’s to decide when it never began, unless it was to be killed', () => {
    const inert = { ...link, started: false };
    expect(plan({ gone: true, link: inert })).toMatchObject({ next: 'park', field: null });
    expect(plan({ gone: true, link: inert, wanted: wanting('KILLED') })).toEqual(nothing);
  });
});

describe('an edit of what a run was submitted with', () => {
  it.each([
    ['properties.severity', { ...spec, properties: { surveyId: 's1', severity: 8 } }],
    ['properties.extra', { ...spec, properties: { surveyId: 's1', severity: 7, extra: true } }],
    ['properties.severity', { ...spec, properties: { surveyId: 's1' } }],
    ['definition', { ...spec, definition: '<workflow-app name="b"/>' }],
  ])('names %s', (field, wanted) => {
    expect(plan({ wanted, fixedDigest: workflowFixedDigest(wanted) })).toMatchObject({ next: 'park', field });
  });
  it('names nothing when it isn’t known what was agreed', () => {
    expect(plan({ base: null, fixedDigest: 'other' })).toMatchObject({ next: 'park', field: null });
  });
  it('is replaced or ignored where the collection says so', () => {
    expect(plan({ fixedDigest: 'other', onFixedChange: 'replace' })).toEqual({ next: 'replace' });
    expect(
      plan({ fixedDigest: 'other', onFixedChange: 'replace', gone: true, link: { ...link, started: false } }),
    ).toEqual({ next: 'replace' });
    expect(plan({ fixedDigest: 'other', onFixedChange: 'ignore' })).toEqual(nothing);
  });
  it('is none when a number became its own text', () => {
    expect(workflowFixedDigest({ ...spec, properties: { severity: '7', surveyId: 's1' } })).toBe(fixedDigest);
  });
});

describe('killing a deleted row’s run', () => {
  it.each([
    ['that was never submitted', null, workflow(), false, nothing],
    ['that was purged', link, workflow(), true, nothing],
    ['that is over', link, workflow({ status: 'FAILED' }), false, nothing],
    ['that is suspended', link, workflow({ status: 'SUSPENDED' }), false, { action: 'kill' }],
    ['that was never read', link, undefined, false, { action: 'kill' }],
  ] as const)('%s', (_, tied, remote, gone, expected) => {
    expect(planWorkflowKill({ link: tied, remote, gone })).toMatchObject(expected);
  });
});

describe('a step shows', () => {
  it.each([
    ['start', 'PREP', false],
    ['start', 'RUNNING', true],
    ['start', 'KILLED', true],
    ['suspend', 'RUNNING', false],
    ['suspend', 'SUSPENDED', true],
    ['suspend', 'SUCCEEDED', true],
    ['resume', 'SUSPENDED', false],
    ['resume', 'RUNNING', true],
    ['kill', 'RUNNING', false],
    ['kill', 'KILLED', true],
    ['kill', 'SUCCEEDED', true],
    ['look', 'PREP', true],
  ])('%s on a %s workflow: %s', (action, status, expected) => {
    expect(workflowAgrees(action, null, workflow({ status }))).toBe(expected);
  });
});

describe('what toOozie returned', () => {
  const fieldOfError = (value: unknown) => {
    try {
      workflowRunKind.parseSpec(value);
    } catch (error) {
      return error instanceof SpecError ? error.field : error;
    }
    return 'no error';
  };
  it.each<[unknown, string | null]>([
    [undefined, null],
    ['<workflow-app/>', null],
    [{}, 'definition'],
    [{ definition: '' }, 'definition'],
    [{ definition: 'workflow' }, 'definition'],
    [{ definition: '<a/>', properties: { x: undefined } }, 'properties.x'],
    [{ definition: '<a/>', properties: { x: null } }, 'properties.x'],
    [{ definition: '<a/>', properties: { x: { deep: 1 } } }, 'properties.x'],
    [{ definition: '<a/>', properties: { x: Number.NaN } }, 'properties.x'],
    [{ definition: '<a/>', properties: { ok: 1, bad: new Date(0) } }, 'properties.bad'],
    [{ definition: '<a/>', properties: [] }, 'properties'],
    [{ definition: '<a/>', state: 'PAUSED' }, 'state'],
  ])('%j is refused by its field %s', (value, field) => {
    expect(fieldOfError(value)).toBe(field);
  });
  it('names a property without a name', () => {
    expect(fieldOfError({ definition: '<a/>', properties: { '': 1 } })).toMatch(/^properties/);
  });
  it('is taken as it is when it is a job', () => {
    const job = { definition: '<a/>', properties: { text: 'x', number: 0.5, flag: false }, state: 'RUNNING' };
    expect(workflowRunKind.parseSpec(job)).toEqual(job);
  });
});
