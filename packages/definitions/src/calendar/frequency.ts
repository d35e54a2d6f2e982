import { evaluateText } from '../el/evaluate.ts';
import type { ElFunction, ElScope } from '../el/scope.ts';
import { ElFault, type ElOutcome } from '../el/value.ts';
import type { CalendarUnit, EndOf } from '../time/zoned-calendar.ts';
import { type CronSchedule, readCron } from './cron.ts';

/** How often something happens. */
export type Frequency =
  | {
      readonly kind: 'calendar';
      readonly amount: number;
      readonly unit: CalendarUnit;
      readonly endOf: EndOf;
    }
  | { readonly kind: 'cron'; readonly text: string; readonly schedule: CronSchedule };

/** A frequency that Oozie refuses, or that can't be known yet. */
export type NoFrequency = Exclude<ElOutcome, { kind: 'value' }>;

/** The functions of a frequency, by the unit that each sets and by how many of it one is. */
const units: Readonly<Record<string, readonly [CalendarUnit, number, EndOf]>> = {
  'coord:minutes': ['MINUTE', 1, 'NONE'],
  'coord:hours': ['MINUTE', 60, 'NONE'],
  'coord:days': ['DAY', 1, 'NONE'],
  'coord:months': ['MONTH', 1, 'NONE'],
  'coord:endOfDays': ['DAY', 1, 'END_OF_DAY'],
  'coord:endOfWeeks': ['WEEK', 1, 'END_OF_WEEK'],
  'coord:endOfMonths': ['MONTH', 1, 'END_OF_MONTH'],
};

/**
 * Reads a frequency: a number of minutes, an expression such as `${coord:days(1)}`, or cron, where `cron` allows it.
 * `scope` gives the properties.
 * @see org.apache.oozie.command.coord.CoordSubmitXCommand#resolveInitial
 */
export function readFrequency(
  text: string,
  scope: ElScope,
  options: { readonly cron: boolean },
): Frequency | NoFrequency {
  let [unit, endOf]: [CalendarUnit, EndOf] = ['MINUTE', 'NONE'];
  const functions = new Map<string, ElFunction>(scope.functions);
  for (const [name, [itsUnit, factor, itsEnd]] of Object.entries(units)) {
    functions.set(name, (args) => {
      const count = args.int(0);
      if (count <= 0) throw new ElFault(`${name}(n) needs an n greater than 0.`);
      // The last function that was called decides, whatever becomes of its value.
      [unit, endOf] = [itsUnit, itsEnd];
      return BigInt.asIntN(32, BigInt(count) * BigInt(factor));
    });
  }
  const outcome = evaluateText(text, { ...scope, functions });
  if (outcome.kind !== 'value') return outcome;
  const refuse = (message: string): NoFrequency => ({ kind: 'error', message, start: 0, end: text.length });
  if (/^[+-]?\d+$/.test(outcome.text)) {
    const amount = Number(outcome.text);
    if (amount < 1 || amount > 2 ** 31 - 1) return refuse('The frequency must be greater than 0.');
    return { kind: 'calendar', amount, unit, endOf };
  }
  if (!options.cron) return refuse(`"${outcome.text}" is no number of minutes.`);
  const schedule = readCron(outcome.text);
  if ('refused' in schedule) return refuse(schedule.refused);
  return { kind: 'cron', text: outcome.text, schedule };
}
