import type { Row } from '../collection/collection.ts';
import { fieldOf, fieldsOf, fold, sameValue, withFields } from '../fold/fold.ts';
import type { JournalRecord } from '../store/tables.ts';
import type { RowContext, RowState } from './decision.ts';
import { decidesFor, patchOf } from './row-sides.ts';

/** A row with what Oozie tells merged in. */
export interface Sides {
  merged: Row;
  conflicts: string[];
  /** What could stand in the fields in conflict, and what is left to ask about it. */
  proposal: Row | null;
  questions: string[];
  changedHere: string[];
  /** The row's fields as Oozie has them; null when the job wasn't read yet. */
  patch: Row | null;
  /** What was agreed before this look. */
  base: Row | null;
  /** What is agreed when the row becomes what was merged: all that Oozie told, whatever still has to go there. */
  agreed: Row | null;
}

/** Merges what Oozie tells into a row, or says why its mapping can't tell. */
export function bothSides(
  context: RowContext,
  { mirror, finished }: RowState,
  journal: JournalRecord,
  local: Row,
): Sides | { problem: { message: string; field: string | null } } {
  const { collection, kind, rowKey } = context;
  if (mirror?.full == null || journal.job?.jobId !== mirror.id) {
    return {
      merged: local,
      conflicts: [],
      proposal: null,
      questions: [],
      changedHere: [],
      patch: null,
      base: journal.base,
      agreed: journal.base,
    };
  }
  const told = patchOf(collection, rowKey, mirror.full, mirror.gone, journal.base ?? local);
  if ('problem' in told) return told;
  const { patch } = told;
  let base = journal.base;
  let mine = local;
  if (base !== null && finished?.row != null && !mirror.gone) {
    // What the step brought is agreed now, in the form that Oozie gave it; edits made meanwhile stay edits.
    const sent = finished.row;
    const brought = finished.fields.filter((field) => field in patch);
    const untouched = brought.filter((field) => sameValue(fieldOf(local, field), fieldOf(sent, field)));
    const agrees = kind.agrees(finished, mirror.full);
    base = withFields(base, agrees ? patch : sent, brought);
    if (agrees) mine = withFields(local, patch, untouched);
  }
  if (base === null && finished?.row != null && kind.isShared && kind.agrees(finished, mirror.full)) {
    base = { ...finished.row, ...patch };
  }
  const decides = decidesFor(collection, mine, patch);
  const folded = fold({
    base: base ?? (kind.isShared ? {} : null),
    local: mine,
    remote: patch,
    policy: collection.conflict,
    decides,
    mergeField: collection.mergeField,
  });
  return { ...folded, patch, base, agreed: { ...base, ...patch } };
}

/** What somebody else changed, since both sides last agreed, about the job of a row that was deleted here. */
export function changedThere(
  context: RowContext,
  { mirror }: RowState,
  journal: JournalRecord,
): { fields: string[]; patch: Row } {
  const { base } = journal;
  if (base === null || mirror?.full == null) return { fields: [], patch: {} };
  const told = patchOf(context.collection, context.rowKey, mirror.full, mirror.gone, base);
  if ('problem' in told) return { fields: [], patch: {} };
  const { patch } = told;
  const decides = decidesFor(context.collection, base, patch);
  const fields = fieldsOf(patch).filter(
    (field) => !sameValue(fieldOf(patch, field), fieldOf(base, field)) && decides(field),
  );
  return { fields, patch };
}
