import { createParser } from 'eventsource-parser';
import { pause } from '../engine/alarm.ts';
import { backoff } from '../transport/backoff.ts';

/** Somebody who looks at Oozie for this engine and says when there is something to see. */
export interface Hints {
  /** Whether it would be told of a change: then it needs to look by itself only seldom. */
  readonly isAlive: boolean;
  /** Listens, or stops listening, so that nobody looks at Oozie for an engine that has no use for it. */
  listen(wanted: boolean): void;
}

/** Where nobody tells anything. */
export const noHints: Hints = { isAlive: false, listen: () => {} };

export interface HintSource {
  /** Where Oozie is, on the gateway that has the feed. */
  readonly oozieUrl: string | URL;
  readonly user: string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly random: () => number;
  /** Called when there may be something new on Oozie. */
  readonly onHint: () => void;
}

/** A gateway writes something at least every 15 s; after so many ms of silence the connection is dead. */
const longestSilence = 45_000;

/** How long to wait, in ms, before a server that has no feed is asked for one again. */
const noFeedFor = 10 * 60_000;

/** The longest, in ms, between tries to listen. */
const longestWait = 60_000;

/** No feed can be had for so long, in ms. */
class NoFeed extends Error {
  override readonly name = 'NoFeed';
  constructor(readonly waitMs: number) {
    super('There is no feed to listen to.');
  }
}

/**
 * Listens to the gateway's feed of hints, again and again until the signal aborts. Nothing depends on it: without it
 * the engine looks at Oozie often by itself, and what it finds is the truth either way.
 */
export function hintsOf(source: HintSource): Hints {
  const { signal } = source;
  let isAlive = false;
  let isWanted = false;
  let lastId: string | undefined;
  let listening: AbortController | undefined;

  async function run(own: AbortSignal): Promise<void> {
    for (let failures = 0; !own.aborted; failures += 1) {
      let wait: number | undefined;
      try {
        await listenOnce(own, () => {
          failures = 0;
        });
      } catch (error) {
        if (error instanceof NoFeed) wait = error.waitMs;
      }
      isAlive = false;
      wait ??= backoff(failures, source.random, 1_000, longestWait);
      await pause(wait, own).catch(() => {});
    }
  }

  async function listenOnce(own: AbortSignal, heard: () => void): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), longestSilence);
    const signalNow = AbortSignal.any([own, silence.signal]);
    try {
      const reader = await openFeed(source, lastId, signalNow);
      const parser = createParser({
        onEvent({ event, id, data }) {
          heard();
          lastId = id ?? lastId;
          if (event === 'changed') source.onHint();
          if (event !== 'state') return;
          const wasAlive = isAlive;
          isAlive = isWatching(data);
          // What happened before somebody looked, nobody will tell; and who isn't told any more looks by himself.
          if (isAlive !== wasAlive) source.onHint();
        },
      });
      const decoder = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), longestSilence);
        parser.feed(decoder.decode(value, { stream: true }));
      }
    } finally {
      clearTimeout(timer);
      silence.abort();
    }
  }

  const stop = () => {
    listening?.abort();
    listening = undefined;
    isAlive = false;
  };
  signal.addEventListener('abort', stop, { once: true });
  return {
    get isAlive() {
      return isAlive;
    },
    listen(wanted) {
      if (wanted === isWanted || signal.aborted) return;
      isWanted = wanted;
      if (!wanted) return stop();
      listening = new AbortController();
      run(listening.signal);
    },
  };
}

async function openFeed(
  { oozieUrl, user, fetch }: HintSource,
  lastId: string | undefined,
  signal: AbortSignal,
): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const url = new URL('/howdah/feed', new URL(oozieUrl, globalThis.location?.href));
  if (user !== undefined) url.searchParams.set('user.name', user);
  const response = await fetch(url, {
    headers: { Accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'Last-Event-ID': lastId }) },
    cache: 'no-store',
    signal,
  });
  const isFeed = response.ok && response.headers.get('content-type')?.startsWith('text/event-stream');
  if (isFeed && response.body !== null) return response.body.getReader();
  await response.body?.cancel();
  if (response.status >= 500 && response.status !== 501) {
    const seconds = Number(response.headers.get('retry-after'));
    if (seconds > 0) throw new NoFeed(Math.min(seconds * 1_000, noFeedFor));
    throw new Error(`The feed answered ${response.status}.`);
  }
  throw new NoFeed(noFeedFor);
}

function isWatching(data: string): boolean {
  try {
    const state: unknown = JSON.parse(data);
    return typeof state === 'object' && state !== null && 'watching' in state && state.watching === true;
  } catch {
    return false;
  }
}
