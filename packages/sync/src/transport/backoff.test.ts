import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff } from './backoff.ts';

const attempts = fc.nat(5_000);
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before the next try', () => {
  it('doubles with every try', () => {
    expect([0, 1, 2, 3].map((tries) => backoff(tries, () => 1))).toEqual([500, 1_000, 2_000, 4_000]);
  });
  it('is never longer than a minute and never shorter than half of what it could be', () => {
    fc.assert(
      fc.property(attempts, chance, (tries, random) => {
        const longest = Math.min(60_000, 500 * 2 ** Math.min(tries, 20));
        const wait = backoff(tries, () => random);
        expect(wait).toBeGreaterThanOrEqual(longest / 2);
        expect(wait).toBeLessThanOrEqual(longest);
        expect(Number.isInteger(wait)).toBe(true);
      }),
    );
  });
  it('differs by chance, so that many tabs don’t come at the same moment', () => {
    expect(backoff(3, () => 0)).not.toBe(backoff(3, () => 0.9));
  });
  it('begins and ends where it is told to', () => {
    expect(backoff(0, () => 1, 1_000, 30_000)).toBe(1_000);
    expect(backoff(50, () => 1, 1_000, 30_000)).toBe(30_000);
  });
});
