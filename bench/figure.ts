/** One line of a bench: what was measured, and what it is held against. */
export interface Figure {
  readonly name: string;
  /** `value` by `against`, as the median over the pairs of runs side by side; none where nothing is compared. */
  readonly ratio?: number;
  readonly value: number;
  readonly unit: string;
  readonly against?: number;
  /** What the figure says, for a person. */
  readonly what: string;
}

/** What a folder of `bench/` exports as `figures` in its `run.ts`; it is given what its `prepare.ts` made, as JSON. */
export type Figures<Prepared> = (prepared: Prepared) => AsyncIterable<Figure>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function timed(work: () => unknown, times: number): number {
  let last: unknown;
  const start = performance.now();
  for (let count = 0; count < times; count += 1) last = work();
  const taken = performance.now() - start;
  // What nobody looks at might be optimized away.
  if (last === timed) throw new Error('The work gave the stopwatch.');
  return taken / times;
}

/** How often a piece of work is done so that it takes about as many milliseconds; warms it up. */
function timesFor(work: () => unknown, milliseconds: number): number {
  let times = 1;
  for (;;) {
    const taken = timed(work, times) * times;
    if (taken >= milliseconds) return times;
    times = Math.ceil(times * Math.min(10, (1.2 * milliseconds) / Math.max(taken, 0.01)));
  }
}

export interface Comparison {
  /** Milliseconds of one run. */
  readonly value: number;
  readonly against: number;
  readonly ratio: number;
}

/**
 * Times two pieces of work side by side: each round runs both, every other round the other way around, so that what
 * else the machine does slows both. The ratio is the median of the rounds' ratios.
 */
export function compare(
  work: () => unknown,
  other: () => unknown,
  { rounds = 15, milliseconds = 30 }: { rounds?: number; milliseconds?: number } = {},
): Comparison {
  const counts = [timesFor(work, milliseconds), timesFor(other, milliseconds)] as const;
  const pairs = Array.from({ length: rounds }, (_, round) => {
    if (round % 2 === 0) {
      const value = timed(work, counts[0]);
      return { value, against: timed(other, counts[1]) };
    }
    const against = timed(other, counts[1]);
    return { value: timed(work, counts[0]), against };
  });
  return {
    value: median(pairs.map(({ value }) => value)),
    against: median(pairs.map(({ against }) => against)),
    ratio: median(pairs.map(({ value, against }) => value / against)),
  };
}

/** The bytes of the heap that what is made holds on to. Needs `node --expose-gc`. */
export function heldBytes(make: () => unknown): number {
  const collect = globalThis.gc;
  if (collect === undefined) return Number.NaN;
  collect();
  const before = process.memoryUsage().heapUsed;
  const made = make();
  collect();
  const held = process.memoryUsage().heapUsed - before;
  if (made === undefined) throw new Error('Nothing was made.');
  return held;
}
