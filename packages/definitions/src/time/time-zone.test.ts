import { Temporal } from 'temporal-polyfill/implementation';
import { describe, expect, test } from 'vitest';
import { timeZone } from './time-zone.ts';
import { rulesFromPolyfill, rulesFromTemporal, zoneRules } from './zone-rules.ts';

const minutesAt = (zone: string, instant: number) =>
  (timeZone(zone)?.offsetAt(instant) ?? Number.NaN) / 60_000;
const july = Date.UTC(2026, 6, 1);

describe('a time zone', () => {
  test.each([
    ['Europe/Berlin', 120],
    ['America/Los_Angeles', -420],
    ['Australia/Lord_Howe', 630],
    ['UTC', 0],
    ['GMT', 0],
    ['GMT+0530', 330],
    ['GMT-03:30', -210],
    ['US/Pacific', -420],
    ['PST', -420],
    ['IST', 330],
    ['Etc/GMT+8', -480],
  ])('%s is %i minutes from UTC in July, as Java has it', (zone, minutes) => {
    expect(minutesAt(zone, july)).toBe(minutes);
  });

  test.each([
    '',
    'utc',
    'europe/berlin',
    'Europe/Nowhere',
    'GMT+5:30',
    'GMT-08',
    'GMT+2400',
    '+05:30',
    'UTC+1',
    'constructor',
  ])('%j is refused, as Oozie refuses it', (name) => {
    expect(timeZone(name)).toBeUndefined();
  });

  test('gives a skipped time by the old offset, and the later of two times', () => {
    const berlin = timeZone('Europe/Berlin');
    expect(berlin?.instantOf(Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(berlin?.instantOf(Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 1, 30));
  });

  test('is read from native Temporal where there is one', () => {
    const native = rulesFromTemporal(Temporal);
    for (const zone of ['Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia']) {
      expect(native.offsetAt(zone, july)).toBe(rulesFromPolyfill.offsetAt(zone, july));
      expect(native.nextChange(zone, july)).toBe(rulesFromPolyfill.nextChange(zone, july));
    }
    const calls: string[] = [];
    const world = {
      Temporal: {
        Instant: {
          fromEpochMilliseconds: (instant: number) => {
            calls.push('native');
            return Temporal.Instant.fromEpochMilliseconds(instant);
          },
        },
      },
    };
    expect(zoneRules(world).offsetAt('Europe/Berlin', july)).toBe(2 * 3_600_000);
    expect(calls).toEqual(['native']);
    expect(zoneRules({})).toBe(rulesFromPolyfill);
  });
});
