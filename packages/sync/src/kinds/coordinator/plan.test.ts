import { describe, expect, it } from 'vitest';
import { coordinator } from '../../testing-ground/oozie-jobs.ts';
import { minute, noon } from '../../testing-ground/rows.ts';
import type { PlanInput } from '../kind.ts';
import { SpecError } from '../spec-error.ts';
import {
  changeFor,
  coordinatorAgrees,
  coordinatorFixedDigest,
  planCoordinator,
  planCoordinatorKill,
} from './plan.ts';
import type { CoordinatorSpec } from './spec.ts';
import { coordinatorKind } from './steps.ts';

const spec: CoordinatorSpec = {
  name: 'nightly',
  definition: '<coordinator-app/>',
  workflows: { path: '<workflow-app/>' },
  properties: { frequency: 60 },
  endTime: noon,
  pauseTime: null,
  concurrency: 1,
};
const fixedDigest = coordinatorFixedDigest(spec);
const link = {
  jobId: '0000002-261123032920870-oozie-root-C',
  bundleId: '0000001-261123032920870-oozie-root-B',
  fixedDigest,
  submittedAt: 0,
  started: true,
};
const there = coordinator({ endTime: noon, concurrency: 1 });
type Input = PlanInput<CoordinatorSpec, typeof there>;
const plan = (input: Partial<Input>) =>
  planCoordinator({
    base: spec,
    wanted: spec,
    fixedDigest,
    link,
    remote: there,
    gone: false,
    onFixedChange: 'park',
    ...input,
  });
const wanting = (state: CoordinatorSpec['state']): CoordinatorSpec =>
  state === undefined ? spec : { ...spec, state };
const nothing = { next: 'nothing' };

describe('a coordinator that isn’t there yet', () => {
  it('is submitted, unless it is to be killed', () => {
    expect(plan({ link: null })).toEqual({ next: 'step', action: 'submit', payload: spec });
    expect(plan({ link: null, wanted: wanting('KILLED') })).toEqual(nothing);
  });
  it('is started by its bundle, or killed in it', () => {
    const bundled = { ...link, jobId: null, started: false };
    expect(plan({ link: bundled, remote: undefined })).toMatchObject({ action: 'start' });
    expect(plan({ link: bundled, remote: undefined, wanted: wanting('KILLED') })).toMatchObject({
      action: 'kill',
    });
  });
  it('is read when it was started', () => {
    expect(plan({ remote: undefined })).toMatchObject({ action: 'look' });
  });
});

describe('a coordinator that runs', () => {
  it('needs nothing when it is as agreed', () => {
    expect(plan({})).toEqual(nothing);
  });
  it.each([
    ['RUNNING', 'RUNNING', 'SUSPENDED', { action: 'suspend' }],
    ['PREP', 'RUNNING', 'SUSPENDED', { action: 'suspend' }],
    ['SUSPENDED', 'RUNNING', 'SUSPENDED', nothing],
    ['PREPSUSPENDED', 'SUSPENDED', 'RUNNING', { action: 'resume' }],
    ['SUSPENDEDWITHERROR', 'SUSPENDED', 'RUNNING', { action: 'resume' }],
    ['PAUSED', 'SUSPENDED', 'RUNNING', nothing],
    ['SUSPENDED', 'RUNNING', 'RUNNING', nothing],
    ['SUSPENDED', 'SUSPENDED', undefined, nothing],
    ['RUNNING', 'RUNNING', 'KILLED', { action: 'kill' }],
    ['KILLED', 'RUNNING', 'KILLED', nothing],
    ['SUCCEEDED', 'SUSPENDED', 'RUNNING', nothing],
    ['DONEWITHERROR', 'RUNNING', 'SUSPENDED', { next: 'park', field: 'state' }],
    ['SUCCEEDED', 'RUNNING', 'KILLED', { next: 'park', field: 'state' }],
  ] as const)('%s, wanted %s before and %s now', (status, before, now, expected) => {
    expect(plan({ remote: { ...there, status }, base: wanting(before), wanted: wanting(now) })).toMatchObject(
      expected,
    );
  });
  it('is changed before it is suspended, but killed at once', () => {
    const wanted = { ...wanting('SUSPENDED'), concurrency: 3 };
    expect(plan({ wanted })).toEqual({ next: 'step', action: 'change', payload: { concurrency: 3 } });
    expect(plan({ wanted: { ...wanted, state: 'KILLED' } })).toMatchObject({ action: 'kill' });
  });
});

