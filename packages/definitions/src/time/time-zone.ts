import { type ZoneRules, zoneRules } from './zone-rules.ts';

/** A time zone as Oozie's Java knows it. Instants are epoch milliseconds, offsets are milliseconds. */
export interface TimeZone {
  /** As Oozie prints it: `GMT+05:30` for `GMT+0530`. */
  readonly id: string;
  /** Local time minus UTC. */
  offsetAt(instant: number): number;
  /**
   * The instant at which clocks show this local time, which is given as the epoch milliseconds that it would have
   * in UTC. Of two such instants the later; where clocks skip it, the time that they would show by the old offset.
   * @see java.util.GregorianCalendar
   */
  instantOf(local: number): number;
  /** What daylight saving adds at `instant`; 0 in winter. */
  savingsAt(instant: number): number;
}

export const utc: TimeZone = fixedZone('UTC', 0);

/**
 * The time zone of that name: a region (`Europe/Berlin`), `UTC`, `GMT`, `GMT+0530`, `GMT+05:30`, or one of Java's
 * short names; undefined for a name that Oozie refuses. Upper and lower case matter.
 * @see org.apache.oozie.util.DateUtils#getTimeZone
 */
export function timeZone(name: string): TimeZone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = fixedOffset(name) ?? region(name, javaNames.get(name) ?? name, zoneRules());
  if (zone !== undefined) zones.set(name, zone);
  return zone;
}

const zones = new Map<string, TimeZone>();

function fixedOffset(name: string): TimeZone | undefined {
  const parts = /^GMT([+-])(\d{2}):?(\d{2})$/.exec(name);
  const [, sign, hours, minutes] = parts ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return fixedZone(`GMT${sign}${hours}:${minutes}`, sign === '-' ? -size : size);
}

function fixedZone(id: string, offset: number): TimeZone {
  return { id, offsetAt: () => offset, instantOf: (local) => local - offset, savingsAt: () => 0 };
}

/**
 * The regions that Java means by short names which Temporal refuses.
 * @see java.time.ZoneId#SHORT_IDS
 */
const javaNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ACT: 'Australia/Darwin',
    AET: 'Australia/Sydney',
    AGT: 'America/Argentina/Buenos_Aires',
    ART: 'Africa/Cairo',
    AST: 'America/Anchorage',
    BET: 'America/Sao_Paulo',
    BST: 'Asia/Dhaka',
    CAT: 'Africa/Harare',
    CNT: 'America/St_Johns',
    CST: 'America/Chicago',
    CTT: 'Asia/Shanghai',
    EAT: 'Africa/Addis_Ababa',
    ECT: 'Europe/Paris',
    IET: 'America/Indiana/Indianapolis',
    IST: 'Asia/Kolkata',
    JST: 'Asia/Tokyo',
    MIT: 'Pacific/Apia',
    NET: 'Asia/Yerevan',
    NST: 'Pacific/Auckland',
    PLT: 'Asia/Karachi',
    PNT: 'America/Phoenix',
    PRT: 'America/Puerto_Rico',
    PST: 'America/Los_Angeles',
    SST: 'Pacific/Guadalcanal',
    VST: 'Asia/Ho_Chi_Minh',
  }),
);

function region(id: string, name: string, rules: ZoneRules): TimeZone | undefined {
  // What browsers take for a zone whatever its case, Java does not.
  if (!/^[A-Z][A-Za-z0-9+-]*(?:[/_-](?:[A-Z0-9][A-Za-z0-9+-]*|of|es|au))*$/.test(name)) return undefined;
  try {
    rules.offsetAt(name, 0);
  } catch {
    return undefined;
  }
  const years = new Map<number, readonly Period[]>();
  const yearOf = (instant: number): readonly Period[] => {
    const year = new Date(instant).getUTCFullYear();
    let periods = years.get(year);
    if (periods === undefined) {
      periods = periodsOf(rules, name, year);
      years.set(year, periods);
    }
    return periods;
  };
  const offsetAt = (instant: number): number => {
    let offset = 0;
    if (!isWithinCalendar(instant)) return offset;
    for (const period of yearOf(instant)) {
      if (period.from > instant) break;
      offset = period.offset;
    }
    return offset;
  };
  return {
    id,
    offsetAt,
    instantOf: (local) => instantOf(local, offsetAt),
    savingsAt(instant) {
      if (!isWithinCalendar(instant)) return 0;
      const winter = Math.min(...yearOf(instant).map((period) => period.offset));
      return offsetAt(instant) - winter;
    },
  };
}

/** Whether JavaScript's dates reach there, with a few thousand years to spare: up to the year 260000 or so. */
export function isWithinCalendar(instant: number): boolean {
  return Math.abs(instant) < 8.2e15;
}

/** A part of a year in which the offset stays the same. */
interface Period {
  readonly from: number;
  readonly offset: number;
}

function periodsOf(rules: ZoneRules, zone: string, year: number): readonly Period[] {
  const start = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const periods = [{ from: start, offset: rules.offsetAt(zone, start) }];
  for (
    let change = rules.nextChange(zone, start);
    change !== undefined && change < end;
    change = rules.nextChange(zone, change)
  ) {
    periods.push({ from: change, offset: rules.offsetAt(zone, change) });
  }
  return periods;
}

const day = 24 * 3_600_000;

function instantOf(local: number, offsetAt: (instant: number) => number): number {
  const before = offsetAt(local - day);
  const after = offsetAt(local + day);
  // The later instant counts when clocks show the time twice.
  const later = local - Math.min(before, after);
  if (offsetAt(later) === Math.min(before, after)) return later;
  const earlier = local - Math.max(before, after);
  if (offsetAt(earlier) === Math.max(before, after)) return earlier;
  return local - before;
}
