import type { Figure, Figures } from '../figure.ts';
import { incrementalFlat } from './incremental.ts';
import { liveVsDexie } from './live.ts';
import { longestTask, mirrorVsRaw, mirrorVsRival } from './mirror.ts';
import { outboxVsLoop } from './outbox.ts';
import { openVsRaw, pageVs } from './pages-of-jobs.ts';
import type { RealOozie } from './prepare.ts';
import { readsUnderMirror } from './reads-under-mirror.ts';
import { sizeVs } from './sizes.ts';
import { type Backend, keptProfiles, type Stage, stageOn, startStage } from './stage.ts';

type Kept = ReturnType<typeof keptProfiles>;

/** Every figure, and how it is got; those that depend on where a browser keeps IndexedDB come twice. */
const stored: Readonly<Record<string, (stage: Stage, kept: Kept, oozie: RealOozie) => Promise<Figure[]>>> = {
  'mirror-20000-vs-raw': (stage) => mirrorVsRaw(stage, 20_000),
  'mirror-100000-vs-raw': (stage) => mirrorVsRaw(stage, 100_000, 3),
  'mirror-20000-vs-rxdb': (stage) => mirrorVsRival(stage, 'rxdb', 20_000, 3),
  'mirror-20000-vs-pouchdb': (stage) => mirrorVsRival(stage, 'pouchdb', 20_000, 1),
  'page-vs-raw': (stage, kept) => pageVs(stage, kept, 'raw', 100_000),
  'page-vs-rxdb': (stage, kept) => pageVs(stage, kept, 'rxdb', 20_000),
  'page-vs-pouchdb': (stage, kept) => pageVs(stage, kept, 'pouchdb', 5_000),
  'open-vs-raw': (stage, kept) => openVsRaw(stage, kept, 100_000),
  'longest-task': (stage) => longestTask(stage),
  'incremental-flat': (stage) => incrementalFlat(stage),
  'reads-under-mirror': (stage) => readsUnderMirror(stage),
  'live-vs-dexie': (stage) => liveVsDexie(stage),
  'outbox-vs-loop': (stage, _, oozie) => outboxVsLoop(stage, oozie, 1),
};

const others: Readonly<Record<string, () => Promise<Figure[]>>> = {
  'size-vs-rxdb': () => sizeVs('rxdb'),
  'size-vs-pouchdb': () => sizeVs('pouchdb'),
};

/** Given names of figures, only these: `npm run bench -- sync page-vs-raw open-vs-raw-sqlite`. */
export const figures: Figures<RealOozie> = async function* (oozie) {
  const wanted = process.argv.slice(2);
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
  for (const [name, figure] of Object.entries(others)) if (isWanted(name)) yield* await figure();
  const source = await startStage();
  try {
    for (const backend of ['leveldb', 'sqlite'] as const) {
      yield* storedFigures(source.url, backend, oozie, isWanted);
    }
  } finally {
    await source.stop();
  }
};

async function* storedFigures(
  url: string,
  backend: Backend,
  oozie: RealOozie,
  isWanted: (name: string) => boolean,
): AsyncGenerator<Figure> {
  const suffix = backend === 'sqlite' ? '-sqlite' : '';
  const stage = stageOn(url, backend);
  const kept = keptProfiles(stage);
  try {
    for (const [name, figure] of Object.entries(stored)) {
      if (!isWanted(name + suffix)) continue;
      for (const each of await figure(stage, kept, oozie)) yield { ...each, name: each.name + suffix };
    }
  } finally {
    kept.remove();
  }
}
