import { ElFault } from '../el/value.ts';
import { isWithinCalendar, type TimeZone } from '../time/time-zone.ts';
import {
  add,
  type CalendarUnit,
  day,
  type EndOf,
  hour,
  minute,
  moveToEnd,
  type WeekStart,
} from '../time/zoned-calendar.ts';

/** A dataset with all its values known. Instants are epoch milliseconds. */
export interface ResolvedDataset {
  readonly name: string;
  readonly initialInstance: number;
  /** One instance each so many units. */
  readonly amount: number;
  readonly unit: CalendarUnit;
  readonly endOf: EndOf;
  readonly zone: TimeZone;
  readonly uriTemplate: string;
  /** The file that shows that an instance is there; empty where its folder is enough. */
  readonly doneFlag: string;
  readonly weekStart: WeekStart;
}

/** The instance at or before an instant, and how many came before it. */
export interface CurrentInstance {
  readonly at: number;
  readonly count: number;
}

/** The first instance, moved to the end of its day, week or month where the frequency says so. */
export function firstInstance({ initialInstance, zone, endOf, weekStart }: ResolvedDataset): number {
  return moveToEnd(initialInstance, zone, endOf, weekStart);
}

/**
 * The instance that is current at `instant`; undefined before the first.
 * @see org.apache.oozie.coord.CoordELFunctions#getCurrentInstance
 */
export function currentInstance(dataset: ResolvedDataset, instant: number): CurrentInstance | undefined {
  const { unit, amount, zone } = dataset;
  const first = firstInstance(dataset);
  if (first > instant) return undefined;
  const estimate = unitsBetween(first, instant, unit, zone);
  // Oozie starts from an estimate and steps from there, so that a date that a month lacks may have moved on the way.
  let count = estimate > 2 ? Math.floor(estimate / amount) : 0;
  let at = add(first, zone, unit, count * amount);
  while (at <= instant) {
    at = add(at, zone, unit, amount);
    count += 1;
  }
  return { at: add(at, zone, unit, -amount), count: count - 1 };
}

function unitsBetween(from: number, to: number, unit: CalendarUnit, zone: TimeZone): number {
  switch (unit) {
    case 'MINUTE':
      return Math.floor((to - from) / minute);
    case 'HOUR':
      return Math.floor((to - from) / hour);
    case 'DAY':
      return Math.floor((to - from) / day);
    case 'WEEK':
      return Math.floor((to - from) / (7 * day));
    case 'MONTH':
    case 'YEAR': {
      const [start, end] = [new Date(from + zone.offsetAt(from)), new Date(to + zone.offsetAt(to))];
      const years = end.getUTCFullYear() - start.getUTCFullYear();
      return unit === 'YEAR' ? years : years * 12 + end.getUTCMonth() - start.getUTCMonth();
    }
  }
}

/**
 * The instances from `start` to `end` steps from the one that is current at `instant`, newest first, without those
 * before the first instance.
 * @see org.apache.oozie.coord.CoordELFunctions#ph2_coord_currentRange
 */
export function instancesAround(
  dataset: ResolvedDataset,
  instant: number,
  start: number,
  end: number,
): readonly number[] {
  const current = currentInstance(dataset, instant);
  if (current === undefined) return [];
  const { unit, amount, zone } = dataset;
  const first = firstInstance(dataset);
  const instances: number[] = [];
  let at = add(first, zone, unit, (current.count + start) * amount);
  for (let step = start; step <= end; step += 1) {
    if (at >= first) instances.push(at);
    at = add(at, zone, unit, amount);
  }
  return instances.reverse();
}

/**
 * The instance at or before `wanted`, found by steps from the first instance; undefined for one before that, and
 * `out-of-step` where steps and multiples lead to different instances, on which Oozie fails.
 * @see org.apache.oozie.coord.CoordELFunctions#ph2_coord_offset
 */
export function instanceAtOrBefore(
  dataset: ResolvedDataset,
  wanted: number,
): number | 'out-of-step' | undefined {
  const { unit, amount, zone } = dataset;
  const first = firstInstance(dataset);
  // However far Oozie steps back, it finds none.
  if (wanted < first) return undefined;
  let { at, count } = stepTowards(dataset, first, wanted);
  refuseTooFar(dataset, at, wanted);
  while (at < wanted) {
    at = add(at, zone, unit, amount);
    count += 1;
  }
  if (at > wanted) {
    at = add(at, zone, unit, -amount);
    count -= 1;
  }
  const direct = add(first, zone, unit, amount * count);
  if (direct < first) return undefined;
  return direct === at ? at : 'out-of-step';
}

/** Oozie steps all the way, however long that takes it; a tool that answers can't. */
const mostSteps = { minutes: 1_000_000, others: 40_000 };

function refuseTooFar({ unit, amount, zone }: ResolvedDataset, from: number, to: number): void {
  if (from === to) return;
  const direction = to < from ? -1 : 1;
  const most = unit === 'MINUTE' ? mostSteps.minutes : mostSteps.others;
  const beyond = add(from, zone, unit, direction * most * amount);
  if (direction * (beyond - to) < 0 || !isWithinCalendar(to)) {
    throw new ElFault(`An instance more than ${most} instances away is too far.`);
  }
}

// Minutes lead to the same place however they are taken, so that many can be taken at once.
function stepTowards(
  { unit, amount }: ResolvedDataset,
  first: number,
  wanted: number,
): { at: number; count: number } {
  if (unit !== 'MINUTE' || wanted <= first) return { at: first, count: 0 };
  const count = Math.floor((wanted - first) / (amount * minute));
  return { at: first + count * amount * minute, count };
}

/**
 * By how many units to step from the instance that is current at `instant` to each instance between two times, both
 * included, in order.
 * @see org.apache.oozie.coord.CoordELFunctions#expandOffsetTimes
 */
export function stepsBetween(
  dataset: ResolvedDataset,
  current: number,
  start: number,
  end: number,
): readonly number[] {
  refuseTooFar(dataset, current, start);
  refuseTooFar(dataset, current, end);
  const { unit, amount, zone } = dataset;
  const steps: number[] = [];
  let at = current;
  let step = 0;
  const go = (direction: 1 | -1) => {
    at = add(at, zone, unit, direction * amount);
    step += direction * amount;
  };
  if (start < at) {
    while (at > start) go(-1);
    if (at < start) go(1);
  } else {
    while (at < start) go(1);
  }
  for (; at <= end; go(1)) steps.push(step);
  return steps;
}
