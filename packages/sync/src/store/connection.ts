import type { Dexie } from 'dexie';
import { isConnectionLost } from './storage-faults.ts';

/** How long to wait, in ms, before the next try to open a database again: doubling from the first to the last. */
const firstWait = 100;
const longestWait = 10_000;

/** Keeps a connection open: what the browser, or another tab's upgrade, closes is opened again. */
export interface KeptConnection {
  /**
   * Runs what needs the connection. `begun` tells whether it had begun when the connection was lost: then only what
   * may be done twice is done again.
   */
  run<T>(mayRepeat: boolean, perform: (begun: () => void) => Promise<T>): Promise<T>;
  /** Calls back whenever the connection is there again (undefined), or can't be had, with the reason. */
  onReopen(listener: (problem: unknown) => void): () => void;
  close(): void;
}

export function keepOpen(db: Dexie): KeptConnection {
  const listeners = new Set<(problem: unknown) => void>();
  let isClosed = false;
  let opening: Promise<void> | undefined;
  /** How often it was opened again: what a connection before this one has lost says nothing about this one. */
  let generation = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function openAgain(): Promise<void> {
    if (db.isOpen() && !isClosed) db.close({ disableAutoOpen: false });
    try {
      await db.open();
    } catch (error) {
      tell(error);
      throw error;
    }
    generation += 1;
    tell(undefined);
  }
  const tell = (problem: unknown) => {
    for (const listener of [...listeners]) listener(problem);
  };

  function reopen(): Promise<void> {
    opening ??= openAgain().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  /** Also without anybody asking: a view has to go on when the upgrade that it made room for is done. */
  function reopenLater(wait = firstWait): void {
    if (isClosed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (isClosed || db.isOpen()) return;
      reopen().catch(() => reopenLater(Math.min(wait * 2, longestWait)));
    }, wait);
  }
  db.on('close', () => reopenLater());

  return {
    async run(mayRepeat, perform) {
      for (let tries = 0; ; tries += 1) {
        let hasBegun = false;
        const begunIn = generation;
        try {
          return await perform(() => {
            hasBegun = true;
          });
        } catch (error) {
          if (isClosed || !isConnectionLost(error) || tries >= 2) throw error;
          if (generation === begunIn) await reopen();
          // What was cut off may have been committed or not, which whoever asked for it has to look up.
          if (hasBegun && !mayRepeat) throw error;
        }
      }
    },
    onReopen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      db.close();
    },
  };
}
