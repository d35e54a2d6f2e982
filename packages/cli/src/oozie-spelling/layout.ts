/** The line between the parts of what Oozie's own command prints. */
export const ruler = '-'.repeat(132);

/** A hyphen for what is not there. */
export const masked = (text: string | null | undefined): string => text || '-';

/** Texts divided by tabs, as `-verbose` has them. */
export const tabs = (...texts: string[]): string => texts.join('\t');

/** Texts in columns of these widths; a longer text pushes the next one to the right. */
export function inColumns(widths: readonly number[], texts: readonly string[]): string {
  return texts.map((text, at) => text.padEnd(widths[at] ?? 0)).join('');
}

/** Titles and rows, each with a ruler below it. */
export function ruledRows(
  line: (...texts: string[]) => string,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  return [titles, ...rows].flatMap((texts) => [line(...texts), ruler]);
}

/** A way to print a list of jobs: its titles, and what a job has under them. */
interface JobColumns<Job> {
  readonly titles: readonly string[];
  readonly row: (job: Job) => readonly string[];
}

/** A list of jobs: in columns, or with `-verbose` everything that the list tells, divided by tabs. */
export function jobRowLines<Job>(
  jobs: readonly Job[],
  verbose: boolean,
  brief: JobColumns<Job> & { readonly widths: readonly number[] },
  whole: JobColumns<Job>,
): string[] {
  if (jobs.length === 0) return ['No Jobs match your criteria!'];
  return verbose
    ? ruledRows(tabs, whole.titles, jobs.map(whole.row))
    : ruledRows((...texts) => inColumns(brief.widths, texts), brief.titles, jobs.map(brief.row));
}

/** Prints times as Oozie's own command does. */
export interface OozieTimes {
  /** `2026-11-23 07:12 GMT`; `-` for none. */
  minutes(time: number | null): string;
  /** `2026-11-23 07:12:30 GMT`; `-` for none. */
  seconds(time: number | null): string;
  /** `Mon Nov 23 07:12:30 GMT 2026`; `null` for none. */
  asJava(time: number | null): string;
}

/** @param zone as `-timezone` takes it; undefined for this machine's own */
export function oozieTimes(zone: string | undefined): OozieTimes {
  const read = zonedParts(zone);
  return {
    minutes(time) {
      if (time === null) return '-';
      const { date, clock, zoneName } = read(time);
      return `${date} ${clock.slice(0, 5)} ${shortened(zoneName)}`;
    },
    seconds(time) {
      if (time === null) return '-';
      const { date, clock, zoneName } = read(time);
      return `${date} ${clock} ${shortened(zoneName)}`;
    },
    asJava(time) {
      if (time === null) return 'null';
      const { date, clock, zoneName, words } = zonedParts(undefined)(time);
      return `${words} ${clock} ${zoneName} ${date.slice(0, 4)}`;
    },
  };
}

/** `GMT+05:30` loses its first three letters, so that it fits its column. */
const shortened = (zoneName: string) => zoneName.replace(/^GMT(?=[+-]\d\d:\d\d$)/, '');

function zonedParts(zone: string | undefined) {
  const offset = zone === undefined ? undefined : fixedOffset(zone);
  const timeZone = offset !== undefined ? 'UTC' : knownZone(zone);
  const format = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === undefined ? {} : { timeZone }),
    weekday: 'short',
    month: 'short',
    year: 'numeric',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const digits = new Intl.DateTimeFormat('en-US', { ...(timeZone ? { timeZone } : {}), month: '2-digit' });
  return (time: number) => {
    const shown = time + (offset?.ms ?? 0);
    const parts = new Map(format.formatToParts(shown).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    return {
      date: `${part('year')}-${digits.format(shown)}-${part('day')}`,
      clock: `${part('hour')}:${part('minute')}:${part('second')}`,
      words: `${part('weekday')} ${part('month')} ${part('day')}`,
      zoneName: offset?.name ?? (timeZone === 'GMT' ? 'GMT' : zoneNameAt(shown, timeZone)),
    };
  };
}

/** `GMT+5`, `GMT+0530` and `GMT-07:00`, as Java reads them. */
function fixedOffset(zone: string): { ms: number; name: string } | undefined {
  const [, sign, hours, minutes = '00'] = /^GMT([+-])(\d{1,2}):?([0-5]\d)?$/.exec(zone) ?? [];
  if (hours === undefined || Number(hours) > 23) return undefined;
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { ms: sign === '-' ? -ms : ms, name: `GMT${sign}${hours.padStart(2, '0')}:${minutes}` };
}

/** Java takes a zone that it does not know for GMT. */
function knownZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return zone;
  } catch {
    return 'GMT';
  }
}

/** JavaScript knows the short names of zones only in the English of where they are in use. */
const englishes = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA', 'en-CA', 'en-NZ'];

function zoneNameAt(time: number, timeZone: string | undefined): string {
  let name = '';
  for (const english of englishes) {
    const parts = new Intl.DateTimeFormat(english, {
      ...(timeZone === undefined ? {} : { timeZone }),
      timeZoneName: 'short',
    }).formatToParts(time);
    name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    if (!/^GMT[+-]/.test(name)) break;
  }
  return name === 'GMT' && timeZone === 'UTC' ? 'UTC' : name;
}
