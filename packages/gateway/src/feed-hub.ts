import { randomUUID } from 'node:crypto';
import type { Identity, Look, WatchedKind } from './oozie-watch.ts';

/** One message of the feed. */
export interface FeedMessage {
  readonly event: 'state' | 'changed';
  /** Moves with every change: a listener that comes back with the newest one has missed nothing. */
  readonly id: string;
  readonly data: object;
}

/** One browser that listens. */
export interface Listener {
  readonly identity: Identity;
  send(message: FeedMessage): void;
  /** The gateway stops. */
  end(): void;
}

/** How the feed goes about it. Times are in ms. */
export interface FeedOptions {
  /** Between looks at Oozie while things change. Default 1000. */
  readonly pollMs?: number;
  /** Between looks at rest. Default 5000. */
  readonly restMs?: number;
  /** How many may listen; those beyond are told to come back later. Default 500. */
  readonly maxListeners?: number;
  /** Between comments that keep proxies from closing a quiet connection. Default 15000. */
  readonly heartbeatMs?: number;
}

/** How long after the last change, in ms, it is looked at the full rate. */
const livelyFor = 30_000;

/** The longest, in ms, between looks at an Oozie that doesn't answer. */
const longestWait = 15_000;

/** The shortest, in ms, between two hints: Oozie's notifications come in swarms. */
const hintEvery = 250;

/** Tells any number of listeners that something changed on Oozie, by one series of looks for all of them. */
export interface FeedHub {
  readonly isFull: boolean;
  /** Adds a listener, which knows everything up to `lastId`; gives what removes it. */
  add(listener: Listener, lastId: string | undefined): () => void;
  /** Oozie itself, or somebody in its name, says that something changed. */
  notified(): void;
  close(): void;
}

export function createFeedHub(
  look: (identities: readonly Identity[]) => Promise<Look>,
  { pollMs = 1_000, restMs = 5_000, maxListeners = 500 }: FeedOptions = {},
): FeedHub {
  // Ids of another gateway's life mean nothing to this one.
  const life = randomUUID();
  const listeners = new Set<Listener>();
  let number = 0;
  let isWatching: boolean | undefined;
  let lastChangeAt = Number.NEGATIVE_INFINITY;
  let lastSeen: number | undefined;
  let failures = 0;
  let isLooking = false;
  let isClosed = false;
  let lookTimer: NodeJS.Timeout | undefined;
  let hintTimer: NodeJS.Timeout | undefined;
  let lastHintAt = Number.NEGATIVE_INFINITY;
  let pending: { kinds: Set<WatchedKind>; since: number | undefined } | undefined;

  const idNow = () => `${life}:${number}`;
  const tell = (message: FeedMessage) => {
    for (const listener of [...listeners]) listener.send(message);
  };

  function hint(kinds: readonly WatchedKind[], since: number | undefined): void {
    if (pending === undefined) {
      number += 1;
      pending = { kinds: new Set(), since };
    }
    for (const kind of kinds) pending.kinds.add(kind);
    lastChangeAt = performance.now();
    hintTimer ??= setTimeout(sendHint, Math.max(0, lastHintAt + hintEvery - performance.now()));
  }

  function sendHint(): void {
    hintTimer = undefined;
    lastHintAt = performance.now();
    if (pending === undefined) return;
    const { kinds, since } = pending;
    pending = undefined;
    tell({ event: 'changed', id: idNow(), data: { since: since ?? null, kinds: [...kinds] } });
  }

  async function lookOnce(): Promise<void> {
    lookTimer = undefined;
    isLooking = true;
    const found = await look([...listeners].map(({ identity }) => identity));
    isLooking = false;
    if (isClosed) return;
    const wasWatching = isWatching;
    isWatching = found.kind === 'seen';
    failures = found.kind === 'seen' ? 0 : failures + 1;
    if (found.kind === 'seen') {
      // After an Oozie that didn't answer nobody knows what happened meanwhile.
      if (found.changed.length > 0 || wasWatching === false) hint(found.changed, lastSeen);
      lastSeen = found.serverDate ?? lastSeen;
    }
    if (isWatching !== wasWatching) tell(state());
    schedule();
  }

  const state = (): FeedMessage => ({
    event: 'state',
    id: idNow(),
    data: { watching: isWatching === true },
  });

  function schedule(ms?: number): void {
    if (isClosed || isLooking || listeners.size === 0) return;
    const isLively = performance.now() - lastChangeAt < livelyFor;
    const ordinary = isLively ? pollMs : restMs;
    const wait = failures === 0 ? ordinary : Math.min(longestWait, pollMs * 2 ** Math.min(failures, 10));
    clearTimeout(lookTimer);
    lookTimer = setTimeout(lookOnce, ms ?? wait);
  }

  return {
    get isFull() {
      return listeners.size >= maxListeners;
    },
    add(listener, lastId) {
      listeners.add(listener);
      if (isWatching !== undefined) listener.send(state());
      if (lastId !== undefined && lastId !== idNow()) {
        listener.send({ event: 'changed', id: idNow(), data: { since: null, kinds: [] } });
      }
      // While nobody listened nobody looked; and whom Oozie refused may be somebody else now.
      if (listeners.size === 1 || isWatching !== true) schedule(0);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(lookTimer);
        lookTimer = undefined;
      };
    },
    notified() {
      if (listeners.size > 0) hint([], lastSeen);
      else number += 1;
    },
    close() {
      isClosed = true;
      clearTimeout(lookTimer);
      clearTimeout(hintTimer);
      for (const listener of [...listeners]) listener.end();
      listeners.clear();
    },
  };
}
