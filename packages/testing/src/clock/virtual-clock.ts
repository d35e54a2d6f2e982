/** What `setTimeout` of a {@link VirtualClock} gives back, for `clearTimeout`. */
export type VirtualTimer = number;

/** Time that stands still until a test moves it. Times and durations are in milliseconds. */
export interface VirtualClock {
  /** The wall clock: epoch milliseconds. */
  now(): number;
  /** Time that only ever goes forwards, whatever `jump` does to the wall clock; like `performance.now()`. */
  elapsed(): number;
  setTimeout(callback: () => void, ms?: number): VirtualTimer;
  clearTimeout(timer: VirtualTimer | undefined): void;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts before. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** How many timers are waiting. */
  readonly waiting: number;
  /** When the next timer is due, by the wall clock; undefined when none waits. */
  readonly nextAt: number | undefined;
  /** Moves time to the next timer and fires it, alone. False when none waits. */
  fireNext(): boolean;
  /** Moves time by `ms` and fires every timer on the way, each at its own moment, with what the timers start meanwhile. */
  advance(ms: number): Promise<void>;
  /**
   * Fires timers one by one until the condition holds, and lets everything that follows from one run before the next.
   * @throws {Error} when no timer is left, or `ms` (default: a day) have passed, and it still doesn't hold
   */
  runUntil(isSo: () => boolean | Promise<boolean>, ms?: number): Promise<void>;
  /**
   * Sets the wall clock forwards or backwards without time passing, as a person or NTP does: timers stay as far away
   * as they were.
   */
  jump(ms: number): void;
  /**
   * Puts this clock in place of `Date.now`, `performance.now`, `setTimeout` and `setInterval` with their `clear`s, for
   * code that takes them from the global object. Returns the function that puts them back. `setImmediate`, microtasks
   * and `new Date()` stay as they are.
   */
  install(target?: ClockedGlobals): () => void;
}

/** The part of the global object that {@link VirtualClock.install} replaces. */
export interface ClockedGlobals {
  setTimeout: unknown;
  clearTimeout: unknown;
  setInterval: unknown;
  clearInterval: unknown;
  readonly Date: { now: () => number };
  readonly performance: { now: () => number };
}

export interface VirtualClockOptions {
  /** The wall clock's first time. Default 2026-01-01T00:00:00Z. */
  readonly startAt?: number;
  /**
   * Lets promises, and what stands behind them, go on before the next timer fires. Default: one turn of the event
   * loop. Give more where there is more to wait for, such as fake-indexeddb, whose steps take a `setImmediate` each.
   */
  readonly settle?: () => Promise<void>;
}

interface Waiting {
  readonly id: VirtualTimer;
  /** By `elapsed`. */
  readonly at: number;
  readonly callback: () => void;
}

const day = 86_400_000;

/**
 * A clock for tests that are the same each time: timers fire in the order of their times, those of one moment in the
 * order in which they were set, and nothing ever waits for real.
 *
 * @example
 * const clock = createVirtualClock({ startAt: Date.parse('2026-03-29T00:00Z') });
 * const done = retryEveryMinute(clock);
 * await clock.advance(10 * 60_000);
 */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const { startAt = Date.UTC(2026, 0, 1), settle = nextTurn } = options;
  let elapsed = 0;
  let offset = startAt;
  let lastId = 0;
  /** In the order in which they fire. */
  let timers: Waiting[] = [];

  function add(callback: () => void, ms: number): VirtualTimer {
    lastId += 1;
    const timer: Waiting = { id: lastId, at: elapsed + Math.max(0, Number.isFinite(ms) ? ms : 0), callback };
    const behind = timers.findIndex(({ at }) => at > timer.at);
    if (behind < 0) timers.push(timer);
    else timers.splice(behind, 0, timer);
    return timer.id;
  }
  const remove = (id: VirtualTimer | undefined) => {
    timers = timers.filter((timer) => timer.id !== id);
  };
  function fireNext(): boolean {
    const next = timers.shift();
    if (next === undefined) return false;
    elapsed = Math.max(elapsed, next.at);
    next.callback();
    return true;
  }

  const clock: VirtualClock = {
    now: () => offset + elapsed,
    elapsed: () => elapsed,
    setTimeout: (callback, ms = 0) => add(callback, ms),
    clearTimeout: remove,
    wait(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const stop = () => {
          remove(timer);
          reject(signal?.reason);
        };
        const timer = add(() => {
          signal?.removeEventListener('abort', stop);
          resolve();
        }, ms);
        signal?.addEventListener('abort', stop, { once: true });
      });
    },
    get waiting() {
      return timers.length;
    },
    get nextAt() {
      const [next] = timers;
      return next === undefined ? undefined : offset + next.at;
    },
    fireNext,
    async advance(ms) {
      const end = elapsed + ms;
      await settle();
      while ((timers[0]?.at ?? Number.POSITIVE_INFINITY) <= end) {
        fireNext();
        await settle();
      }
      elapsed = Math.max(elapsed, end);
    },
    async runUntil(isSo, ms = day) {
      const end = elapsed + ms;
      for (;;) {
        await settle();
        if (await isSo()) return;
        if ((timers[0]?.at ?? Number.POSITIVE_INFINITY) > end) {
          const left = timers.length === 0 ? 'no timer is left' : `${timers.length} timers are due later`;
          throw new Error(`What was waited for is not so after ${ms} virtual ms: ${left}.`);
        }
        fireNext();
      }
    },
    jump(ms) {
      offset += ms;
    },
    install: (target) => install(clock, target ?? globalThis),
  };
  return clock;
}

function install(clock: VirtualClock, target: ClockedGlobals): () => void {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = target;
  const dateNow = target.Date.now;
  const performanceNow = target.performance.now;
  /** The timer that an interval waits for at present, by the interval's own, negative number. */
  const intervals = new Map<number, VirtualTimer>();
  let lastInterval = 0;
  target.setTimeout = (callback: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
    clock.setTimeout(() => callback(...given), ms);
  target.setInterval = (callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    lastInterval -= 1;
    const id = lastInterval;
    const repeat = () => {
      intervals.set(id, clock.setTimeout(tick, Math.max(1, ms)));
    };
    const tick = () => {
      repeat();
      callback(...given);
    };
    repeat();
    return id;
  };
  const clear = (id: VirtualTimer | undefined) => {
    const timer = id === undefined ? undefined : intervals.get(id);
    clock.clearTimeout(timer ?? id);
    if (id !== undefined) intervals.delete(id);
  };
  target.clearTimeout = clear;
  target.clearInterval = clear;
  target.Date.now = clock.now;
  target.performance.now = clock.elapsed;
  return () => {
    Object.assign(target, { setTimeout, clearTimeout, setInterval, clearInterval });
    target.Date.now = dateNow;
    target.performance.now = performanceNow;
  };
}

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    // Browsers have no setImmediate; a message takes its turn behind all microtasks, too.
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
