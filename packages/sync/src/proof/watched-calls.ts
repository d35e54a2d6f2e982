import type { Store, StoreTransaction } from '../store/store.ts';

/** Called before each thing that the engine does outside of itself, and before it learns of the end. May not come back. */
export type AtCall = (what: string) => Promise<void>;

/** A store of which every call, also those in its transactions, is told before it is made and before it is answered. */
export function watchedStore(store: Store, atCall: AtCall): Store {
  const watched = (transaction: StoreTransaction): StoreTransaction => {
    const before =
      <Given extends unknown[], Answer>(what: string, call: (...given: Given) => Promise<Answer>) =>
      async (...given: Given): Promise<Answer> => {
        await atCall(`${what} ${String(given[0])}`);
        return call(...given);
      };
    return {
      get: before('get', transaction.get),
      getMany: before('getMany', transaction.getMany),
      keys: before('keys', transaction.keys),
      page: before('page', transaction.page),
      count: before('count', transaction.count),
      put: before('put', transaction.put),
      delete: before('delete', transaction.delete),
      row: before('row', transaction.row),
      rows: before('rows', transaction.rows),
      rowKeysBy: before('rowKeysBy', transaction.rowKeysBy),
      putRow: before('putRow', transaction.putRow),
      deleteRow: before('deleteRow', transaction.deleteRow),
    } as StoreTransaction;
  };
  return {
    ...store,
    async read(stores, work) {
      await atCall('read');
      const result = await store.read(stores, (transaction) => work(watched(transaction)));
      await atCall('have read');
      return result;
    },
    async write(stores, work) {
      await atCall('write');
      const result = await store.write(stores, (transaction) => work(watched(transaction)));
      await atCall('have written');
      return result;
    },
  };
}

/** A `fetch` of which every request is told before it is sent, and every answer before it is given. */
export function watchedFetch(fetch: typeof globalThis.fetch, atCall: AtCall): typeof globalThis.fetch {
  return async (input, init) => {
    await atCall(`${init?.method ?? 'GET'} ${String(input)}`);
    try {
      const response = await fetch(input, init);
      await atCall('answered');
      return response;
    } catch (error) {
      await atCall('not answered');
      throw error;
    }
  };
}
