import { describe, expect, it } from 'vitest';
import { createVirtualClock } from './virtual-clock.ts';

const startAt = Date.parse('2026-11-23T05:00Z');

describe('a virtual clock', () => {
  it('stands still until it is moved', async () => {
    const clock = createVirtualClock({ startAt });
    const fired: number[] = [];
    clock.setTimeout(() => fired.push(clock.now()), 60_000);
    expect(clock.now()).toBe(startAt);
    await clock.advance(59_999);
    expect(fired).toEqual([]);
    await clock.advance(1);
    expect(fired).toEqual([startAt + 60_000]);
    expect(clock.waiting).toBe(0);
  });

  it('fires timers in the order of their times, and those of one moment as they were set', async () => {
    const clock = createVirtualClock({ startAt });
    const fired: string[] = [];
    clock.setTimeout(() => fired.push('late'), 20);
    clock.setTimeout(() => fired.push('first'), 10);
    clock.setTimeout(() => fired.push('second'), 10);
    const never = clock.setTimeout(() => fired.push('never'), 15);
    clock.clearTimeout(never);
    expect(clock.nextAt).toBe(startAt + 10);
    await clock.advance(100);
    expect(fired).toEqual(['first', 'second', 'late']);
    expect(clock.now()).toBe(startAt + 100);
  });

  it('lets what follows from a timer run before the next one, at the timer’s own moment', async () => {
    const clock = createVirtualClock({ startAt });
    const seen: number[] = [];
    const everyTen = async () => {
      for (let round = 0; round < 3; round += 1) {
        await clock.wait(10);
        await Promise.resolve();
        seen.push(clock.now() - startAt);
      }
    };
    const done = everyTen();
    await clock.advance(1_000);
    await done;
    expect(seen).toEqual([10, 20, 30]);
  });

  it('ends a wait when its signal aborts', async () => {
    const clock = createVirtualClock();
    const abort = new AbortController();
    const waiting = clock.wait(10, abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(clock.wait(10, abort.signal)).rejects.toThrow('enough');
    expect(clock.waiting).toBe(0);
  });

  it('runs until something is so, and says so when it never is', async () => {
    const clock = createVirtualClock({ startAt });
    let count = 0;
    const tick = () => {
      count += 1;
      clock.setTimeout(tick, 1_000);
    };
    tick();
    await clock.runUntil(() => count === 5);
    expect(clock.now()).toBe(startAt + 4_000);
    await expect(clock.runUntil(() => false, 10_000)).rejects.toThrow('1 timers are due later');
    await expect(createVirtualClock().runUntil(() => false)).rejects.toThrow('no timer is left');
  });

  it('jumps without letting time pass', async () => {
    const clock = createVirtualClock({ startAt });
    let fired = 0;
    clock.setTimeout(() => {
      fired += 1;
    }, 1_000);
    clock.jump(-3_600_000);
    expect(clock.now()).toBe(startAt - 3_600_000);
    expect(clock.elapsed()).toBe(0);
    clock.jump(2 * 3_600_000);
    await clock.advance(999);
    expect(fired).toBe(0);
    await clock.advance(1);
    expect(fired).toBe(1);
    expect(clock.now()).toBe(startAt + 3_600_000 + 1_000);
  });

  it('takes the place of the global clocks and gives it back', async () => {
    const real = globalThis.setTimeout;
    const clock = createVirtualClock({ startAt });
    const restore = clock.install();
    const seen: number[] = [];
    try {
      setTimeout((text: string) => seen.push(Date.now() - startAt, text.length), 500, 'given');
      const interval = setInterval(() => seen.push(performance.now()), 1_000);
      await clock.advance(2_500);
      clearInterval(interval);
      clearTimeout(undefined);
      await clock.advance(10_000);
    } finally {
      restore();
    }
    expect(seen).toEqual([500, 5, 1_000, 2_000]);
    expect(globalThis.setTimeout).toBe(real);
    expect(Math.abs(Date.now() - startAt)).toBeGreaterThan(0);
  });
});
