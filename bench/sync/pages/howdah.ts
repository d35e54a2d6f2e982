import { howdahStores, openSyncView, type SyncView, startHowdah } from '@howdah/sync';
import { Dexie } from 'dexie';
import { present } from './rival.ts';

const name = 'bench-howdah';
let view: SyncView | undefined;

present({
  mirror(source) {
    const database = new Dexie(name);
    database.version(1).stores(howdahStores);
    return new Promise((resolve, reject) => {
      const start = performance.now();
      startHowdah({
        database,
        collections: [],
        mirror: 'all',
        persist: false,
        oozie: {
          url: source,
          definitionRoot: 'file:///none',
          hints: false,
          fetch: (input, init) => {
            // Coordinators are asked for when all workflows are kept and the cursor with them.
            if (String(input).includes('jobtype=coord')) resolve(performance.now() - start);
            return fetch(input, init);
          },
        },
      }).catch(reject);
    });
  },
  async open() {
    view = await openSyncView(name);
  },
  page(status, after) {
    return new Promise((resolve) => {
      if (view === undefined) throw new Error('It is not open.');
      const jobs = view.jobs({ status, limit: 50, ...(after === undefined ? {} : { after }) });
      const stop = jobs.subscribe(() => {
        if (jobs.current === undefined) return;
        stop();
        resolve(jobs.current.map(({ id }) => id));
      });
    });
  },
});
