import type { Howdah } from '../engine/options.ts';
import { type EngineOptions, runEngine } from '../engine/run-engine.ts';
import type { MemoryDatabase } from '../store/memory-store.ts';
import type { ProfileLocks } from './tab-locks.ts';
import { watchedFetch, watchedStore } from './watched-calls.ts';

/** One tab of a profile, with an engine that leads or stands by. */
export interface Tab {
  readonly howdah: Howdah;
  /** Kills it: nothing that it was about to do is done. */
  crash(): void;
  /** Kills it before its n-th call from now on to the store or the network. */
  crashAfter(calls: number): void;
  readonly isDead: boolean;
  /** How many calls it has made. */
  readonly calls: number;
}

export interface TabSurroundings {
  readonly database: MemoryDatabase;
  readonly lock: ReturnType<ProfileLocks['ofTab']>;
  /** What sends its requests. */
  readonly fetch: typeof fetch;
  readonly engine: Omit<EngineOptions, 'locks' | 'oozie'> & {
    readonly oozie: Omit<EngineOptions['oozie'], 'fetch'>;
  };
  /** Whether a call, e.g. `put howdah_jobs`, finds no room. */
  isFull?(call: string): boolean;
  onDeath(): void;
  /** It asked and asked without an end, and was killed. */
  onRunningAway?(): void;
}

/** More calls than any history takes. */
const mostCalls = 50_000;

/** Opens a tab: its connection to the database, and its engine, of which every call can be its last. */
export function startTab({
  database,
  lock,
  fetch,
  engine,
  isFull,
  onDeath,
  onRunningAway,
}: TabSurroundings): Tab {
  const own = database.open();
  const gone = new AbortController();
  let isDead = false;
  let calls = 0;
  let crashAt = Number.POSITIVE_INFINITY;
  const never = new Promise<never>(() => {});
  const crash = () => {
    if (isDead) return;
    isDead = true;
    own.die();
    lock.die();
    gone.abort();
    onDeath();
  };
  const atCall = async (what: string) => {
    if (isDead) return never;
    calls += 1;
    if (calls >= crashAt) crash();
    if (calls > mostCalls) {
      onRunningAway?.();
      crash();
    }
    if (isDead) return never;
    if (isFull?.(what)) throw new DOMException('The disk is full.', 'QuotaExceededError');
  };
  const send: typeof globalThis.fetch = (input, init) =>
    fetch(input, {
      ...init,
      signal: init?.signal ? AbortSignal.any([init.signal, gone.signal]) : gone.signal,
    });
  const howdah = runEngine(watchedStore(own, atCall), {
    ...engine,
    oozie: { ...engine.oozie, fetch: watchedFetch(send, atCall) },
    locks: lock.locks,
  });
  return {
    howdah,
    crash,
    crashAfter(more) {
      crashAt = calls + more;
    },
    get isDead() {
      return isDead;
    },
    get calls() {
      return calls;
    },
  };
}
