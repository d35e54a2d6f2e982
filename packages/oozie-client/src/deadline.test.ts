import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pause, within } from './deadline.ts';

const request = { method: 'GET', url: 'http://oozie/oozie/versions' };
const never = () => new Promise<never>(() => {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A signal that counts who listens. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    listeners += 1;
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    listeners -= 1;
    remove(...given);
  };
  return { controller, signal, listeners: () => listeners };
}

test('work that ignores its signal is left behind when its time is up', async () => {
  let signal: AbortSignal | undefined;
  const work = within(request, { timeoutMs: 100 }, (given) => {
    signal = given;
    return never();
  });
  const refused = expect(work).rejects.toMatchObject({ kind: 'timeout', reachedServer: 'maybe', request });
  await vi.advanceTimersByTimeAsync(99);
  expect(signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await refused;
  expect(signal?.aborted).toBe(true);
});

test('the caller’s abort ends work, and is told apart from a time-out', async () => {
  const controller = new AbortController();
  const work = within(request, { timeoutMs: 100, signal: controller.signal }, never);
  controller.abort('closed');
  await expect(work).rejects.toMatchObject({ kind: 'aborted', reachedServer: 'maybe', cause: 'closed' });
});

test('nothing is begun for a caller that has aborted', async () => {
  const work = vi.fn(never);
  await expect(within(request, { timeoutMs: 100, signal: AbortSignal.abort() }, work)).rejects.toMatchObject({
    kind: 'aborted',
    reachedServer: 'no',
  });
  expect(work).not.toHaveBeenCalled();
});

test('no timer and no listener stays behind, however work ends', async () => {
  const { signal, listeners } = countedSignal();
  const limits = { timeoutMs: 100, signal };
  await within(request, limits, async () => 'done');
  await within(request, limits, () => Promise.reject(new Error('failed'))).catch(() => undefined);
  await within(request, limits, () => {
    throw new Error('at once');
  }).catch(() => undefined);
  const late = within(request, limits, never).catch(() => undefined);
  expect(listeners()).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  await late;
  expect(listeners()).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('a limit that timers cannot count to is not taken for none', async () => {
  const done = vi.fn();
  void within(request, { timeoutMs: 2 ** 40 }, never).catch(done);
  void within(request, { timeoutMs: Number.POSITIVE_INFINITY }, never).catch(done);
  await vi.advanceTimersByTimeAsync(1_000_000);
  expect(done).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(1);
});

test('a pause ends at the caller’s abort', async () => {
  const controller = new AbortController();
  const paused = pause(request, 1000, controller.signal);
  controller.abort();
  await expect(paused).rejects.toMatchObject({ kind: 'aborted' });
  expect(vi.getTimerCount()).toBe(0);
});
