import { winsDeletion } from '../conflict/policy.ts';
import { changedThere } from './both-sides.ts';
import { enqueue } from './carry-out.ts';
import { type Decision, decision, noneAsked, type RowContext, type RowState } from './decision.ts';
import { conflict } from './waiting.ts';

/** Decides what becomes of a row that was deleted here. */
export function reconcileDeleted(context: RowContext, state: RowState): Decision {
  const { collection, kind } = context;
  const { journal, mirror } = state;
  if (journal === undefined) return decision(noneAsked(state));
  const forget = decision({ journal: 'delete', ...noneAsked(state) });
  const job = journal.job;
  const full = mirror?.full ?? undefined;
  if (job === null) return forget;
  // An unstarted job was never asked to be left: it would stay inert on the server for ever.
  if (collection.onDelete === 'leave' && job.started) return forget;

  const remoteChange = changedThere(context, state, journal);
  const winner = winsDeletion(collection.conflict, remoteChange.fields);
  if (remoteChange.fields.length > 0 && winner !== 'local') {
    if (winner === 'remote') {
      const row = { ...journal.base, ...remoteChange.patch };
      return decision({
        journal: { ...journal, base: row, state: 'settled', conflict: null, problem: null },
        row: { put: row },
        activities: [
          { step: 'resolve', message: 'deleted here, changed on Oozie: the row is back', jobId: job.jobId },
        ],
      });
    }
    return conflict(context, journal, null, remoteChange.patch, remoteChange.fields, { mirror });
  }

  const plan = kind.planKill({ link: job, remote: full, gone: mirror?.gone ?? false });
  if (plan.next !== 'step') return forget;
  const base = journal.base ?? {};
  return enqueue(
    context,
    {
      journal,
      local: base,
      merged: base,
      deleted: true,
      patch: null,
      brought: [],
      plan,
      fixedDigest: job.fixedDigest,
      remote: full,
    },
    plan.action,
    plan.payload,
  );
}
