import type { ProcessingZone } from '../time/oozie-date.ts';
import type { TimeZone } from '../time/time-zone.ts';
import { add, day, minute, moveToEnd, type WeekStart } from '../time/zoned-calendar.ts';
import { countCronTimes, cronTimes } from './cron.ts';
import type { Frequency } from './frequency.ts';

/** When a coordinator runs. Instants are epoch milliseconds. */
export interface Schedule {
  readonly start: number;
  /** Not included. */
  readonly end: number;
  readonly zone: TimeZone;
  readonly frequency: Frequency;
  readonly processing: ProcessingZone;
  readonly weekStart: WeekStart;
  /** Whether all actions are made in one go, so that cron follows daylight saving. */
  readonly atOnce: boolean;
}

export interface NominalTime {
  /** The action's number, from 1. */
  readonly number: number;
  readonly time: number;
}

/**
 * The nominal times of a coordinator's actions from `from` on, in order.
 * @see org.apache.oozie.command.coord.CoordMaterializeTransitionXCommand#materializeActions
 */
export function nominalTimes(schedule: Schedule, from = schedule.start): Iterable<NominalTime> {
  const { frequency } = schedule;
  return frequency.kind === 'cron'
    ? byCron(schedule, frequency, from)
    : byCalendar(schedule, frequency, from);
}

function* byCalendar(
  { start, end, zone, weekStart }: Schedule,
  { unit, amount, endOf }: Frequency & { kind: 'calendar' },
  from: number,
): Generator<NominalTime> {
  const first = moveToEnd(start, zone, endOf, weekStart);
  const timeOf = (index: number) => add(first, zone, unit, index * amount);
  for (let index = firstIndex(timeOf, from); ; index += 1) {
    const time = timeOf(index);
    if (!(time < end)) return;
    yield { number: index + 1, time };
  }
}

/** The first index whose time is `from` or later, found by doubling and halving. */
function firstIndex(timeOf: (index: number) => number, from: number): number {
  if (!(timeOf(0) < from)) return 0;
  let before = 0;
  let behind = 1;
  while (timeOf(behind) < from) {
    before = behind;
    behind *= 2;
  }
  while (behind - before > 1) {
    const middle = Math.floor((before + behind) / 2);
    if (timeOf(middle) < from) before = middle;
    else behind = middle;
  }
  return behind;
}

function* byCron(
  { start, end, zone, processing, atOnce }: Schedule,
  { schedule }: Frequency & { kind: 'cron' },
  from: number,
): Generator<NominalTime> {
  // The processing zone's clocks never change, so that its offset now is its offset ever.
  const offset = processing.zone.offsetAt(start);
  const firstMinute = Math.ceil(start / minute) * minute;
  // A time may be moved by daylight saving, up to two hours, past the one from which on times are wanted.
  const early = Math.max(firstMinute, from - day);
  let number = countCronTimes(schedule, firstMinute + offset, early + offset);
  for (const local of cronTimes(schedule, early + offset)) {
    const due = local - offset;
    if (due >= end) return;
    number += 1;
    const alone =
      number === 1
        ? due - (start - minute) >= day
        : countCronTimes(schedule, local - day + minute, local) === 0;
    const time = due + (atOnce && alone ? saving(zone, start, due) : 0);
    if (time >= from) yield { number, time };
  }
}

/** @see org.apache.oozie.command.coord.DaylightOffsetCalculator#getDSTOffset */
function saving(zone: TimeZone, start: number, due: number): number {
  const [before, then] = [zone.savingsAt(start), zone.savingsAt(due)];
  if (before > 0 && then === 0) return before;
  return before === 0 && then > 0 ? -then : 0;
}
