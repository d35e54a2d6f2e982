const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/** A time as in Oozie's JSON and in HTTP headers: `Mon, 23 Nov 2026 05:00:00 GMT`. */
export function rfc822(epochMs: number): string {
  const date = new Date(epochMs);
  const day = `${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day} ${String(date.getUTCFullYear()).padStart(4, '0')} ${time} GMT`;
}

export function rfc822OrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : rfc822(epochMs);
}

/** A time to the minute, as in definitions: `2026-11-23T05:00Z`. */
export function minuteZ(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 16)}Z`;
}

/**
 * Reads `2026-11-23T05:00Z`; undefined for what is none. Java's lenient calendar is not followed: the 30th of February
 * is no day.
 */
export function parseMinuteZ(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(text)) return undefined;
  const epochMs = Date.parse(`${text.slice(0, 16)}:00.000Z`);
  return Number.isNaN(epochMs) || minuteZ(epochMs) !== text ? undefined : epochMs;
}

/** A server's start as in the ids of its jobs: `yyMMddHHmmssSSS`. */
export function startStamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\D/g, '').slice(2);
}
