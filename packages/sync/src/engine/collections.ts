import type { Collection, Row } from '../collection/collection.ts';
import { HowdahError } from '../howdah-error.ts';
import type { Bound } from '../settle/context.ts';
import type { Store } from '../store/store.ts';

const valueAt = (row: Row, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      row,
    );

/**
 * Looks the declared collections up in the database.
 * @throws {HowdahError} `store-unknown`, `no-key-path`, `index-unknown`, `duplicate-collection`
 */
export function bindCollections(store: Store, collections: readonly Collection[]): Map<string, Bound> {
  const bound = new Map<string, Bound>();
  for (const collection of collections) {
    if (bound.has(collection.store)) {
      throw new HowdahError(
        'duplicate-collection',
        `The store "${collection.store}" is declared by two collections. A row can only become one job: declare it once.`,
      );
    }
    bound.set(collection.store, bind(store, collection));
  }
  return bound;
}

function bind(store: Store, collection: Collection): Bound {
  const where = `The database "${store.name}"`;
  const schema = store.schemaOf(collection.store);
  if (schema === undefined) {
    throw new HowdahError(
      'store-unknown',
      `${where} has no object store "${collection.store}". Create it, or correct the collection.`,
    );
  }
  if (schema.keyPath === null) {
    throw new HowdahError(
      'no-key-path',
      `${where} keeps the keys of "${collection.store}" outside its rows. Give the store a key path: a row’s key has to be in the row.`,
    );
  }
  const { jobs: kind, outgoing } = collection;
  if (outgoing === undefined) return { collection, kind, isOutgoing: () => true, markField: undefined };
  const keyPath = schema.indexes.find(({ name }) => name === outgoing.index)?.keyPath;
  if (typeof keyPath !== 'string') {
    throw new HowdahError(
      'index-unknown',
      `${where} has no index "${outgoing.index}" on a single field of "${collection.store}". Create it, or correct the collection’s \`outgoing\`.`,
    );
  }
  if (outgoing.mark) return { collection, kind, isOutgoing: () => true, markField: keyPath };
  return {
    collection,
    kind,
    isOutgoing: (row) => valueAt(row, keyPath) === outgoing.equals,
    markField: undefined,
  };
}
