import { printOozieDate } from '@howdah/oozie-client';
import type { Asked } from '../store/tables.ts';

/**
 * What pushing something to a job in a status comes to:
 * - `send`: Oozie acts on it;
 * - `there`: the job has it, or had what it was for;
 * - `late`: Oozie would refuse it, or answer 200 and do nothing: a person has to know;
 * - `early`: as `late`, but the job may still come to where it can be done.
 */
export type Push = 'send' | 'there' | 'late' | 'early';

/**
 * Why something that was asked isn't sent, with when it was asked, what was then and what is now:
 * "You asked on 2026-11-23T10:00Z to suspend it while it was RUNNING; it is SUCCEEDED now."
 */
export function overtaken(what: string, asked: Asked | undefined, now: string): string {
  const on = asked === undefined ? '' : ` on ${printOozieDate(asked.at)}`;
  const then = asked?.status == null || asked.status === now ? '' : ` while it was ${asked.status}`;
  return `You asked${on} to ${what}${then}; it is ${now} now.`;
}