describe('what has to be changed', () => {
  it.each<[Partial<CoordinatorSpec>, object]>([
    [{}, {}],
    [{ endTime: noon + minute }, { endtime: noon + minute }],
    [{ endTime: noon + 59_999 }, {}],
    [{ pauseTime: noon }, { pausetime: noon }],
    [{ concurrency: 2 }, { concurrency: 2 }],
    [
      { endTime: noon + minute, pauseTime: noon, concurrency: 2 },
      { endtime: noon + minute, pausetime: noon, concurrency: 2 },
    ],
  ])('by the edit %j is %j', (edit, expected) => {
    expect(changeFor(spec, { ...spec, ...edit }, there)).toEqual(expected);
  });
  it('is nothing where Oozie is already what the row asks for', () => {
    expect(changeFor(spec, { ...spec, concurrency: 4 }, { ...there, concurrency: 4 })).toEqual({});
  });
  it('is nothing where only Oozie moved', () => {
    expect(
      changeFor(spec, spec, { ...there, concurrency: 4, endTime: noon + minute, pauseTime: noon }),
    ).toEqual({});
  });
  it('is everything that differs before the first agreement', () => {
    const remote = { ...there, concurrency: 4, endTime: noon + minute, pauseTime: noon };
    expect(changeFor(null, spec, remote)).toEqual({ endtime: noon, pausetime: null, concurrency: 1 });
  });
  it('is taking the pause away', () => {
    expect(changeFor({ ...spec, pauseTime: noon }, spec, { ...there, pauseTime: noon })).toEqual({
      pausetime: null,
    });
  });
  it('is nothing for what the row says nothing of', () => {
    const { endTime: _, concurrency: __, pauseTime: ___, ...silent } = spec;
    expect(changeFor(spec, silent, { ...there, concurrency: 9 })).toEqual({});
  });
});

describe('a coordinator that Oozie no longer has', () => {
  it.each<[Partial<CoordinatorSpec>, object]>([
    [{}, nothing],
    [{ state: 'KILLED' }, nothing],
    [{ endTime: noon + minute }, { next: 'park', field: 'endTime' }],
    [{ pauseTime: noon }, { next: 'park', field: 'pauseTime' }],
    [{ concurrency: 2 }, { next: 'park', field: 'concurrency' }],
    [{ state: 'SUSPENDED' }, { next: 'park', field: 'state' }],
    [{ state: 'RUNNING' }, nothing],
  ])('and the edit %j', (edit, expected) => {
    expect(plan({ gone: true, wanted: { ...spec, ...edit } })).toMatchObject(expected);
  });
  it('is a person’s to decide when it never began, unless it was to be killed', () => {
    const inert = { ...link, jobId: null, started: false };
    expect(plan({ gone: true, link: inert, remote: undefined })).toMatchObject({ next: 'park', field: null });
    expect(plan({ gone: true, link: inert, remote: undefined, wanted: wanting('KILLED') })).toEqual(nothing);
  });
  it('is left alone when nothing was agreed or read', () => {
    expect(plan({ gone: true, base: null })).toEqual(nothing);
    expect(plan({ gone: true, remote: undefined })).toEqual(nothing);
  });
});

