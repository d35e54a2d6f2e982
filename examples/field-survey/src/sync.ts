import { type Howdah, startHowdah } from '@howdah/sync';
import { connectHowdah } from '@howdah/sync/worker';
import { collections, log, oozie } from './collections.ts';
import { database } from './database.ts';

/**
 * Keeps this device's database and Oozie in step from now on: by an engine in this page or, opened with
 * `?engine=worker`, by one in a worker. What the page gets is the same.
 */
export function startSync(): Promise<Howdah> {
  if (new URLSearchParams(location.search).get('engine') !== 'worker') {
    return startHowdah({ database, collections, oozie, log });
  }
  const makeWorker = () => new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' });
  return connectHowdah(makeWorker, { database, collections });
}
