import type { Row } from '../collection/collection.ts';
import { sameValue } from '../fold/fold.ts';
import type { Plan } from '../kinds/kind.ts';
import type { Asked, CommandRecord, JournalRecord, OutboxStep } from '../store/tables.ts';
import { type Decision, decision, named, type RowContext, type RowState, writtenBack } from './decision.ts';
import { park } from './waiting.ts';

/** A row, merged, with the plan for its job. */
export interface Planned {
  /** The job as last read in full. */
  remote: object | undefined;
  journal: JournalRecord;
  local: Row;
  merged: Row;
  /** The row isn't here any more: the step ends its job. */
  deleted?: boolean;
  /** The fields for whose edit the step is planned. */
  edited?: string[];
  /** The command that the step carries out. */
  command?: CommandRecord;
  /** When what the step does was asked. */
  asked?: Asked | undefined;
  patch: Row | null;
  /** The fields that the planned step brings to the server. */
  brought: string[];
  plan: Plan;
  fixedDigest: string;
}

/**
 * Turns a plan into what is written. `reconcileAnew` decides on the row again, without its old job.
 */
export function carryOut(
  context: RowContext,
  state: RowState,
  planned: Planned,
  reconcileAnew: (state: RowState, local: Row) => Decision,
): Decision {
  const { journal, local, merged, patch, plan } = planned;
  const { resolved: _resolved, ...unsettled } = journal;
  const settledJournal = { ...unsettled, conflict: null, problem: null };
  switch (plan.next) {
    case 'nothing': {
      // Both sides agree: the row takes Oozie's form of every field, such as times rounded to the minute.
      const agreed = patch === null ? merged : { ...merged, ...patch };
      const changed = !sameValue(agreed, local);
      // Without a job nobody has agreed to anything: a row that was to be killed before it had one may come back.
      const base = journal.job === null ? journal.base : agreed;
      return decision({
        journal: { ...settledJournal, base, state: 'settled' },
        row: changed ? { put: agreed } : undefined,
        activities: changed ? [writtenBack(journal, patch)] : [],
      });
    }
    case 'park':
      return park(
        context,
        journal,
        { message: named(context, plan.message), field: plan.field, code: null, ...askedWhen(planned) },
        { put: merged, local },
      );
    case 'replace': {
      const { job } = journal;
      const kill = context.kind.planKill({
        link: job,
        remote: state.mirror?.full ?? undefined,
        gone: state.mirror?.gone ?? false,
      });
      if (kill.next === 'step')
        return enqueue(context, { ...planned, brought: [] }, kill.action, kill.payload);
      const renewed = { ...settledJournal, key: context.newKey(), job: null, jobId: '', base: null };
      const anew = { ...state, journal: renewed, mirror: undefined, finished: undefined };
      const again = reconcileAnew(anew, merged);
      return again.row === undefined && !sameValue(merged, local)
        ? { ...again, row: { put: merged } }
        : again;
    }
    case 'step':
      return enqueue(context, planned, plan.action, plan.payload, dueAfter(context, state));
  }
}

/** What was submitted is started before anything that was due with it: first come, first run. */
const dueAfter = ({ now }: RowContext, { finished }: RowState): number =>
  finished?.action === 'submit' ? Math.min(now, finished.dueAt - 1) : now;

/** Puts the row's next step into the outbox, to be sent from `dueAt` on, in epoch ms. */
export function enqueue(
  context: RowContext,
  planned: Planned,
  action: OutboxStep['action'],
  payload: unknown,
  dueAt = context.now,
): Decision {
  const { journal, local, merged, patch, brought, fixedDigest } = planned;
  const job = journal.job ?? {
    jobId: null,
    bundleId: null,
    fixedDigest,
    submittedAt: context.now,
    started: false,
  };
  const changed = !sameValue(merged, local);
  return decision({
    // What was merged is written back at once, and what the server has is agreed from here on.
    journal: { ...journal, state: 'working', conflict: null, problem: null },
    row: changed ? { put: merged } : undefined,
    step: {
      collection: context.collection.store,
      rowKey: context.rowKey,
      kind: context.kind.name,
      action,
      state: 'queued',
      key: journal.key,
      job,
      payload,
      row: planned.deleted ? null : merged,
      seen: seenBy(context, planned, action),
      fields: brought,
      edited: planned.command === undefined ? (planned.edited ?? []) : [],
      ...(planned.command === undefined || action === 'look' ? {} : { command: planned.command.id }),
      ...askedWhen(planned),
      attempts: 0,
      uncertain: false,
      epoch: 0,
      dueAt,
      createdAt: context.now,
      firstSentAt: null,
      lastSentAt: null,
      problem: null,
    },
    activities: [
      { step: 'transform', message: `mapped to ${context.kind.name}: next is ${action}`, jobId: job.jobId },
      ...(changed ? [writtenBack(journal, patch)] : []),
    ],
  });
}

const askedWhen = ({ asked }: Planned) => (asked === undefined ? {} : { asked });

/** Submitting and starting can overwrite nothing; every other command is sent only to the job that it was meant for. */
function seenBy({ kind }: RowContext, { remote }: Planned, action: OutboxStep['action']): unknown {
  const isCommand = action !== 'submit' && action !== 'start' && action !== 'look';
  return isCommand && remote !== undefined ? kind.sees(remote) : null;
}
