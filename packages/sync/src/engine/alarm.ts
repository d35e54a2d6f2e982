/** Lets a loop sleep until something happens or a time has passed. */
export interface Alarm {
  ring(): void;
  /** Resolves at the next ring (also one since the last sleep), after `ms`, or when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export function createAlarm(): Alarm {
  let rung = false;
  let waken: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      waken?.();
    },
    async sleep(ms, signal) {
      if (!rung && !signal.aborted && ms > 0) {
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            resolve();
          };
          const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
          waken = done;
          signal.addEventListener('abort', done, { once: true });
        });
        waken = undefined;
      }
      rung = false;
    },
  };
}

/**
 * Rings an alarm for any number of calls, once in `ms` at the most: the first at once, or nearly so, since everybody
 * else hears of the same thing at the same moment; what comes too soon after, when that time is over.
 */
export function ringSeldom(alarm: Alarm, ms: number, random: () => number, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rungAt = Number.NEGATIVE_INFINITY;
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return () => {
    if (signal.aborted) return;
    timer ??= setTimeout(
      () => {
        timer = undefined;
        rungAt = performance.now();
        alarm.ring();
      },
      Math.max(random() * scattered, rungAt + ms - performance.now()),
    );
  };
}

/** Over how many ms those who hear of something at the same moment scatter what they do. */
const scattered = 200;

/** Waits `ms`. Rejects with the signal's reason when it aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
