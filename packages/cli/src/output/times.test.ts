import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { createTimes } from './times.ts';

const now = Date.parse('2026-11-23T07:12:30Z');
const inZone = (zone: string) => createTimes(zone, () => now);

describe('a time', () => {
  it('is printed in the zone that the user wants', () => {
    expect(inZone('GMT').at(now)).toBe('2026-11-23 07:12 GMT');
    expect(inZone('GMT+05:30').exactly(now)).toBe('2026-11-23 12:42:30 +05:30');
    expect(inZone('America/New_York').at(now)).toBe('2026-11-23 02:12 EST');
  });

  it('is a dash where there is none', () => {
    expect(inZone('GMT').both(null)).toBe('-');
  });

  it('is told as seen from now', () => {
    const { ago } = inZone('GMT');
    expect(ago(now - 3 * 60_000)).toBe('3 min ago');
    expect(ago(now + 2 * 3_600_000)).toBe('in 2 h');
    expect(ago(now - 100)).toBe('now');
    expect(ago(Date.parse('2999-01-01T00:00Z'))).toBe('in 972 years');
  });

  it('in a zone that there is not is refused', () => {
    expect(() => inZone('Mars/Olympus')).toThrow(Failure);
  });
});

describe('how long it took', () => {
  const { duration } = inZone('GMT');
  it.each([
    [400, '<1 s'],
    [2000, '2 s'],
    [65_000, '1 min 5 s'],
    [3_600_000, '1 h'],
    [3_660_000, '1 h 1 min'],
    [90_061_000, '1 d 1 h'],
  ])('%i ms are %s', (ms, text) => expect(duration(now - ms, now)).toBe(text));

  it('counts until now when it is not over, and is nothing before it begins', () => {
    expect(duration(now - 5000)).toBe('5 s');
    expect(duration(null)).toBe('-');
  });
});

describe('a time that somebody types', () => {
  it.each([
    ['2026-11-22T05:00Z', '2026-11-22T05:00:00Z'],
    ['2026-11-22 05:00', '2026-11-22T04:00:00Z'],
    ['2026-11-22', '2026-11-21T23:00:00Z'],
    ['2026-07-01 12:00', '2026-07-01T10:00:00Z'],
    ['2026-03-29 01:30', '2026-03-29T00:30:00Z'],
    ['2026-11-22T05:00+0530', '2026-11-21T23:30:00Z'],
    ['2026-11-22 05:00:30 GMT', '2026-11-22T05:00:30Z'],
    ['30m', '2026-11-23T06:42:30Z'],
    ['2h ago', '2026-11-23T05:12:30Z'],
    ['-1d', '2026-11-22T07:12:30Z'],
    ['+1d', '2026-11-24T07:12:30Z'],
    ['now', '2026-11-23T07:12:30Z'],
  ])('%s is read in the zone', (text, expected) => {
    expect(inZone('Europe/Berlin').read(text, '--since')).toBe(Date.parse(expected));
  });

  it.each(['tomorrow', '2026-02-30', '2026-11-22T25:00Z', '', '5', '-'])(
    '%j is refused by its option',
    (text) => {
      expect(() => inZone('GMT').read(text, '--since')).toThrow('--since');
    },
  );

  it('is the time that was printed, in any zone', () => {
    const zones = fc.constantFrom('GMT', 'Europe/Berlin', 'America/New_York', 'GMT-07:00', 'Asia/Kathmandu');
    const minutes = fc.integer({ min: 0, max: 60_000_000 }).map((minute) => minute * 60_000);
    fc.assert(
      fc.property(zones, minutes, (zone, time) => {
        const times = inZone(zone);
        const shown = times.at(time).slice(0, 16);
        // An hour is shown twice when clocks go back; which of them is meant cannot be told.
        expect(times.at(times.read(shown, '')).slice(0, 16)).toBe(shown);
      }),
    );
  });
});
