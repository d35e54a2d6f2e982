import type { Figure } from '../figure.ts';
import { mirrorIn, openRival, type RivalName, type Stage } from './stage.ts';
import { inTurns } from './turns.ts';

const jobs = 20_000;

/** How long, in ms, nineteen of twenty pages of 50 take at the most, asked for each 10 ms in another tab meanwhile. */
async function readTime(stage: Stage, name: RivalName): Promise<number> {
  const profile = await stage.profile();
  try {
    const writer = await openRival(stage, profile, name);
    const reader = await openRival(stage, profile, name);
    const mirrored = mirrorIn(writer, `${stage.url}/${jobs}/oozie`);
    const read = reader.evaluate(async () => {
      const { rival } = window;
      if (rival === undefined) return [];
      const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      // Until the writer has made the database there is nothing to open.
      for (;;) {
        const names = (await indexedDB.databases()).map(({ name: made }) => made ?? '');
        if (names.some((made) => made.startsWith('bench-'))) break;
        await pause(5);
      }
      await rival.open();
      const times: number[] = [];
      window.isMirrored = false;
      while (!window.isMirrored) {
        const start = performance.now();
        await rival.page('RUNNING', undefined);
        times.push(performance.now() - start);
        await pause(Math.max(0, 10 - (performance.now() - start)));
      }
      return times;
    });
    await mirrored;
    await reader.evaluate(() => {
      window.isMirrored = true;
    });
    const times = (await read).toSorted((a, b) => a - b);
    return times[Math.floor(times.length * 0.95)] ?? Number.NaN;
  } finally {
    await profile.close();
  }
}

export async function readsUnderMirror(stage: Stage): Promise<Figure[]> {
  const times = await inTurns(
    () => readTime(stage, 'howdah'),
    () => readTime(stage, 'raw'),
  );
  const what = `the 95th percentile of a page of 50, asked for each 10 ms in another tab during a first mirror of ${jobs} jobs, against the same with raw IndexedDB that writes 250 at a time`;
  return [{ name: 'reads-under-mirror', ...times, unit: 'ms', what }];
}
