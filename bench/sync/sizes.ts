import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { Figure } from '../figure.ts';

const entry = 'virtual:entry';

/** How many bytes a browser gets for a module, minified and gzipped. */
async function gzipped(code: string): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['howdah-source', 'browser'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? resolve('bench/sync/virtual-entry.ts') : null),
        load: (id) => (id === resolve('bench/sync/virtual-entry.ts') ? code : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  });
  const built = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const chunks = built.flatMap(({ output }) => output).filter((output) => output.type === 'chunk');
  return gzipSync(chunks.map((chunk) => chunk.code).join(''), { level: 9 }).length;
}

const howdah = `export * from ${JSON.stringify(resolve('packages/sync/src/index.ts'))};
export { createOozieClient } from ${JSON.stringify(resolve('packages/oozie-client/src/index.ts'))};
export { Dexie } from 'dexie';`;

const rxdb = `export { createRxDatabase } from 'rxdb/plugins/core';
export { replicateRxCollection } from 'rxdb/plugins/replication';
export { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';`;

const pouchdb = `import PouchDB from 'pouchdb-browser';
import find from 'pouchdb-find';
PouchDB.plugin(find);
export default PouchDB;`;

/** All that `@howdah/sync` exports, with the client and Dexie, against what a mirror needs of a rival. */
export async function sizeVs(rival: 'rxdb' | 'pouchdb'): Promise<Figure[]> {
  const value = await gzipped(howdah);
  const against = await gzipped(rival === 'rxdb' ? rxdb : pouchdb);
  const what = `all of @howdah/sync with the client and Dexie against ${rival === 'rxdb' ? 'RxDB with its replication and Dexie' : 'PouchDB with pouchdb-find'}`;
  return [{ name: `size-vs-${rival}`, ratio: value / against, value, against, unit: 'bytes gzipped', what }];
}
