import { type Comparison, median } from '../figure.ts';

/** How often everything is measured, in turns. */
export const turns = 5;

/**
 * Measures two sides in turns, every other time the other way around, and gives the medians, and the median of the
 * turns' ratios.
 */
export async function inTurns(
  own: () => Promise<number>,
  other: () => Promise<number>,
  times = turns,
): Promise<Comparison> {
  const pairs: { value: number; against: number }[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    if (turn % 2 === 0) {
      const value = await own();
      pairs.push({ value, against: await other() });
    } else {
      const against = await other();
      pairs.push({ value: await own(), against });
    }
  }
  return {
    value: median(pairs.map(({ value }) => value)),
    against: median(pairs.map(({ against }) => against)),
    ratio: median(pairs.map(({ value, against }) => value / against)),
  };
}
