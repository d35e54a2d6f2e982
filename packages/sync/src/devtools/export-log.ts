import manifest from '../../package.json' with { type: 'json' };
import { HowdahError } from '../howdah-error.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { Store } from '../store/store.ts';
import type { LogRecord } from '../store/tables.ts';
import { type LoggedTransaction, logFormat } from './log-entry.ts';

/** A log as it is exported. */
export interface LogDocument {
  readonly howdahLog: number;
  readonly version: string;
  readonly database: string;
  /** Epoch ms. */
  readonly exportedAt: number;
  readonly records: readonly (Pick<LogRecord, 'entries' | 'at' | 'epoch'> & {
    readonly told: LoggedTransaction;
  })[];
}

/** The log of an open store. */
export async function logOf(store: Store): Promise<string> {
  const records =
    store.schemaOf('howdah_log') === undefined
      ? []
      : await store.read(['howdah_log'], (transaction) => transaction.page('howdah_log'));
  if (records.length === 0) {
    throw new HowdahError(
      'no-log',
      `Nothing is logged in the database "${store.name}". Start Howdah on it with \`log: stepLog()\` (@howdah/sync/devtools), then do what is to be looked at.`,
    );
  }
  const head = {
    howdahLog: logFormat,
    version: manifest.version,
    database: store.name,
    exportedAt: Date.now(),
  };
  // The records are JSON already; each is one line, so that a log can be looked through as text.
  const lines = records.map(
    ({ entries, at, epoch, text }) =>
      `{"entries":${entries},"at":${at},"epoch":${JSON.stringify(epoch)},"told":${text}}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},"records":[\n${lines.join(',\n')}\n]}\n`;
}

/**
 * A database's log as a JSON document, for `replayLog`: what `stepLog` has kept. It has the rows' contents, and the
 * jobs' configurations and definitions; look through it before you give it away.
 *
 * @throws {HowdahError} `no-log`, and what opening the database throws: `database-missing`, `stores-missing`,
 *   `database-newer`
 */
export async function exportLog(database: string): Promise<string> {
  const store = await openDexieStore(database);
  try {
    return await logOf(store);
  } finally {
    store.close();
  }
}

/** About how many entries a database’s log has; 0 where none is kept, or the database can't be opened. */
export async function loggedEntries(database: string): Promise<number> {
  const store = await openDexieStore(database).catch(() => undefined);
  if (store === undefined) return 0;
  try {
    if (store.schemaOf('howdah_log') === undefined) return 0;
    const ends = await store.read(['howdah_log'], async (transaction) => [
      ...(await transaction.keys('howdah_log', { limit: 1 })),
      ...(await transaction.keys('howdah_log', { limit: 1, descending: true })),
    ]);
    const [oldest = 0, newest = 0] = ends.map((key) => (Array.isArray(key) ? Number(key[0]) : 0));
    return ends.length === 0 ? 0 : newest - oldest + 1;
  } finally {
    store.close();
  }
}
