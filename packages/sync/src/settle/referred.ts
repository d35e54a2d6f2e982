import { intentOf } from '../journal/capture.ts';
import type { DefinitionJob } from '../kinds/definition/plan.ts';
import { type DefinitionReference, nameOfReference, type Referred } from '../plan/references.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { RowReference } from '../view/view-types.ts';
import type { EngineContext } from './context.ts';

/**
 * What is known of a definition that a row refers to. A row that has its job already goes on with the revision that is
 * published, whatever is under way with a newer one; one that has none waits for it.
 */
export async function referredBy(
  context: EngineContext,
  transaction: StoreTransaction,
  reference: DefinitionReference,
  hasJob: boolean,
): Promise<Referred> {
  const name = nameOfReference(reference);
  const { collection, key } = reference;
  const bound = context.collections.get(collection);
  if (bound === undefined) {
    return { wrong: `refers to ${name}, but no collection "${collection}" is declared. Declare it, too.` };
  }
  if (bound.kind.name !== 'definition') {
    return {
      wrong: `refers to ${name}, which is a ${bound.kind.name}. Only rows of a collection of definitions can be referred to, and they refer to nothing.`,
    };
  }
  const journal = await transaction.get('howdah_journal', [collection, key]);
  const jobId = journal?.job?.jobId ?? null;
  const mirror = jobId === null ? undefined : await transaction.get('howdah_jobs', jobId);
  const published = (mirror?.full as DefinitionJob | null | undefined)?.current;
  const isPublished = published !== undefined && mirror?.gone === false;
  if (isPublished && hasJob) return { text: published.text };
  if ((await transaction.row(collection, key)) === undefined) {
    return { waitsFor: `waits for ${name}, which isn’t there. Write it, or refer to another definition.` };
  }
  if (journal?.state === 'parked') {
    return { waitsFor: `waits for ${name}, which is parked: ${journal.problem?.message ?? ''}` };
  }
  if (journal?.state === 'conflict') {
    return { waitsFor: `waits for ${name}, which is in conflict. Settle that.` };
  }
  const isEdited = (await transaction.get('howdah_intents', [collection, key]))?.by === 'app';
  if (journal?.state !== 'settled' || isEdited) return { waitsFor: `waits until ${name} is stored.` };
  if (isPublished) return { text: published.text };
  return { waitsFor: `waits for ${name}, which somebody took off. Edit it, so that it is published again.` };
}

const prefixOf = (collection: string, key: IDBValidKey) => `refers:${JSON.stringify([collection, key])}`;

/** Notes that a row refers to a definition, so that it is looked at when that changes. */
export async function noteReference(
  transaction: StoreTransaction,
  { collection, rowKey }: RowReference,
  to: DefinitionReference,
): Promise<void> {
  const name = `${prefixOf(to.collection, to.key)}${JSON.stringify([collection, rowKey])}`;
  if ((await transaction.get('howdah_meta', name)) !== undefined) return;
  await transaction.put('howdah_meta', { name, value: { collection, rowKey } });
}

/** Asks for a look at the rows that refer to a definition; forgets those that are gone. */
export async function askReferring(transaction: StoreTransaction, definition: RowReference): Promise<void> {
  const prefix = prefixOf(definition.collection, definition.rowKey);
  const notes = await transaction.page('howdah_meta', { above: prefix, below: `${prefix}\uffff` });
  for (const { name, value } of notes) {
    const { collection, rowKey } = value as RowReference;
    if ((await transaction.get('howdah_journal', [collection, rowKey])) === undefined) {
      await transaction.delete('howdah_meta', [name]);
    } else if ((await transaction.get('howdah_intents', [collection, rowKey])) === undefined) {
      await transaction.put('howdah_intents', intentOf(collection, rowKey, 'mirror'));
    }
  }
}
