import type { SyncStatus } from '@howdah/sync';
import { clockTime, duration } from '../time/time-words.ts';

/** How long after the last contact, in ms, what is shown still counts as live. At rest Oozie is asked every 10 s. */
const liveFor = 45_000;

export interface Freshness {
  state: 'live' | 'cached' | 'offline' | 'waiting';
  words: string;
}

/** How old what is shown can be: stale data must never look live. */
export function freshnessOf(status: SyncStatus | undefined, now: number): Freshness {
  const at = status?.lastContactAt ?? null;
  if (status === undefined || at === null) {
    return status?.connection === 'offline'
      ? { state: 'offline', words: 'Offline copy' }
      : { state: 'waiting', words: 'Waiting for Oozie’s first answer' };
  }
  const age = now - at;
  if (status.connection === 'online') {
    if (age < liveFor) return { state: 'live', words: 'Live' };
    return { state: 'cached', words: `As of ${clockTime(at, now)} (cached)` };
  }
  if (status.connection === 'unknown') {
    return { state: 'cached', words: `As of ${clockTime(at, now)} (cached), connecting` };
  }
  const old = age >= 60_000 ? `, ${duration(age)} old` : '';
  return { state: 'offline', words: `Offline copy, as of ${clockTime(at, now)}${old}` };
}
