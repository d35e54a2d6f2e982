import type { SyncStatus } from '@howdah/sync';
import { clockTime } from '../time/time-words.ts';

/** What the pill in the header says about all databases together. */
export interface SyncSummary {
  connection: SyncStatus['connection'];
  lastContactAt: number | null;
  /** Changes that have not reached Oozie yet, whatever step they are at. */
  queued: number;
  conflicts: number;
  parked: number;
  /** The workbench's own engine could not start. */
  isBroken: boolean;
}

/**
 * Adds up the databases. The connection is that of the workbench's own engine: another app's is only as new as its
 * last open tab.
 */
export function summarize(
  own: SyncStatus | undefined,
  all: readonly (SyncStatus | undefined)[],
  isBroken = false,
): SyncSummary {
  const sum = (count: (status: SyncStatus) => number) =>
    all.reduce((total, status) => total + (status === undefined ? 0 : count(status)), 0);
  return {
    connection: own?.connection ?? 'unknown',
    lastContactAt: own?.lastContactAt ?? null,
    queued: sum(({ pending, queued, sending, unknown }) => pending + queued + sending + unknown),
    conflicts: sum(({ conflicts }) => conflicts),
    parked: sum(({ parked }) => parked),
    isBroken,
  };
}

export type PillTone = 'good' | 'waiting' | 'attention' | 'off';

export interface PillWords {
  connection: string;
  /** What waits for a person or for the network, most urgent first. */
  counts: string[];
  tone: PillTone;
}

export function connectionWords(
  connection: SyncStatus['connection'],
  lastContactAt: number | null,
  now: number,
): string {
  switch (connection) {
    case 'online':
      return 'Online';
    case 'offline':
      return lastContactAt === null ? 'Offline' : `Offline since ${clockTime(lastContactAt, now)}`;
    case 'signed-out':
      return 'Signed out';
    case 'safe-mode':
      return 'Safe mode';
    case 'unknown':
      return 'Connecting';
  }
}

export const countOf = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function pillWords(summary: SyncSummary, now: number): PillWords {
  const { connection, lastContactAt, queued, conflicts, parked, isBroken } = summary;
  const counts = [
    ...(conflicts > 0 ? [countOf(conflicts, 'conflict')] : []),
    ...(parked > 0 ? [`${parked} parked`] : []),
    ...(queued > 0 ? [`${queued} queued`] : []),
  ];
  const tone: PillTone =
    isBroken || conflicts + parked > 0 || connection === 'signed-out' || connection === 'safe-mode'
      ? 'attention'
      : connection === 'offline'
        ? 'off'
        : connection === 'unknown' || queued > 0
          ? 'waiting'
          : 'good';
  const words = isBroken ? 'Not syncing' : connectionWords(connection, lastContactAt, now);
  return { connection: words, counts, tone };
}
