import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import type { Happening } from './happening.fixture.ts';
import { histories } from './histories.fixture.ts';
import { playForReal } from './real-history.fixture.ts';

/** A few in `npm test`, 300 in `npm run soak`. */
const count = Number(process.env.HOWDAH_REAL_HISTORIES ?? 4);
const seed = Number(process.env.HOWDAH_SEED ?? 5);
/** How many go on at the same time. */
const atOnce = Number(process.env.HOWDAH_AT_ONCE ?? 4);

/** There are few of them, so each begins with rows to which something can happen. */
const beginning: readonly Happening[] = [
  { does: 'plan schedule', id: 'c1', hours: 2 },
  { does: 'finish survey', id: 's1' },
  { does: 'plan schedule', id: 'c2', hours: 3 },
  { does: 'finish survey', id: 's2' },
  { does: 'time', ms: 10_000 },
];

it(
  `both sides agree after ${count} histories on a real Oozie, and nothing was done twice (seed ${seed})`,
  async () => {
    const server = { oozieUrl: inject('oozieUrl'), definitionRoot: inject('definitionRoot') };
    const samples = fc.sample(fc.tuple(histories, fc.nat()), { numRuns: count, seed });
    const run = Date.now().toString(36);
    const waiting = [...samples.entries()];
    const wrong: string[] = [];
    const ends: string[] = [];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [number, [history, chances]] = next;
        try {
          ends.push(...(await playForReal(server, [...beginning, ...history], chances, `${run}-${number}`)));
        } catch (error) {
          wrong.push(`history ${number} of seed ${seed}: ${error instanceof Error ? error.message : error}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    expect(wrong).toEqual([]);
    const settled = ends.filter((state) => state === 'settled').length;
    console.log(`${count} histories: ${ends.length} rows, of which ${settled} settled by themselves`);
    // Rows that wait for a person are right, and prove little.
    expect(settled).toBeGreaterThan(ends.length / 2);
  },
  60_000 + count * 30_000,
);
