import { v7 as uuidv7 } from 'uuid';
import { HowdahError } from '../howdah-error.ts';
import type { Locks } from '../leader/leader.ts';
import { holdLifeline, outlive, pageLifeline } from '../leader/lifeline.ts';
import type { DatabaseMemory } from '../storage/birth-mark.ts';
import type { SyncStatus } from '../view/view-types.ts';
import { type EngineWorkers, type MadeWorker, makeWorker } from './engine-workers.ts';
import { arrived, type ToPage, type ToWorker } from './messages.ts';

/** How often a worker is asked whether it is alive, within the patience. */
const asksWithinPatience = 3;

/** How many times as long a dedicated worker may take until its first word: its module has to be loaded. */
const patienceAtFirst = 4;

export interface WorkerWishes {
  workers: EngineWorkers;
  database: string;
  memory: DatabaseMemory;
  /** Undefined where the platform has none; the worker, which has none either, says what that means. */
  locks: Locks | undefined;
  patienceMs: number;
  onRole(role: SyncStatus['role']): void;
  /** A worker was lost or given up, with the reason as a verb: "didn’t answer any more". */
  onReplaced(why: string): void;
}

/** A worker that runs the engine, and is replaced when it is gone or hangs. */
export interface KeptWorker {
  /** Resolves when the first engine runs or stands by; rejects with what keeps it from that. */
  begun: Promise<void>;
  say(message: ToWorker): void;
  /** Has the engine stop, if it runs for nobody else; resolves when it has, or doesn't answer. */
  stop(): Promise<void>;
  /** Ends the worker without asking it. */
  giveUp(): void;
}

/** The worker of the moment. */
interface Link extends MadeWorker {
  /** Whether it has said anything. */
  hasSpoken: boolean;
  /** Aborted when it is left. */
  left: AbortController;
  letGo(): void;
}

export function keepWorker(wishes: WorkerWishes): KeptWorker {
  const { workers, database, memory, locks, patienceMs } = wishes;
  let link: Link | undefined;
  let isOver = false;
  let mayBeShared = true;
  let unanswered = 0;
  /** When a shared worker was last found dead, by `performance.now()`. */
  let goneAt = Number.NEGATIVE_INFINITY;
  let onStopped = () => {};
  let succeed = () => {};
  let fail = (_: Error) => {};
  const begun = new Promise<void>((resolve, reject) => {
    succeed = resolve;
    fail = reject;
  });
  const say = (message: ToWorker) => link?.messages.postMessage(message);

  /** Has a worker start. With `gaveUp` it takes the lead from a shared worker that has it and doesn't answer. */
  async function start(gaveUp = false): Promise<void> {
    const left = new AbortController();
    const current: Link = {
      ...makeWorker(workers, mayBeShared),
      hasSpoken: false,
      left,
      letGo: () => {},
    };
    link = current;
    unanswered = 0;
    // What a worker that was given up still says is about what was.
    const isCurrent = () => link === current && !isOver;
    current.onError((message) => {
      if (isCurrent()) broken(current, message);
    });
    current.messages.addEventListener('message', ({ data }) => {
      if (link !== current) return;
      unanswered = 0;
      current.hasSpoken = true;
      if (data.howdah === 'alive') watch(current, data.lifeline);
      else hear(data);
    });
    let lifeline: string | undefined;
    if (current.isShared && locks !== undefined) {
      lifeline = pageLifeline(uuidv7());
      current.letGo = await holdLifeline(locks, lifeline);
      if (left.signal.aborted) current.letGo();
    }
    if (isCurrent()) say({ howdah: 'start', database, born: memory.recall(database), lifeline, gaveUp });
  }

  function hear(data: Exclude<ToPage, { howdah: 'alive' }>): void {
    switch (data.howdah) {
      case 'role':
        if (!isOver) wishes.onRole(data.role);
        succeed();
        break;
      case 'born':
        memory.remember(database, data.mark);
        break;
      case 'failed':
        fail(arrived(data.error));
        break;
      case 'stopped':
        onStopped();
        break;
      case 'pong':
        break;
    }
  }

  /** A shared worker that dies lets go of its lock at once; that it doesn't answer would show only later. */
  function watch(current: Link, lifeline: string): void {
    if (locks === undefined) return;
    outlive(locks, lifeline, current.left.signal).then(
      () => {
        if (link !== current) return;
        if (isOver) return onStopped();
        // One that dies again so soon would go on so: a dedicated one is missed, and started again, only at intervals.
        const isSoon = performance.now() - goneAt < patienceMs;
        goneAt = performance.now();
        replace('is gone', !isSoon);
      },
      () => {},
    );
  }

  function broken({ isShared, hasSpoken }: Link, message: string): void {
    if (hasSpoken) return;
    if (isShared) {
      mayBeShared = false;
      leave();
      void start();
      return;
    }
    const text = `The worker that syncs "${database}" could not be started. Look whether its module is served and runs. ${message}`;
    fail(new HowdahError('worker-broken', text.trim()));
  }

  function replace(why: string, maySharedAgain: boolean): void {
    const gaveUp = link?.isShared ?? false;
    mayBeShared &&= maySharedAgain;
    // Should it still come round, it is to stop.
    if (gaveUp) say({ howdah: 'stop' });
    leave();
    wishes.onRole('starting');
    wishes.onReplaced(why);
    void start(gaveUp);
  }

  function leave(): void {
    link?.left.abort(new DOMException('Left.', 'AbortError'));
    link?.letGo();
    link?.end();
  }

  void start();
  // Counted, not timed: a page that was frozen has asked nothing meanwhile, and gives its worker the time to wake up.
  const timer = setInterval(() => {
    const mayBeLoading = link !== undefined && !link.isShared && !link.hasSpoken;
    const limit = asksWithinPatience * (mayBeLoading ? patienceAtFirst : 1);
    if (unanswered >= limit) replace('didn’t answer any more', false);
    else {
      unanswered += 1;
      say({ howdah: 'ping' });
    }
  }, patienceMs / asksWithinPatience);

  function giveUp(): void {
    isOver = true;
    clearInterval(timer);
    leave();
  }
  return {
    begun,
    say,
    async stop() {
      isOver = true;
      clearInterval(timer);
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, patienceMs);
        onStopped = () => {
          clearTimeout(late);
          resolve();
        };
        say({ howdah: 'stop' });
      });
      leave();
    },
    giveUp,
  };
}
