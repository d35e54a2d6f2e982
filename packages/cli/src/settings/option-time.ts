import { InvalidArgumentError } from '@commander-js/extra-typings';
import { parseOozieDate } from '@howdah/oozie-client';

/** A time that an option gives, once it is known what time it is. */
export interface OptionTime {
  /** Epoch milliseconds. */
  at(now: number): number;
}

const unitMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** Reads `2026-11-23T05:00Z`, `2026-11-23`, or an age or distance such as `-2d`, `-3h`, `-30m`, `+1d`, `now`. */
export function optionTime(value: string): OptionTime {
  if (value === 'now') return { at: (now) => now };
  const [, sign, count = '', unit = ''] = /^([+-]?)(\d{1,6})([dhm])$/.exec(value) ?? [];
  if (sign !== undefined) {
    const distance = Number(count) * (unitMs[unit] ?? 0);
    return { at: (now) => (sign === '+' ? now + distance : now - distance) };
  }
  const epochMs = parseOozieDate(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00Z` : value);
  if (epochMs === undefined) {
    throw new InvalidArgumentError(
      'It is a time such as 2026-11-23T05:00Z, 2026-11-23, -2d, -3h, +30m or now.',
    );
  }
  return { at: () => epochMs };
}
