import type { Figure } from '../figure.ts';
import { mirrorOnce, type RivalName, type Stage } from './stage.ts';
import { inTurns, turns } from './turns.ts';

/** The first mirror of so many jobs against raw IndexedDB. */
export async function mirrorVsRaw(stage: Stage, jobs: number, times = turns): Promise<Figure[]> {
  const times_ = await inTurns(
    async () => (await mirrorOnce(stage, 'howdah', jobs)).time,
    async () => (await mirrorOnce(stage, 'raw', jobs)).time,
    times,
  );
  const what = `the first mirror of ${jobs} jobs against raw IndexedDB, which writes the same rows, 250 at a time, while it fetches the next`;
  return [{ name: `mirror-${jobs}-vs-raw`, ...times_, unit: 'ms', what }];
}

/** How many times as fast as a rival the first mirror is. */
export async function mirrorVsRival(
  stage: Stage,
  rival: RivalName,
  jobs: number,
  times = turns,
): Promise<Figure[]> {
  const { value, against, ratio } = await inTurns(
    async () => (await mirrorOnce(stage, rival, jobs)).time,
    async () => (await mirrorOnce(stage, 'howdah', jobs)).time,
    times,
  );
  const what = `how many times as fast as ${rival} the first mirror of ${jobs} jobs is`;
  return [{ name: `mirror-${jobs}-vs-${rival}`, ratio, value: against, against: value, unit: 'ms', what }];
}

/** The longest task of the main thread meanwhile; 50 ms and less aren't told by browsers, and count as 0. */
export async function longestTask(stage: Stage): Promise<Figure[]> {
  let longest = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    longest = Math.max(longest, (await mirrorOnce(stage, 'howdah', 20_000)).longestTask);
  }
  const what = 'the longest task of the main thread in five first mirrors of 20000 jobs; 0: none above 50 ms';
  return [{ name: 'longest-task', value: longest, unit: 'ms', what }];
}
