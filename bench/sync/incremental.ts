import { type Figure, median } from '../figure.ts';
import type { Heard } from './pages/rival.ts';
import { mirrorIn, openRival, type Stage } from './stage.ts';
import { turns } from './turns.ts';

const sizes = [1_000, 10_000, 100_000];
const changes = 100;

/** What it takes to hear of changes among so many mirrored jobs: the medians. */
async function heardAmong(stage: Stage, jobs: number): Promise<Heard> {
  const profile = await stage.profile();
  try {
    const page = await openRival(stage, profile, 'howdah');
    const source = `${stage.url}/${jobs}/oozie`;
    await mirrorIn(page, source);
    const heard: Heard[] = [];
    // The first isn't counted: the database still writes down what the mirror brought.
    for (let turn = 0; turn <= turns; turn += 1) {
      const one = await page.evaluate(([from, many]) => window.hear?.(from, many), [
        source,
        changes,
      ] as const);
      if (one === undefined) throw new Error('The page can’t hear of changes.');
      if (turn > 0) heard.push(one);
    }
    return {
      time: median(heard.map(({ time }) => time)),
      requests: median(heard.map(({ requests }) => requests)),
      bytes: median(heard.map(({ bytes }) => bytes)),
    };
  } finally {
    await profile.close();
  }
}

/** Whether requests, bytes and time follow the number of changes, and not of jobs. */
export async function incrementalFlat(stage: Stage): Promise<Figure[]> {
  const heard: Heard[] = [];
  for (const size of sizes) heard.push(await heardAmong(stage, size));
  const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values);
  const ratio = Math.max(
    spread(heard.map(({ time }) => time)),
    spread(heard.map(({ requests }) => requests)),
    spread(heard.map(({ bytes }) => bytes)),
  );
  const each = heard.map(
    ({ time, requests, bytes }, at) =>
      `${sizes[at]}: ${requests} requests, ${bytes} bytes, ${time.toFixed(0)} ms`,
  );
  const what = `hearing of ${changes} changes among so many jobs (${each.join('; ')}); the ratio is the largest spread of the three`;
  const [least, most] = [heard[0]?.time ?? Number.NaN, heard.at(-1)?.time ?? Number.NaN];
  return [{ name: 'incremental-flat', ratio, value: most, against: least, unit: 'ms', what }];
}
