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

/** What an app loads whose rows become workflow runs: the kinds that it doesn't declare stay out. */
const app = `export { howdahStores, startHowdah, workflowRuns } from ${JSON.stringify(resolve('packages/sync/src/index.ts'))};
export { Dexie } from 'dexie';`;

const rivals = {
  rxdb: { code: rxdb, name: 'RxDB with its replication and Dexie' },
  pouchdb: { code: pouchdb, name: 'PouchDB with pouchdb-find' },
} as const;

/** All that `@howdah/sync` exports, with the client and Dexie, and what an app takes of it, against what a mirror needs of a rival. */
export async function sizeVs(rival: keyof typeof rivals): Promise<Figure[]> {
  const against = await gzipped(rivals[rival].code);
  const figure = async (name: string, code: string, what: string): Promise<Figure> => {
    const value = await gzipped(code);
    const of = `${what} against ${rivals[rival].name}`;
    return {
      name: `${name}-vs-${rival}`,
      ratio: value / against,
      value,
      against,
      unit: 'bytes gzipped',
      what: of,
    };
  };
  return [
    await figure('size', howdah, 'all of @howdah/sync with the client and Dexie'),
    await figure('size-app', app, '@howdah/sync with Dexie in an app of workflow runs'),
  ];
}
