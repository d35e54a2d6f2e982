import type { Row } from '../collection/collection.ts';
import { proposalFor } from '../conflict/proposal.ts';
import { sameValue } from '../fold/fold.ts';
import type { JournalRecord, MirrorRecord, Problem } from '../store/tables.ts';
import { bothSides, type Sides } from './both-sides.ts';
import { type Decision, decision, type RowContext, type RowState, writtenBack } from './decision.ts';

/** The row waits for a person. What the server told is written back all the same. */
export function park(
  context: RowContext,
  journal: JournalRecord,
  problem: Omit<Problem, 'since'>,
  rows?: { put: Row; local: Row },
): Decision {
  const isNews = journal.problem?.message !== problem.message;
  return decision({
    journal: {
      ...journal,
      state: 'parked',
      conflict: null,
      problem: { ...problem, since: isNews ? context.now : (journal.problem?.since ?? context.now) },
    },
    row: rows !== undefined && !sameValue(rows.put, rows.local) ? { put: rows.put } : undefined,
    activities: isNews
      ? [{ step: 'transform', message: `parked: ${problem.message}`, jobId: journal.job?.jobId ?? null }]
      : [],
  });
}

/**
 * The row waits for what it refers to, and is looked at again when that changes. One whose job needs nothing now doesn't
 * wait for it. What the server told is written back all the same.
 */
export function hold(
  context: RowContext,
  journal: JournalRecord,
  problem: Pick<Problem, 'message' | 'field'>,
  { sides, local }: { sides: Sides; local: Row },
): Decision {
  const row = sameValue(sides.merged, local) ? undefined : { put: sides.merged };
  if (journal.job !== null && sides.changedHere.length === 0 && sides.patch !== null) {
    return decision({ journal: { ...journal, state: 'settled', conflict: null, problem: null }, row });
  }
  const isNews = journal.problem?.message !== problem.message;
  const since = isNews ? context.now : (journal.problem?.since ?? context.now);
  return decision({
    journal: { ...journal, state: 'waiting', conflict: null, problem: { ...problem, code: null, since } },
    row,
    activities: isNews
      ? [{ step: 'transform', message: problem.message, jobId: journal.job?.jobId ?? null }]
      : [],
  });
}

/** A parked row isn't tried again by itself, but still shows what the server tells. */
export function whileParked(context: RowContext, state: RowState): Decision {
  const { journal, local } = state;
  if (journal === undefined || local === undefined) return decision({});
  const sides = bothSides(context, state, journal, local);
  if ('problem' in sides || sides.conflicts.length > 0 || sides.patch === null) return decision({});
  const told = { ...journal, base: sides.agreed };
  if (sameValue(sides.merged, local)) return decision({ journal: told });
  return decision({
    journal: told,
    row: { put: sides.merged },
    activities: [writtenBack(journal, sides.patch)],
  });
}

/** Both sides changed the row, and no policy says who wins: a person does. Nothing is sent until then. */
export function conflict(
  context: RowContext,
  journal: JournalRecord,
  local: Row | null,
  patch: Row | null,
  fields: string[],
  known: { mirror: MirrorRecord | undefined; merged?: Row | null; questions?: string[] },
): Decision {
  const remote = { ...(local ?? journal.base ?? {}), ...patch };
  const since = journal.conflict?.since ?? context.now;
  const isNews = journal.state !== 'conflict';
  const { resolved: _resolved, ...unsettled } = journal;
  const proposed = proposalFor({ local, remote, merged: known.merged ?? null }, fields, known.mirror);
  return decision({
    journal: {
      ...unsettled,
      state: 'conflict',
      problem: null,
      conflict: {
        remote,
        fields,
        since,
        ...proposed,
        ...(known.merged == null ? {} : { questions: known.questions ?? [] }),
      },
    },
    activities: isNews
      ? [
          {
            step: 'resolve',
            message: `conflict in ${fields.join(', ')}: changed here and on Oozie`,
            jobId: journal.job?.jobId ?? null,
          },
        ]
      : [],
  });
}
