import PouchDB from 'pouchdb-browser';
import find from 'pouchdb-find';
import { pagesOf, present } from './rival.ts';

PouchDB.plugin(find);

const indexes = [
  ['createdTime', '_id'],
  ['status', 'createdTime', '_id'],
];
/** What is sorted by has to be selected by, too. */
const anyId = { _id: { $gt: '' } };
let database: PouchDB.Database | undefined;

async function open(): Promise<PouchDB.Database> {
  database = new PouchDB('bench', { adapter: 'idb', auto_compaction: true });
  return database;
}

present({
  async mirror(source) {
    const start = performance.now();
    const into = await open();
    for await (const jobs of pagesOf(source)) {
      await into.bulkDocs(jobs.map(({ id, ...job }) => ({ _id: id, ...job })));
    }
    // Its indexes are made by the first query.
    for (const fields of indexes) await into.createIndex({ index: { fields } });
    await into.find({
      selector: { createdTime: { $gt: 0 }, ...anyId },
      sort: [{ createdTime: 'desc' }, { _id: 'desc' }],
      limit: 1,
    });
    await into.find({
      selector: { status: 'RUNNING', createdTime: { $gt: 0 }, ...anyId },
      sort: [{ status: 'desc' }, { createdTime: 'desc' }, { _id: 'desc' }],
      limit: 1,
    });
    return performance.now() - start;
  },
  async open() {
    await open();
  },
  async page(status, after) {
    if (database === undefined) throw new Error('It is not open.');
    const { docs } = await database.find({
      selector: { status, createdTime: { $lt: after?.createdTime ?? Number.MAX_SAFE_INTEGER }, ...anyId },
      sort: [{ status: 'desc' }, { createdTime: 'desc' }, { _id: 'desc' }],
      limit: 50,
    });
    return docs.map(({ _id }) => _id);
  },
});
