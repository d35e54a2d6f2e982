import type { JournalRecord } from '../store/tables.ts';
import type { Schedule } from './inspection.ts';
import type { Profile, RequestThere } from './profile.fixture.ts';

type Field = 'end' | 'pause' | 'concurrency';
const fields: readonly Field[] = ['end', 'pause', 'concurrency'];
const namesThere: Record<string, Field> = { endtime: 'end', pausetime: 'pause', concurrency: 'concurrency' };

/** The fields that a change of a coordinator is about, each with the part of the command that says so. */
export function changedBy({ query }: Pick<RequestThere, 'query'>): { field: Field; part: string }[] {
  return (query.get('value') ?? '').split(';').flatMap((part) => {
    const field = namesThere[part.split('=')[0] ?? ''];
    return field === undefined ? [] : [{ field, part }];
  });
}

/** How long, in virtual ms, a command can be under way after the look that came before it. */
const underWay = 5_000;

/** Watches whether a change that somebody else made is overwritten before the row's user could see it. */
export interface UnseenChanges {
  /** Somebody else has just changed a coordinator. */
  changedThere(id: string): void;
}

/**
 * Between the engine's last look at a job and its command lies a moment that nobody can close; anything older must have
 * been looked at, and what was looked at must have stood in the row, or in a conflict, before it is overwritten.
 */
export function unseenChanges(profile: Profile, tell: (violation: string) => void): UnseenChanges {
  const { clock, oozie } = profile;
  const valueThere = (id: string, field: Field): unknown => {
    const job = oozie.jobs().coordinators.find((one) => one.id === id);
    return job && { end: job.endTime, pause: job.pauseTime, concurrency: job.concurrency }[field];
  };
  const known = new Set<string>();
  const knownAs = (row: string, field: Field, value: unknown) => `${row} ${field} ${String(value)}`;
  const others = new Map<string, { readonly value: unknown; readonly at: number; readonly moment: number }>();
  /** When each tab has looked at a job. */
  const looks = new Map<string, number[]>();
  const sent = new Set<string>();

  profile.database.onCommit((changes) => {
    for (const { store, after } of changes) {
      if (store === 'schedules' && after !== undefined) learn((after as Schedule).id, after);
      if (store !== 'howdah_journal' || after === undefined) continue;
      const { rowKey, base, conflict } = after as JournalRecord;
      learn(String(rowKey), base);
      learn(String(rowKey), conflict?.remote);
    }
  });

  function learn(row: string, seen: object | null | undefined): void {
    for (const field of fields) {
      if (seen && field in seen) known.add(knownAs(row, field, (seen as Schedule)[field]));
    }
  }

  profile.onRequest((request) => {
    const id = /\/job\/([^/]+-C)$/.exec(request.path)?.[1];
    if (id === undefined) return;
    const looked = looksOf(id, request.tab);
    if (request.method === 'GET') looked.push(request.came);
    else if (request.query.get('action') === 'change') checkChange(id, request, looked);
  });

  function looksOf(id: string, tab: string): number[] {
    const looked = looks.get(`${id} ${tab}`) ?? [];
    looks.set(`${id} ${tab}`, looked);
    return looked;
  }

  function checkChange(id: string, { query, sent: sentAt }: RequestThere, looked: readonly number[]): void {
    const command = `${id} ${query.get('value')}`;
    // The network may bring an old command once more, which nobody can help.
    if (sent.has(command)) return;
    sent.add(command);
    const row = oozie.jobs().coordinators.find((one) => one.id === id)?.appName ?? '';
    for (const { field, part } of changedBy({ query })) {
      const other = others.get(`${id} ${field}`);
      if (other === undefined) continue;
      const value = valueThere(id, field);
      if (value !== other.value || known.has(knownAs(row, field, value))) continue;
      const isSeen = looked.some((look) => look > other.moment && look < sentAt);
      if (!isSeen && profile.mayBeLate && clock.elapsed() - other.at < underWay) continue;
      tell(`4: ${row}'s ${field} ${String(value)} is overwritten unseen by ${part}`);
    }
  }

  return {
    changedThere(id) {
      for (const field of fields) {
        const value = valueThere(id, field);
        if (others.get(`${id} ${field}`)?.value !== value)
          others.set(`${id} ${field}`, { value, at: clock.elapsed(), moment: profile.moment });
      }
    },
  };
}
