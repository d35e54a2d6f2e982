import { expect, test } from 'vitest';
import { judgeBundleChange } from './confirmed-bundles.ts';
import { judgeCoordinatorChange } from './confirmed-coordinators.ts';
import { judgeStart } from './confirmed-workflows.ts';

const at = (text: string) => Date.parse(text);
const coordinator = {
  status: 'RUNNING',
  endTime: at('2099-01-01T00:00Z'),
  pauseTime: null,
  concurrency: 1,
  nextMaterializedTime: at('2026-11-23T06:00Z'),
};
const bundle = { status: 'RUNNING', endTime: null, pauseTime: null };

test('a change of a coordinator is done when all values are so, and already when they were', () => {
  const change = { endtime: at('2098-01-01T00:00:59Z'), concurrency: 2, pausetime: at('2097-01-01T00:00Z') };
  const changed = {
    ...coordinator,
    endTime: at('2098-01-01T00:00Z'),
    concurrency: 2,
    pauseTime: at('2097-01-01T00:00Z'),
  };
  expect(judgeCoordinatorChange(change, coordinator, changed)).toBe('done');
  expect(judgeCoordinatorChange(change, changed, changed)).toBe('already');
  expect(judgeCoordinatorChange(change, coordinator, coordinator)).toBe('open');
  for (const missing of [{ endTime: coordinator.endTime }, { concurrency: 1 }, { pauseTime: null }]) {
    expect(judgeCoordinatorChange(change, coordinator, { ...changed, ...missing })).toBe('open');
  }
  expect(judgeCoordinatorChange({ pausetime: null }, changed, coordinator)).toBe('done');
  expect(judgeCoordinatorChange({ pausetime: null }, coordinator, changed)).toBe('open');
});

test('a coordinator is revived when it is anything but over by force', () => {
  const killed = { ...coordinator, status: 'KILLED' };
  const revive = (status: string) =>
    judgeCoordinatorChange({ status: 'RUNNING' }, killed, { ...coordinator, status });
  expect(['RUNNING', 'RUNNINGWITHERROR', 'SUCCEEDED', 'DONEWITHERROR'].map(revive)).toEqual(
    Array(4).fill('done'),
  );
  expect(['KILLED', 'FAILED', 'IGNORED'].map(revive)).toEqual(Array(3).fill('open'));
  const ignore = (status: string) =>
    judgeCoordinatorChange({ status: 'IGNORED' }, killed, { ...coordinator, status });
  expect(['IGNORED', 'KILLED', 'RUNNING'].map(ignore)).toEqual(['done', 'open', 'open']);
});

test('an end that Oozie leaves alone is ignored', () => {
  const made = {
    ...coordinator,
    endTime: at('2026-11-23T05:30Z'),
    nextMaterializedTime: at('2026-11-23T06:00Z'),
  };
  const endtime = at('2026-11-23T05:45Z');
  expect(judgeCoordinatorChange({ endtime }, made, made)).toBe('ignored');
  expect(judgeCoordinatorChange({ endtime, concurrency: 2 }, made, made)).toBe('open');
  expect(judgeCoordinatorChange({ endtime, concurrency: 2 }, made, { ...made, concurrency: 2 })).toBe(
    'ignored',
  );
  for (const moved of ['2026-11-23T05:15Z', '2026-11-23T06:00Z', '2026-11-23T06:15Z']) {
    expect(judgeCoordinatorChange({ endtime: at(moved) }, made, made), moved).toBe('open');
  }
  const unmade = { ...made, nextMaterializedTime: null };
  expect(judgeCoordinatorChange({ endtime }, unmade, unmade)).toBe('open');
});

test('a change of a bundle is done when its value is so, and ignored by one that is over', () => {
  const pausetime = at('2097-01-01T00:00:30Z');
  const paused = { ...bundle, pauseTime: at('2097-01-01T00:00Z') };
  expect(judgeBundleChange({ pausetime }, bundle, paused)).toBe('done');
  expect(judgeBundleChange({ pausetime }, paused, paused)).toBe('already');
  expect(judgeBundleChange({ pausetime: null }, paused, bundle)).toBe('done');
  expect(judgeBundleChange({ pausetime: null }, paused, paused)).toBe('open');
  for (const status of ['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR']) {
    expect(judgeBundleChange({ pausetime }, bundle, { ...bundle, status }), status).toBe('ignored');
  }
  const endtime = at('2098-01-01T00:00Z');
  expect(judgeBundleChange({ endtime }, bundle, { ...bundle, endTime: endtime })).toBe('done');
  expect(judgeBundleChange({ endtime }, bundle, { ...bundle, status: 'SUCCEEDED' })).toBe('open');
  expect(judgeBundleChange({ endtime }, bundle, { ...bundle, status: 'KILLED' })).toBe('ignored');
});

test('a workflow that was killed before it started was not started', () => {
  const prep = { status: 'PREP', startTime: null };
  expect(judgeStart(prep, { status: 'KILLED', startTime: null })).toBe('ignored');
  expect(judgeStart(prep, { status: 'KILLED', startTime: 1 })).toBe('done');
  expect(judgeStart(prep, { status: 'RUNNING', startTime: 1 })).toBe('done');
  expect(judgeStart(prep, prep)).toBe('open');
});
