import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Throws away what a local Oozie kept in its data folder. A folder that no local Oozie made is left as it is, and
 * complained about when Oozie boots.
 * @throws {StartError} when an Oozie runs on it
 */
export function throwAway(dataDir: string): void {
  if (!existsSync(join(dataDir, 'local-oozie.json'))) return;
  const holder = lockHolder(join(dataDir, 'local-oozie.lock'));
  if (holder !== undefined) {
    throw new StartError(
      `Another Oozie (process ${holder}) runs on ${dataDir}, so its jobs can’t be thrown away.\n` +
        'Stop it first, or use another folder: npm start -- --data-dir DIR',
    );
  }
  rmSync(dataDir, { recursive: true, force: true });
}

/** The living process that holds a lock file; undefined when none does. */
function lockHolder(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
