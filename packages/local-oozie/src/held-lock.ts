import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

interface Holder {
  pid: number;
  /** When the process began, in the kernel's ticks, where it can be known: pids are used again. */
  began: string;
}

function beginOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive({ pid, began }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return began === '' || beginOf(pid) === began;
}

function readHolder(file: string): Holder | undefined {
  try {
    const [pid, began = ''] = readFileSync(file, 'utf8').split(' ');
    return Number(pid) > 0 ? { pid: Number(pid), began } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes `pid` as the holder of a lock that this process holds. */
export function handLockTo(file: string, pid: number): void {
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${pid} ${beginOf(pid)}`);
  renameSync(next, file);
}

/**
 * Takes a lock file for this process. A lock whose holder has died counts as free.
 * @returns the living holder's pid when the lock is taken, undefined when it is ours now
 */
export function takeLock(file: string): number | undefined {
  for (let attempt = 0; ; attempt++) {
    // A link appears whole: a reader never sees a lock without its holder.
    const ours = `${file}.${process.pid}`;
    try {
      writeFileSync(ours, `${process.pid} ${beginOf(process.pid)}`);
      linkSync(ours, file);
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 5) throw error;
    } finally {
      rmSync(ours, { force: true });
    }
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder)) return holder.pid;
    rmSync(file, { force: true });
  }
}
