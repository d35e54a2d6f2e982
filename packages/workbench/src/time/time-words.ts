const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const relativeWords = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** How far a time is from now, as said: `just now`, `12 min ago`, `in 3 hr.`; older than a month, the date. */
export function relativeTime(at: number, now: number): string {
  const away = at - now;
  const size = Math.abs(away);
  if (size < 10 * second) return 'just now';
  if (size < minute) return relativeWords.format(Math.round(away / second), 'second');
  if (size < hour) return relativeWords.format(Math.trunc(away / minute), 'minute');
  if (size < day) return relativeWords.format(Math.trunc(away / hour), 'hour');
  if (size < 30 * day) return relativeWords.format(Math.trunc(away / day), 'day');
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(at);
}

/** The exact time, always with its zone: `23 Nov 2026, 14:02:07 CET`. */
export function absoluteTime(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** The time of day if it was within a day, else the date too: what `as of …` needs. */
export function clockTime(at: number, now: number, timeZone?: string): string {
  const isRecent = Math.abs(now - at) < 12 * hour;
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(isRecent ? {} : { day: 'numeric', month: 'short' }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** The length of a run, in its two largest units: `12 s`, `3 min 20 s`, `2 d 4 h`. Oozie tells times to the second. */
export function duration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < second) return '< 1 s';
  if (length < minute) return `${Math.floor(length / second)} s`;
  const [big, bigUnit, small, smallUnit] =
    length < hour
      ? [minute, 'min', second, 's']
      : length < day
        ? [hour, 'h', minute, 'min']
        : [day, 'd', hour, 'h'];
  const rest = Math.floor((length % big) / small);
  return `${Math.floor(length / big)} ${bigUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ''}`;
}

/** This browser's zone as people know it: `Europe/Berlin (GMT+1)`. */
export function zoneOf(at: number): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const offset = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return offset === undefined || timeZone === 'UTC' ? timeZone : `${timeZone} (${offset})`;
}