describe('an edit of what a coordinator was submitted with', () => {
  it.each<[string, Partial<CoordinatorSpec>]>([
    ['name', { name: 'daily' }],
    ['definition', { definition: '<coordinator-app name="b"/>' }],
    ['workflows.path', { workflows: { path: '<workflow-app name="b"/>' } }],
    ['workflows.path', { workflows: {} }],
    ['properties.frequency', { properties: { frequency: 30 } }],
    ['properties.frequency', { properties: {} }],
  ])('names %s', (field, edit) => {
    const wanted = { ...spec, ...edit };
    expect(plan({ wanted, fixedDigest: coordinatorFixedDigest(wanted) })).toMatchObject({
      next: 'park',
      field,
    });
  });
  it('is replaced or ignored where the collection says so, even when the old one is gone', () => {
    expect(plan({ fixedDigest: 'other', onFixedChange: 'replace' })).toEqual({ next: 'replace' });
    expect(
      plan({ fixedDigest: 'other', onFixedChange: 'replace', gone: true, link: { ...link, started: false } }),
    ).toEqual({ next: 'replace' });
    expect(plan({ fixedDigest: 'other', onFixedChange: 'ignore' })).toEqual(nothing);
  });
  it('is none of what can be changed', () => {
    expect(
      coordinatorFixedDigest({ ...spec, endTime: 1, pauseTime: 2, concurrency: 3, state: 'KILLED' }),
    ).toBe(fixedDigest);
  });
});

describe('killing a deleted row’s coordinator', () => {
  it.each([
    ['that was never submitted', null, there, false, nothing],
    ['that was purged', link, there, true, nothing],
    ['that is over', link, { ...there, status: 'DONEWITHERROR' }, false, nothing],
    ['that is suspended', link, { ...there, status: 'SUSPENDED' }, false, { action: 'kill' }],
    ['that was never read', link, undefined, false, { action: 'kill' }],
  ] as const)('%s', (_, tied, remote, gone, expected) => {
    expect(planCoordinatorKill({ link: tied, remote, gone })).toMatchObject(expected);
  });
});

describe('a step shows', () => {
  it.each([
    ['change', { concurrency: 1 }, {}, true],
    ['change', { concurrency: 2 }, {}, false],
    ['change', { endtime: noon + 59_000 }, {}, true],
    ['change', { endtime: noon + minute }, {}, false],
    ['change', { pausetime: null }, {}, true],
    ['change', { pausetime: null }, { pauseTime: noon }, false],
    ['change', { pausetime: noon + 1 }, { pauseTime: noon }, true],
    ['change', { endtime: noon, concurrency: 2 }, { concurrency: 1 }, false],
    ['suspend', null, {}, false],
    ['suspend', null, { status: 'PREPSUSPENDED' }, true],
    ['suspend', null, { status: 'PAUSED' }, false],
    ['suspend', null, { status: 'SUCCEEDED' }, true],
    ['resume', null, { status: 'SUSPENDED' }, false],
    ['resume', null, {}, true],
    ['kill', null, {}, false],
    ['kill', null, { status: 'KILLED' }, true],
    ['look', null, {}, true],
  ] as const)('%s %j on %j: %s', (action, payload, told, expected) => {
    expect(coordinatorAgrees(action, payload, { ...there, ...told })).toBe(expected);
  });
});

describe('what toOozie returned', () => {
  const { workflows: _, ...rest } = spec;
  it.each<[object, string]>([
    [{ name: undefined }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ definition: 'text' }, 'definition'],
    [{ workflows: { path: 'text' } }, 'workflows.path'],
    [{ properties: { x: undefined } }, 'properties.x'],
    [{ endTime: Number.NaN }, 'endTime'],
    [{ endTime: -1 }, 'endTime'],
    [{ endTime: '2026-11-23' }, 'endTime'],
    [{ endTime: 253_402_300_800_000 }, 'endTime'],
    [{ endTime: null }, 'endTime'],
    [{ pauseTime: new Date(0) }, 'pauseTime'],
    [{ concurrency: 0 }, 'concurrency'],
    [{ concurrency: 1.5 }, 'concurrency'],
    [{ state: 'PAUSED' }, 'state'],
  ])('with %j is refused by its field %s', (wrong, field) => {
    try {
      coordinatorKind.parseSpec({ ...rest, ...wrong });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SpecError);
      expect(error).toMatchObject({ field });
    }
  });
  it('is taken as it is when it is a job', () => {
    expect(coordinatorKind.parseSpec(spec)).toEqual(spec);
  });
});
