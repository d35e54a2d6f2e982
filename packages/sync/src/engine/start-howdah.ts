import { HowdahError } from '../howdah-error.ts';
import { captureWrites } from '../journal/capture.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { Store } from '../store/store.ts';
import type { Howdah, HowdahOptions } from './options.ts';
import { runEngine } from './run-engine.ts';

/** Opens the app's database, captures its writes where Howdah can, and opens Howdah's own connection to it. */
export async function connect({
  database,
  collections,
  onBlocked,
}: Pick<HowdahOptions, 'database' | 'collections' | 'onBlocked'>): Promise<Store> {
  if (typeof database === 'string') return openDexieStore(database);
  if (database.isOpen()) {
    throw new HowdahError(
      'database-open',
      `The Dexie database "${database.name}" is open already, so its writes can’t be captured. Start Howdah before the first use of the database.`,
    );
  }
  captureWrites(
    database,
    collections.filter(({ outgoing }) => !outgoing?.mark).map(({ store }) => store),
  );
  let isTold = false;
  const tellBlocked = () => {
    isTold = true;
    onBlocked?.(
      `The database "${database.name}" can’t be opened in its new version while another tab has it open in an older one. Close or reload the other tabs of this site; then it goes on by itself.`,
    );
  };
  database.on('blocked', tellBlocked);
  await database.open();
  database.on('blocked').unsubscribe(tellBlocked);
  if (isTold) onBlocked?.(null);
  return openDexieStore(database.name);
}

/**
 * Starts syncing a database with Oozie. In the first tab of a browser profile the engine runs; in every other one it
 * stands by and takes over when that tab goes. Everything under way survives closed tabs, crashes and lost
 * connections, and each row becomes one started job.
 *
 * @example
 * const howdah = await startHowdah({ database: db, collections: [surveys, schedules], oozie: { url: '/oozie' } });
 * howdah.status.subscribe(() => show(howdah.status.current));
 *
 * @throws {HowdahError} when the database, a store or an index that it needs is missing, or there are no Web Locks
 */
export async function startHowdah(options: HowdahOptions): Promise<Howdah> {
  return runEngine(await connect(options), options);
}
