import { describe, expect, test } from 'vitest';
import { bundleEffects, coordinatorEffects, type Effects, judge, workflowEffects } from './effects.ts';

const workflowStates = ['PREP', 'RUNNING', 'SUSPENDED', 'SUCCEEDED', 'KILLED', 'FAILED'];
const jobStates = Object.keys(bundleEffects.kill);

/** Verdicts by their first letters, in the order of the states after the operation. */
const letters = (effects: Effects, from: string, states: string[]) =>
  states.map((status) => judge(effects, from, status)[0]).join(' ');

describe('of a workflow, by the states before and after', () => {
  // Columns: PREP RUNNING SUSPENDED SUCCEEDED KILLED FAILED; d(one) a(lready) i(gnored) o(pen)
  const expected = {
    start: {
      PREP: 'o d d d d d',
      RUNNING: 'o a a a a a',
      SUSPENDED: 'o d i i i i',
      SUCCEEDED: 'o d i i i i',
      KILLED: 'o d i i i i',
      FAILED: 'o d i i i i',
    },
    suspend: {
      PREP: 'i o d i i i',
      RUNNING: 'i o d i i i',
      SUSPENDED: 'i o a i i i',
      SUCCEEDED: 'i o d i i i',
      KILLED: 'i o d i i i',
      FAILED: 'i o d i i i',
    },
    resume: {
      PREP: 'i d o i i i',
      RUNNING: 'i a o a i a',
      SUSPENDED: 'i d o d i d',
      SUCCEEDED: 'i d o i i i',
      KILLED: 'i d o i i i',
      FAILED: 'i d o i i i',
    },
    kill: {
      PREP: 'o o o i d i',
      RUNNING: 'o o o i d i',
      SUSPENDED: 'o o o i d i',
      SUCCEEDED: 'o o o i d i',
      KILLED: 'o o o i a i',
      FAILED: 'o o o i d i',
    },
  } as const;
  test.each(Object.entries(expected))('%s', (operation, rows) => {
    const effects = Object.entries(workflowEffects).find(([name]) => name === operation)?.[1] ?? {};
    const actual = workflowStates.map((from) => [from, letters(effects, from, workflowStates)]);
    expect(Object.fromEntries(actual)).toEqual(rows);
  });
});

describe('of coordinators and bundles, when the state stays as it was', () => {
  const over = ['DONEWITHERROR', 'FAILED', 'KILLED', 'SUCCEEDED'];
  const suspended = ['PREPSUSPENDED', 'SUSPENDED', 'SUSPENDEDWITHERROR'];
  const paused = ['PAUSED', 'PAUSEDWITHERROR', 'PREPPAUSED'];
  const active = ['PREP', 'RUNNING', 'RUNNINGWITHERROR'];
  const all = [...over, ...suspended, ...paused, ...active, 'IGNORED', 'PREMATER'];
  const without = (from: string[], ...removed: string[]) => from.filter((state) => !removed.includes(state));
  const suspend = {
    open: [...active, ...paused],
    already: suspended,
    ignored: [...over, 'IGNORED', 'PREMATER'],
  };
  const resume = { open: suspended, already: active, ignored: [...over, ...paused, 'IGNORED', 'PREMATER'] };
  const kill = {
    open: [...active, ...paused, ...suspended, 'PREMATER'],
    already: ['KILLED'],
    ignored: [...without(over, 'KILLED'), 'IGNORED'],
  };
  const running = ['RUNNING', 'RUNNINGWITHERROR'];
  const expected = [
    ['coordinator', 'suspend', coordinatorEffects.suspend, suspend],
    ['coordinator', 'resume', coordinatorEffects.resume, resume],
    ['coordinator', 'kill', coordinatorEffects.kill, kill],
    [
      'coordinator',
      'ignore',
      coordinatorEffects.ignore,
      {
        open: ['FAILED', 'KILLED'],
        already: ['IGNORED'],
        ignored: without(all, 'FAILED', 'KILLED', 'IGNORED'),
      },
    ],
    [
      'bundle',
      'start',
      bundleEffects.start,
      { open: ['PREP'], already: running, ignored: without(all, 'PREP', ...running) },
    ],
    ['bundle', 'suspend', bundleEffects.suspend, suspend],
    ['bundle', 'resume', bundleEffects.resume, resume],
    ['bundle', 'kill', bundleEffects.kill, kill],
  ] as const;
  test.each(expected)('%s %s', (_kind, _operation, effects, { open, already, ignored }) => {
    const states = (verdict: string) =>
      jobStates.filter((state) => judge(effects, state, state) === verdict).sort();
    expect(states('open')).toEqual([...open].sort());
    expect(states('already')).toEqual([...already].sort());
    expect(states('ignored')).toEqual([...ignored].sort());
    expect(states('done')).toEqual([]);
  });
});

describe('of coordinators and bundles, when the state has changed', () => {
  const { suspend, resume, kill, ignore } = coordinatorEffects;
  const { start } = bundleEffects;
  test.each([
    ['suspended from PREP', suspend, 'PREP', 'PREPSUSPENDED', 'done'],
    ['suspended with an error', suspend, 'RUNNING', 'SUSPENDEDWITHERROR', 'done'],
    ['over before it was suspended', suspend, 'RUNNING', 'SUCCEEDED', 'ignored'],
    ['paused before it was suspended', suspend, 'RUNNING', 'PAUSED', 'open'],
    ['resumed to PREP', resume, 'PREPSUSPENDED', 'PREP', 'done'],
    ['resumed, and over by now', resume, 'SUSPENDED', 'DONEWITHERROR', 'done'],
    ['resumed, and paused by now', resume, 'SUSPENDED', 'PAUSED', 'done'],
    ['killed before it was resumed', resume, 'SUSPENDED', 'KILLED', 'ignored'],
    ['failed when its workflows were resumed', resume, 'SUSPENDED', 'FAILED', 'ignored'],
    ['killed', kill, 'PAUSEDWITHERROR', 'KILLED', 'done'],
    ['over before it was killed', kill, 'RUNNING', 'SUCCEEDED', 'ignored'],
    ['ignored', ignore, 'KILLED', 'IGNORED', 'done'],
    ['revived before it was ignored', ignore, 'KILLED', 'RUNNING', 'ignored'],
    ['started', start, 'PREP', 'RUNNING', 'done'],
    ['started, and over by now', start, 'PREP', 'SUCCEEDED', 'done'],
    ['started, and suspended by now', start, 'PREP', 'SUSPENDED', 'done'],
    ['suspended before it was started', start, 'PREP', 'PREPSUSPENDED', 'ignored'],
    ['killed before it was started', start, 'PREP', 'KILLED', 'ignored'],
  ] as const)('%s', (_name, effects, from, status, verdict) => {
    expect(judge(effects, from, status)).toBe(verdict);
  });
});

test('a state that is not known leaves it open, and one that is the aim is enough', () => {
  for (const effects of [...Object.values(workflowEffects), ...Object.values(coordinatorEffects)]) {
    for (const from of ['PREP', 'RUNNING', 'BRAND_NEW']) {
      expect(judge(effects, from, 'BRAND_NEW')).toBe('open');
    }
  }
  expect(judge(workflowEffects.kill, 'BRAND_NEW', 'KILLED')).toBe('done');
  expect(judge(workflowEffects.resume, 'BRAND_NEW', 'SUCCEEDED')).toBe('ignored');
});
