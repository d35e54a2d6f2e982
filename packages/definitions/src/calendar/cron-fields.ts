/** Which days a cron frequency means, by its third and fifth field. */
export type DayRule =
  | { readonly kind: 'days'; readonly days: ReadonlySet<number> }
  /** So many days before the month's last, on the working day nearest to it when `workday`. */
  | { readonly kind: 'last-day'; readonly before: number; readonly workday: boolean }
  | { readonly kind: 'workday-nearest'; readonly day: number }
  /** Sunday is 1. */
  | { readonly kind: 'weekdays'; readonly weekdays: ReadonlySet<number> }
  | { readonly kind: 'last-weekday'; readonly weekday: number }
  | { readonly kind: 'nth-weekday'; readonly weekday: number; readonly nth: number };

/** A field that can't be read, and why. */
export interface CronRefusal {
  readonly refused: string;
}

interface FieldRange {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
  /** The greatest step of a plain `/`. */
  readonly step: number;
}

const ranges = {
  minute: { name: 'minute', least: 0, most: 59, step: 59 },
  hour: { name: 'hour', least: 0, most: 23, step: 23 },
  day: { name: 'day of the month', least: 1, most: 31, step: 31 },
  month: {
    name: 'month',
    least: 1,
    most: 12,
    step: 12,
    names: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' '),
  },
  weekday: {
    name: 'day of the week',
    least: 1,
    most: 7,
    step: 7,
    names: 'SUN MON TUE WED THU FRI SAT'.split(' '),
  },
} as const satisfies Record<string, FieldRange>;

export type CronField = keyof typeof ranges;

/** The numbers that a minute, hour or month field means. */
export function numbersOf(text: string, field: CronField): ReadonlySet<number> | CronRefusal {
  const range: FieldRange = ranges[field];
  const numbers = new Set<number>();
  for (const item of items(text)) {
    const found = numbersOfItem(item, range);
    if ('refused' in found) return found;
    for (const number of found) numbers.add(number);
  }
  return numbers.size === 0 ? { refused: `The ${range.name} is empty.` } : numbers;
}

/** The days that a day-of-month field means; undefined for `?`. */
export function daysOf(text: string): DayRule | undefined | CronRefusal {
  if (text.includes('L') && text.includes(',')) {
    return { refused: 'L stands alone: Oozie takes no other days beside it.' };
  }
  if (isQuestion(text)) return undefined;
  const last = /^L(?:-(?=.)(\d*))?(W?)$/.exec(text);
  if (last !== null) {
    const before = Number(last[1] ?? 0);
    if (before > 30) return { refused: 'L- takes at most 30 days.' };
    return { kind: 'last-day', before, workday: last[2] === 'W' };
  }
  const parts = items(text);
  const plain = parts.map((item) => item.replace(/^(\d+)W.*$/, '$1'));
  const days = numbersOf(plain.join(','), 'day');
  if ('refused' in days) return days;
  // With a W, Quartz looks at the first day only.
  return parts.some((item) => /^\d+W/.test(item))
    ? { kind: 'workday-nearest', day: Math.min(...days) }
    : { kind: 'days', days };
}

/** The days that a day-of-week field means; undefined for `?`. */
export function weekdaysOf(text: string): DayRule | undefined | CronRefusal {
  if (text.includes('L') && text.length > 1 && text.includes(',')) {
    return { refused: 'L stands alone: Oozie takes no other days beside it.' };
  }
  if (text.indexOf('#') !== text.lastIndexOf('#')) return { refused: 'Only one # is possible.' };
  if (isQuestion(text)) return undefined;
  if (text === 'L') return { kind: 'weekdays', weekdays: new Set([7]) };
  let last = false;
  let nth: number | undefined;
  const plain: string[] = [];
  for (const item of items(text)) {
    const [, day = '', sign, rest = ''] = /^(\d+|[A-Z]{3})([L#])(.*)$/.exec(item) ?? [];
    plain.push(sign === undefined ? item : day);
    if (sign === 'L') last = true;
    if (sign === '#') {
      nth = /^\+?0*[1-5]$/.test(rest) ? Number(rest) : undefined;
      if (nth === undefined) return { refused: 'A number from 1 to 5 must follow #.' };
    }
  }
  const weekdays = numbersOf(plain.join(','), 'weekday');
  if ('refused' in weekdays) return weekdays;
  const weekday = Math.min(...weekdays);
  if (last) return { kind: 'last-weekday', weekday };
  return nth === undefined ? { kind: 'weekdays', weekdays } : { kind: 'nth-weekday', weekday, nth };
}

function isQuestion(text: string): boolean {
  return /^\?.?$/.test(text);
}

function items(text: string): string[] {
  return text.split(',').filter((item) => item !== '');
}

function numbersOfItem(item: string, range: FieldRange): readonly number[] | CronRefusal {
  const { name, least, most, names = [] } = range;
  if (/^[A-Z]/.test(item)) {
    const [first, second] = [item.slice(0, 3), item.charAt(3) === '-' ? item.slice(4, 7) : undefined];
    const [from, to] = [names.indexOf(first), second === undefined ? undefined : names.indexOf(second)];
    if (from < 0 || to === -1) return { refused: `${item} is no ${name}.` };
    return to === undefined ? [from + least] : series(from + least, to + least, 1, range);
  }
  if (/^[*/]/.test(item)) {
    const [, step] = /^\*?\/(.*)$/.exec(item) ?? [];
    if (step === undefined) return series(least, most, 1, range);
    if (!/^\+?\d{1,9}$/.test(step) || Number(step) > range.step) return badStep(item, range);
    return series(least, most, Number(step) || 1, range);
  }
  const [, from = '', sign = '', rest = ''] = /^(\d{1,9})(?![LW#])([-/]?)(.*)$/.exec(item) ?? [];
  if (from === '') return { refused: `${item} is no ${name}.` };
  const start = Number(from);
  if (start < least || start > most) return badRange(range);
  if (sign === '/') {
    if (!/^\d{1,9}$/.test(rest) || Number(rest) > range.step) return badStep(item, range);
    return Number(rest) === 0 ? [start] : series(start, most, Number(rest), range);
  }
  if (sign !== '-') return [start];
  const [, to = '', step] = /^(\d{1,9})(?:\/(\d{1,9}))?/.exec(rest) ?? [];
  if (to === '' || /^\d+\/(?!\d)/.test(rest)) return { refused: `${item} is no range.` };
  if (Number(to) > most) return badRange(range);
  return Number(step ?? 1) === 0 ? [start] : series(start, Number(to), Number(step ?? 1), range);
}

/** From one number to another, past the greatest and on from the least when the second is the smaller. */
function series(from: number, to: number, step: number, { least, most }: FieldRange): number[] {
  const size = most - least + 1;
  const numbers: number[] = [];
  for (let number = from; number <= (to < from ? to + size : to); number += step) {
    numbers.push(number > most ? number - size : number);
  }
  return numbers;
}

function badRange({ name, least, most }: FieldRange): CronRefusal {
  return { refused: `The ${name} is a number from ${least} to ${most}.` };
}

function badStep(item: string, { name, step }: FieldRange): CronRefusal {
  return { refused: `${item}: the step of the ${name} is a number up to ${step}.` };
}
