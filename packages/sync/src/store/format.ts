import { HowdahError } from '../howdah-error.ts';
import type { StoreTransaction } from './store.ts';

/**
 * Counts the forms that Howdah's own records have had. Raised with a change that an older Howdah would misread; what it
 * would merely not know (another optional field) needs no new one.
 */
export const storeFormat = 1;

const formatName = 'format';

/**
 * Checks, within a transaction over `howdah_meta`, that this Howdah knows the form of a database's records.
 * @throws {HowdahError} `database-newer`; nothing is changed then, and what is queued stays queued
 */
export async function assertFormat(transaction: StoreTransaction, database: string): Promise<void> {
  const found = (await transaction.get('howdah_meta', formatName))?.value;
  if (typeof found !== 'number' || found <= storeFormat) return;
  throw new HowdahError(
    'database-newer',
    `The database "${database}" was used by a newer Howdah (format ${found}; this one knows ${storeFormat}). Nothing was changed, and what is queued is kept: load the newer version of the app.`,
  );
}

/** Notes the form, so that an older Howdah leaves the database alone. */
export async function markFormat(transaction: StoreTransaction): Promise<void> {
  const found = await transaction.get('howdah_meta', formatName);
  if (found?.value !== storeFormat)
    await transaction.put('howdah_meta', { name: formatName, value: storeFormat });
}
