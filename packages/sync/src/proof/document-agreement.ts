import { currentOf } from '../kinds/definition/published.ts';
import type { Store } from '../store/store.ts';
import { documentParts } from './documents.ts';
import { type Publishing, revisionsThere } from './published-there.ts';
import { documentIds, visitIds } from './row-ids.ts';
import type { Wishes } from './wishes.ts';

/**
 * Where a document and its current revision differ although both sides rest, where an edit of it, here or there, came
 * to nothing, or where a row waits for a document that is there.
 */
export async function documentDisagreements(
  { app, oozie }: { readonly app: Store; readonly oozie: Pick<Publishing, 'jobs'> },
  { wishes, published }: { readonly wishes: Wishes; readonly published: Wishes },
): Promise<string[]> {
  return app.read(['documents', 'howdah_journal'], async (transaction) => {
    const found: string[] = [];
    for (const id of documentIds) {
      const row = await transaction.row('documents', id);
      const journal = await transaction.get('howdah_journal', ['documents', id]);
      if (journal?.state === 'parked' || journal?.state === 'conflict') continue;
      // Those that it took the place of count for nothing, and go with the next.
      const current = currentOf(revisionsThere(oozie, id));
      if (row === undefined) {
        // What somebody else published unseen is theirs, and stays.
        if (current?.user === 'inspector')
          found.push(`${id} is deleted and still published: ${current.jobId}`);
        continue;
      }
      const isKnown = oozie.jobs().workflows.some((job) => job.id === journal?.jobId);
      for (const visit of visitIds) {
        const waiting = await transaction.get('howdah_journal', ['visits', visit]);
        if (waiting?.state === 'waiting' && current !== undefined && isKnown)
          found.push(`1: ${visit} still waits for ${id}: ${JSON.stringify(waiting.problem)}`);
      }
      // Somebody took it off, or what it was known by was purged after another revision took its place: the row's user
      // sees that it is gone.
      if (current === undefined || !isKnown) continue;
      const { xml } = row as { xml: string };
      if (xml !== current.text)
        found.push(
          `5: ${id} shows ${JSON.stringify(documentParts(xml))}, and ${current.jobId} tells of another`,
        );
      const parts = documentParts(current.text);
      found.push(...wishes.lostIn(id, parts).map((lost) => `${id} 1: ${lost}`));
      found.push(...published.lostIn(id, parts).map((lost) => `${id} 4, published by somebody: ${lost}`));
    }
    return found;
  });
}
