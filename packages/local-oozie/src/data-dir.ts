import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './held-lock.ts';
import { LocalOozieError } from './local-oozie-error.ts';
import type { Farewell } from './watchdog.ts';

/** What a data folder remembers from one start to the next: stored jobs name these ports in their URIs. */
export interface Remembered {
  ooziePort?: number;
  nameNodePort?: number;
}

/** A folder that holds the state of one local Oozie, locked for this process. */
export interface DataDir {
  path: string;
  lock: string;
  remembered: Remembered;
  remember(ports: Remembered): void;
  farewell: Farewell;
}

const ours = ['oozie', 'hadoop', 'howdah'];
const marker = 'local-oozie.json';

/**
 * Opens (and makes, where needed) the data folder. Without `path` it is a new temporary one.
 * @throws LocalOozieError `data-dir-in-use` when another Oozie runs on it, or when it holds somebody else's files
 */
export function openDataDir(path: string | undefined, keep: boolean): DataDir {
  if (path !== undefined) mkdirSync(path, { recursive: true });
  const dir = realpathSync(path ?? mkdtempSync(join(tmpdir(), 'howdah-oozie-')));
  const file = join(dir, marker);
  if (!existsSync(file)) {
    const stranger = ours.find((name) => existsSync(join(dir, name)));
    if (stranger !== undefined) {
      throw new LocalOozieError(
        'data-dir-in-use',
        `${dir} has a "${stranger}" that no local Oozie made. Choose an empty or a new data folder.`,
      );
    }
  }
  const lock = join(dir, 'local-oozie.lock');
  const holder = takeLock(lock);
  if (holder !== undefined) {
    throw new LocalOozieError(
      'data-dir-in-use',
      `Another Oozie runs on ${dir} (process ${holder}). Stop that one, or choose another data folder.`,
    );
  }
  const remembered = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Remembered) : {};
  if (!existsSync(file)) writeFileSync(file, '{}\n');
  mkdirSync(join(dir, 'howdah'), { recursive: true });
  return {
    path: dir,
    lock,
    remembered,
    remember: (ports) => writeFileSync(file, `${JSON.stringify(ports)}\n`),
    farewell: keep
      ? { graceMs: 8_000, remove: [lock], removeIfEmpty: [] }
      : { graceMs: 0, remove: [...ours.map((name) => join(dir, name)), file, lock], removeIfEmpty: [dir] },
  };
}

/** Undoes {@link openDataDir} for a start that failed before a watchdog could take over. */
export function abandonDataDir({ farewell }: DataDir): void {
  for (const path of farewell.remove) rmSync(path, { recursive: true, force: true });
  for (const path of farewell.removeIfEmpty) {
    try {
      rmdirSync(path);
    } catch {} // it holds something that is not ours
  }
}
