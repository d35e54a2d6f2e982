import { type Figure, median } from '../figure.ts';
import type { Side } from './pages/live.ts';
import { openTab, type Stage } from './stage.ts';

const rows = 20;

/** Writes of each side that count, and those before that don't. */
const writes = 200;
const before = 20;

/** How long, in ms, it takes from a write in one tab until a live query of another one shows it, in turns. */
export async function liveVsDexie(stage: Stage): Promise<Figure[]> {
  const profile = await stage.profile();
  try {
    const writer = await openTab(stage, profile, 'live');
    await writer.waitForFunction(() => window.live !== undefined);
    await writer.evaluate(([from, many]) => window.live?.prepare(from, many), [
      `${stage.url}/0/oozie`,
      rows,
    ] as const);
    const reader = await openTab(stage, profile, 'live');
    await reader.waitForFunction(() => window.live !== undefined);
    await reader.evaluate(() => window.live?.watch());
    const write = async (side: Side, id: number): Promise<number> => {
      const at = await writer.evaluate(([to, key]) => window.live?.write(to, key), [side, id] as const);
      const taken = await reader.evaluate(([of, when]) => window.live?.shown(of, when ?? 0), [
        side,
        at,
      ] as const);
      // What the engine does about a write is done before the next.
      await reader.waitForTimeout(30);
      return taken ?? Number.NaN;
    };
    const delays: { howdah: number; dexie: number }[] = [];
    for (let turn = 0; turn < before + writes; turn += 1) {
      const id = turn % rows;
      if (turn % 2 === 0) {
        const howdah = await write('howdah', id);
        delays.push({ howdah, dexie: await write('dexie', id) });
      } else {
        const dexie = await write('dexie', id);
        delays.push({ howdah: await write('howdah', id), dexie });
      }
    }
    const counted = delays.slice(before);
    const value = median(counted.map(({ howdah }) => howdah));
    const against = median(counted.map(({ dexie }) => dexie));
    const what = `from a write in one tab until a live query of ${rows} rows in another shows it, against Dexie's own liveQuery`;
    return [{ name: 'live-vs-dexie', value, against, ratio: value / against, unit: 'ms', what }];
  } finally {
    await profile.close();
  }
}
