import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlarm, pause } from './alarm.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;

async function isAwake(sleep: Promise<void>): Promise<boolean> {
  let awake = false;
  sleep.then(() => {
    awake = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return awake;
}

describe('a loop that sleeps', () => {
  it('wakes when its time has passed, and not before', async () => {
    const sleep = createAlarm().sleep(1_000, never);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isAwake(sleep)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isAwake(sleep)).toBe(true);
  });
  it('wakes when it is rung', async () => {
    const alarm = createAlarm();
    const sleep = alarm.sleep(1_000, never);
    alarm.ring();
    expect(await isAwake(sleep)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
  it('does not fall asleep over a ring from while it worked, and hears it once', async () => {
    const alarm = createAlarm();
    alarm.ring();
    alarm.ring();
    expect(await isAwake(alarm.sleep(1_000, never))).toBe(true);
    expect(await isAwake(alarm.sleep(1_000, never))).toBe(false);
  });
  it('wakes when it is stopped, and sleeps no more then', async () => {
    const controller = new AbortController();
    const sleep = createAlarm().sleep(1_000, controller.signal);
    controller.abort();
    expect(await isAwake(sleep)).toBe(true);
    expect(await isAwake(createAlarm().sleep(1_000, controller.signal))).toBe(true);
  });
  it.each([0, -5])('does not sleep for %s ms', async (ms) => {
    expect(await isAwake(createAlarm().sleep(ms, never))).toBe(true);
  });
  it('can sleep for ever: too long a wait is not taken for none', async () => {
    const alarm = createAlarm();
    const sleep = alarm.sleep(Number.POSITIVE_INFINITY, never);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(await isAwake(sleep)).toBe(false);
    alarm.ring();
    expect(await isAwake(sleep)).toBe(true);
  });
  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    const alarm = createAlarm();
    for (let round = 0; round < 3; round += 1) {
      const sleep = alarm.sleep(1_000, signal);
      alarm.ring();
      await sleep;
    }
    expect(removed).toHaveBeenCalledTimes(3);
  });
});

describe('a pause', () => {
  it('ends when its time has passed', async () => {
    const done = pause(500, never);
    await vi.advanceTimersByTimeAsync(500);
    await expect(done).resolves.toBeUndefined();
  });
  it('ends with the reason when it is stopped, before or during it', async () => {
    const controller = new AbortController();
    const during = pause(500, controller.signal);
    controller.abort(new Error('stopped'));
    await expect(during).rejects.toThrow('stopped');
    await expect(pause(500, controller.signal)).rejects.toThrow('stopped');
    expect(vi.getTimerCount()).toBe(0);
  });
});
