import { type Figure, median } from '../figure.ts';
import type { After } from './pages/rival.ts';
import { type keptProfiles, openRival, type RivalName, type Stage } from './stage.ts';
import { inTurns, turns } from './turns.ts';

type Kept = ReturnType<typeof keptProfiles>;

/** How many pages one measurement asks for, each from another job on. */
const pages = 20;

/** The median time, in ms, of a page of 50 by status and time, from changing places of the list. */
async function pageTime(stage: Stage, kept: Kept, name: RivalName, jobs: number): Promise<number> {
  const profile = await stage.profile(await kept.dirOf(name, jobs));
  try {
    const tab = await openRival(stage, profile, name);
    const newest = Date.UTC(2026, 10, 23) - 3_600_000;
    const afters = Array.from({ length: pages + 5 }, (_, at): After => {
      const rank = Math.floor(((at * 37) % 100) * (jobs / 130)) + 7;
      return { createdTime: newest - rank * 60_000, id: '' };
    });
    const taken = await tab.evaluate(async (places) => {
      await window.rival?.open();
      const times: number[] = [];
      for (const after of places) {
        const start = performance.now();
        const found = await window.rival?.page('RUNNING', after);
        times.push(performance.now() - start);
        if (found?.length !== 50) throw new Error(`There are ${found?.length} jobs on a page.`);
      }
      return times;
    }, afters);
    return median(taken.slice(5));
  } finally {
    await profile.close();
  }
}

/** A page of 50 against raw IndexedDB and the rivals; these with fewer jobs, since they take so long to get them. */
export async function pageVs(stage: Stage, kept: Kept, rival: RivalName, jobs: number): Promise<Figure[]> {
  const times = await inTurns(
    () => pageTime(stage, kept, 'howdah', jobs),
    () => pageTime(stage, kept, rival, jobs),
    turns,
  );
  const what = `a page of 50 by status and time from ${jobs} jobs, against ${rival === 'raw' ? 'a raw cursor' : rival}`;
  return [{ name: `page-vs-${rival}`, ...times, unit: 'ms', what }];
}

/** From the navigation of a browser that was just started to the first page, in ms. */
async function openTime(stage: Stage, kept: Kept, name: RivalName, jobs: number): Promise<number> {
  const profile = await stage.profile(await kept.dirOf(name, jobs));
  try {
    const tab = await openRival(stage, profile, name);
    return await tab.evaluate(async () => {
      const start = performance.now();
      await window.rival?.open();
      const found = await window.rival?.page('RUNNING', undefined);
      if (found?.length !== 50) throw new Error(`There are ${found?.length} jobs on a page.`);
      return performance.now() - start;
    });
  } finally {
    await profile.close();
  }
}

export async function openVsRaw(stage: Stage, kept: Kept, jobs: number): Promise<Figure[]> {
  const times = await inTurns(
    () => openTime(stage, kept, 'howdah', jobs),
    () => openTime(stage, kept, 'raw', jobs),
  );
  const what = `opening ${jobs} jobs and reading the first page, in a browser just started, against raw IndexedDB`;
  return [{ name: 'open-vs-raw', ...times, unit: 'ms', what }];
}
