import { howdahStores, openSyncView, type SyncView, startHowdah } from '@howdah/sync';
import { Dexie } from 'dexie';
import { present } from './rival.ts';

const name = 'bench-howdah';
let view: SyncView | undefined;

/** Told of each request of the engine; it may wait for the answer. */
let onRequest: (url: string, answer: Promise<Response>) => void = () => {};

present({
  mirror(source) {
    const database = new Dexie(name);
    database.version(1).stores(howdahStores);
    return new Promise((resolve, reject) => {
      const start = performance.now();
      // Coordinators are asked for when all workflows are kept and the cursor with them.
      onRequest = (url) => {
        if (url.includes('jobtype=coord')) resolve(performance.now() - start);
      };
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
            const answer = fetch(input, init);
            onRequest(String(input), answer);
            return answer;
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

window.hear = async (source, changes) => {
  const before = new URL(source);
  before.pathname = before.pathname.replace(/oozie$/, 'change');
  before.search = `?count=${changes}`;
  await fetch(before);
  return new Promise((resolve, reject) => {
    let start: number | undefined;
    let requests = 0;
    const answers: Promise<Response>[] = [];
    onRequest = (url, answer) => {
      if (start !== undefined && url.includes('jobtype=coord')) {
        const time = performance.now() - start;
        onRequest = () => {};
        Promise.all(answers).then((all) => {
          const bytes = all.reduce((sum, { headers }) => sum + Number(headers.get('content-length')), 0);
          resolve({ time, requests, bytes });
        }, reject);
        return;
      }
      if (url.includes('jobtype=wf') && url.includes('offset=1&')) start ??= performance.now();
      if (start === undefined) return;
      requests += 1;
      answers.push(answer);
    };
  });
};
