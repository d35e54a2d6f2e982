import { Dexie } from 'dexie';
import { howdahStores, neededTables } from './tables.ts';

/**
 * The databases of this origin that have Howdah's stores. Browsers without `indexedDB.databases` tell of none.
 */
export async function listHowdahDatabases(): Promise<string[]> {
  const databases = (await indexedDB.databases?.()) ?? [];
  const found: string[] = [];
  for (const { name } of databases) {
    if (name === undefined || name.startsWith('__')) continue;
    const db = new Dexie(name);
    try {
      await db.open();
      const stores = new Set(db.tables.map((table) => table.name));
      if (neededTables.every((table) => stores.has(table))) found.push(name);
    } catch {
      // A database that can't be opened now (just being upgraded, say) shows the next time.
    } finally {
      db.close();
    }
  }
  return found;
}

/** Makes a database with nothing but Howdah's stores, for tools that only look at the server; one that is there stays. */
export async function createHowdahDatabase(name: string): Promise<void> {
  const db = new Dexie(name);
  db.version(1).stores(howdahStores);
  await db.open();
  db.close();
}
