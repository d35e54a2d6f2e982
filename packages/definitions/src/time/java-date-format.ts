import type { TimeZone } from './time-zone.ts';
import type { WeekStart } from './zoned-calendar.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const dayLength = 24 * 3_600_000;

/**
 * Prints an instant by a pattern such as `yyyy-MM-dd'T'HH:mm`, as a server in English does; undefined for a pattern
 * that Java refuses.
 * @see java.text.SimpleDateFormat
 */
export function formatByPattern(
  instant: number,
  pattern: string,
  zone: TimeZone,
  weekStart: WeekStart = 0,
): string | undefined {
  const fields = fieldsOf(instant, zone, weekStart);
  let text = '';
  for (let at = 0; at < pattern.length; ) {
    const letter = pattern.charAt(at);
    if (letter === "'") {
      const quoted = quotedAt(pattern, at);
      if (quoted === undefined) return undefined;
      text += quoted.text;
      at = quoted.end;
    } else if (/[A-Za-z]/.test(letter)) {
      let width = 1;
      while (pattern.charAt(at + width) === letter) width += 1;
      const field = print(letter, width, fields, zone);
      if (field === undefined) return undefined;
      text += field;
      at += width;
    } else {
      text += letter;
      at += 1;
    }
  }
  return text;
}

function quotedAt(pattern: string, start: number): { text: string; end: number } | undefined {
  if (pattern.charAt(start + 1) === "'") return { text: "'", end: start + 2 };
  let text = '';
  for (let at = start + 1; at < pattern.length; at += 1) {
    if (pattern.charAt(at) !== "'") text += pattern.charAt(at);
    else if (pattern.charAt(at + 1) !== "'") return { text, end: at + 1 };
    else {
      text += "'";
      at += 1;
    }
  }
  return undefined;
}

interface Fields {
  local: Date;
  dayOfYear: number;
  weekOfYear: number;
  weekYear: number;
  weekOfMonth: number;
  offset: number;
}

function fieldsOf(instant: number, zone: TimeZone, weekStart: WeekStart): Fields {
  const offset = zone.offsetAt(instant);
  const local = new Date(instant + offset);
  const year = local.getUTCFullYear();
  const dayOfYear = Math.floor((local.getTime() - Date.UTC(year, 0, 1)) / dayLength) + 1;
  // A week belongs to the year and to the month in which it ends, for one day of it is enough in English.
  const weekday = (date: number) => (new Date(date).getUTCDay() - weekStart + 7) % 7;
  const weekOf = (first: number) => Math.floor((local.getTime() - first) / dayLength + weekday(first)) / 7;
  const nextYear = Date.UTC(year + 1, 0, 1);
  const inNextYear = local.getTime() >= nextYear - weekday(nextYear) * dayLength;
  return {
    local,
    dayOfYear,
    weekOfYear: inNextYear ? 1 : Math.floor(weekOf(Date.UTC(year, 0, 1))) + 1,
    weekYear: inNextYear ? year + 1 : year,
    weekOfMonth: Math.floor(weekOf(Date.UTC(year, local.getUTCMonth(), 1))) + 1,
    offset,
  };
}

function print(letter: string, width: number, fields: Fields, zone: TimeZone): string | undefined {
  const { local } = fields;
  const number = (value: number) => String(value).padStart(width, '0');
  const name = (value: string | undefined) => (width >= 4 ? value : value?.slice(0, 3));
  const hours = local.getUTCHours();
  switch (letter) {
    case 'G':
      return 'AD';
    case 'y':
      return year(local.getUTCFullYear(), width);
    case 'Y':
      return year(fields.weekYear, width);
    case 'M':
    case 'L':
      return width >= 3 ? name(months[local.getUTCMonth()]) : number(local.getUTCMonth() + 1);
    case 'w':
      return number(fields.weekOfYear);
    case 'W':
      return number(fields.weekOfMonth);
    case 'D':
      return number(fields.dayOfYear);
    case 'd':
      return number(local.getUTCDate());
    case 'F':
      return number(Math.floor((local.getUTCDate() - 1) / 7) + 1);
    case 'E':
      return name(days[local.getUTCDay()]);
    case 'u':
      return number(local.getUTCDay() || 7);
    case 'a':
      return hours < 12 ? 'AM' : 'PM';
    case 'H':
      return number(hours);
    case 'k':
      return number(hours || 24);
    case 'K':
      return number(hours % 12);
    case 'h':
      return number(hours % 12 || 12);
    case 'm':
      return number(local.getUTCMinutes());
    case 's':
      return number(local.getUTCSeconds());
    case 'S':
      return number(local.getUTCMilliseconds());
    case 'z':
      return zone.id === 'UTC' && width >= 4 ? 'Coordinated Universal Time' : zone.id;
    case 'Z':
      return offset(fields.offset, '');
    case 'X':
      return isoOffset(fields.offset, width);
    default:
      return undefined;
  }
}

function year(value: number, width: number): string {
  return width === 2 ? String(value % 100).padStart(2, '0') : String(value).padStart(width, '0');
}

function isoOffset(value: number, width: number): string | undefined {
  if (width > 3) return undefined;
  if (value === 0) return 'Z';
  return width === 1 ? offset(value, '').slice(0, 3) : offset(value, width === 3 ? ':' : '');
}

function offset(value: number, separator: string): string {
  const minutes = Math.abs(value) / 60_000;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${value < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}
