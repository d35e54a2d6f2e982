import type { DBCoreMutateRequest, DBCoreMutateResponse, DBCoreTable, Dexie } from 'dexie';
import { v7 as uuidv7 } from 'uuid';
import type { IntentRecord } from '../store/tables.ts';

const intents = 'howdah_intents';

const failed = (response: DBCoreMutateResponse, position: number) =>
  response.failures[position] !== undefined;

/** The primary keys that a write changed. */
function changedKeys(request: DBCoreMutateRequest, response: DBCoreMutateResponse): IDBValidKey[] {
  const keys: unknown[] =
    request.type === 'delete' ? request.keys : request.type === 'deleteRange' ? [] : (response.results ?? []);
  return keys.filter((_, position) => !failed(response, position)) as IDBValidKey[];
}

/** The note that a row has to be looked at. */
export function intentOf(
  collection: string,
  rowKey: IDBValidKey,
  by: IntentRecord['by'] = 'app',
): IntentRecord {
  return { collection, rowKey, stamp: uuidv7(), by };
}

/**
 * Journals every write of a Dexie database to the given stores, in the same transaction as the write itself, so that
 * no change is ever lost between the two. Call it in every tab, before the database is opened; `startHowdah` does so
 * by itself when it is given a Dexie instance.
 *
 * Those transactions are committed with strict durability: what the app was told is saved survives a power cut.
 */
export function captureWrites(db: Dexie, stores: readonly string[]): void {
  const captured = new Set(stores);
  db.use({
    stack: 'dbcore',
    name: 'howdah-capture',
    // Above Dexie's own observation (level 0), so that live queries see the intents written here.
    level: 1,
    create(core) {
      // Without Howdah's stores (which `startHowdah` reports) the app's own writes must go on.
      if (!core.schema.tables.some((table) => table.name === intents)) return core;
      const note = (table: DBCoreTable, request: DBCoreMutateRequest, keys: IDBValidKey[]) =>
        keys.length === 0
          ? undefined
          : core.table(intents).mutate({
              type: 'put',
              trans: request.trans,
              values: keys.map((key) => intentOf(table.name, key)),
            });
      return {
        ...core,
        transaction: (names, mode, options) =>
          mode === 'readwrite' && names.some((name) => captured.has(name))
            ? core.transaction([...new Set([...names, intents])], mode, { ...options, durability: 'strict' })
            : core.transaction(names, mode, options),
        table(name) {
          const table = core.table(name);
          if (!captured.has(name)) return table;
          return {
            ...table,
            mutate(request) {
              if (request.type === 'deleteRange') {
                // The range is all that a clear() tells, so its keys are read first.
                const index = table.schema.primaryKey;
                const query = { trans: request.trans, values: false, query: { index, range: request.range } };
                return table
                  .query(query)
                  .then(({ result }) =>
                    table
                      .mutate(request)
                      .then((response) => Promise.resolve(note(table, request, result)).then(() => response)),
                  );
              }
              return table.mutate(request).then((response) => {
                const noted = note(table, request, changedKeys(request, response));
                return noted === undefined ? response : noted.then(() => response);
              });
            },
          };
        },
      };
    },
  });
}
