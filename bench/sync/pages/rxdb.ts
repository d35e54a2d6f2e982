import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { type Job, pageLength, pageOf, present } from './rival.ts';

type Jobs = RxCollection<Job>;
let jobs: Jobs | undefined;

const time = { type: 'number', minimum: 0, maximum: 10_000_000_000_000, multipleOf: 1 };
const timeOrNull = { type: ['number', 'null'] };
const textOrNull = { type: ['string', 'null'] };

/** Its indexes: those of Howdah's that any job of the bench is in. */
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 60 },
    type: { type: 'string' },
    name: { type: 'string' },
    status: { type: 'string', maxLength: 20 },
    user: textOrNull,
    createdTime: time,
    startTime: timeOrNull,
    endTime: timeOrNull,
    lastModTime: time,
    nextMaterializedTime: { type: ['number', 'null'] },
    parentId: textOrNull,
    externalId: textOrNull,
    gone: { type: 'boolean' },
  },
  required: ['id', 'status', 'createdTime', 'lastModTime'],
  indexes: [
    ['createdTime', 'id'],
    ['status', 'createdTime', 'id'],
  ],
} as const;

async function open(): Promise<Jobs> {
  const database: RxDatabase<{ jobs: Jobs }> = await createRxDatabase({
    name: 'bench-rxdb',
    storage: getRxStorageDexie(),
    multiInstance: false,
  });
  const made = await database.addCollections({ jobs: { schema } });
  jobs = made.jobs;
  return made.jobs;
}

present({
  async mirror(source) {
    const start = performance.now();
    const collection = await open();
    // Only what comes from the server: nothing is pushed, so it keeps the fewest notes.
    const replication = replicateRxCollection<Job, { offset: number }>({
      collection,
      replicationIdentifier: source,
      live: false,
      pull: {
        batchSize: pageLength,
        async handler(checkpoint) {
          const offset = checkpoint?.offset ?? 1;
          const page = await pageOf(source, offset);
          const documents = page.jobs.map((job) => ({ ...job, _deleted: false }));
          return { documents, checkpoint: { offset: offset + documents.length } };
        },
      },
    });
    await replication.awaitInSync();
    return performance.now() - start;
  },
  async open() {
    await open();
  },
  async page(status, after) {
    if (jobs === undefined) throw new Error('It is not open.');
    const found = await jobs
      .find({
        selector: { status, createdTime: { $lt: after?.createdTime ?? 10_000_000_000_000 } },
        sort: [{ createdTime: 'desc' }, { id: 'desc' }],
        limit: 50,
      })
      .exec();
    return found.map(({ id }) => id);
  },
});
