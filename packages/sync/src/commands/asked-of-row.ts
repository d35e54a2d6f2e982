import type { KeyRange, StoreTransaction } from '../store/store.ts';
import type { CommandRecord, Was } from '../store/tables.ts';
import type { RowReference } from '../view/view-types.ts';

/** The range of all that is asked of a row's job, in the order of being asked. */
export const askedOfRow = ({ collection, rowKey }: RowReference): KeyRange => ({
  index: '[collection+rowKey]',
  equals: [collection, rowKey],
});

/** What was asked first of all that is still asked of a row's job. */
export async function firstAsked(
  transaction: StoreTransaction,
  row: RowReference,
): Promise<CommandRecord | undefined> {
  return (await transaction.page('howdah_commands', { ...askedOfRow(row), limit: 1 }))[0];
}

/** What a command depends on of the job that it was asked of. */
export function wasOf(jobId: string, full: object | null | undefined): Was {
  const { status, run } = { status: null, run: null, ...full };
  return {
    jobId,
    status: typeof status === 'string' ? status : null,
    run: typeof run === 'number' ? run : null,
  };
}
