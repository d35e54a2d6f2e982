import { type Howdah, startHowdah } from '@howdah/sync';
import { connectHowdah } from '@howdah/sync/worker';
import { collections, log, oozie } from './collections.ts';
import { database } from './database.ts';

const workers = {
  shared: () => new SharedWorker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' }),
  dedicated: () => new Worker(new URL('./sync-worker.ts', import.meta.url), { type: 'module' }),
};

/**
 * Keeps this device's database and Oozie in step from now on, by an engine in a worker that all tabs share. What the
 * page gets is the same without a worker (`?engine=page`), or with one for each tab (`?engine=worker`).
 */
export function startSync(): Promise<Howdah> {
  const { dedicated } = workers;
  switch (new URLSearchParams(location.search).get('engine')) {
    case 'page':
      return startHowdah({ database, collections, oozie, log });
    case 'worker':
      return connectHowdah(dedicated, { database, collections });
    default:
      return connectHowdah(workers, { database, collections });
  }
}
