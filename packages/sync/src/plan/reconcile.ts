import type { Collection, Row } from '../collection/collection.ts';
import { fieldOf, fieldsOf, fold, sameValue, withFields } from '../fold/fold.ts';
import type { Kind, Plan } from '../kinds/kind.ts';
import type { IntentRecord, JournalRecord, MirrorRecord, OutboxStep, Problem } from '../store/tables.ts';
import type { Activity } from '../view/view-types.ts';
import { decidesFor, patchOf, specOf } from './row-sides.ts';

/** Everything that is known of one row, read in one transaction. */
export interface RowState {
  intent: IntentRecord | undefined;
  journal: JournalRecord | undefined;
  /** The row in the app's store; undefined when it isn't there. */
  local: Row | undefined;
  /** What the mirror has of the row's job. */
  mirror: MirrorRecord | undefined;
  /** The row's step that isn't done, if there is one. */
  open: OutboxStep | undefined;
  /** The step that has just been done, in this very transaction. */
  finished: OutboxStep | undefined;
}

export interface RowContext {
  collection: Collection;
  kind: Kind;
  rowKey: IDBValidKey;
  /** Epoch ms. */
  now: number;
  /** A new key for a new job. */
  newKey: () => string;
  /** Whether a row that isn't synced yet has to go out. */
  isOutgoing: (row: Row) => boolean;
}

/** What has to be written, all in the same transaction. */
export interface Decision {
  /** Leave everything as it is and look again when the open step is done. */
  wait: boolean;
  journal: JournalRecord | 'delete' | undefined;
  row: { put: Row } | 'delete' | undefined;
  step: OutboxStep | undefined;
  cancel: OutboxStep | undefined;
  activities: Omit<Activity, 'at' | 'collection' | 'rowKey'>[];
}

const decision = (parts: Partial<Decision>): Decision => ({
  wait: false,
  journal: undefined,
  row: undefined,
  step: undefined,
  cancel: undefined,
  activities: [],
  ...parts,
});

/** The row as it was when it was last tried, so that only a change of it is a reason to try again. */
const isUntouched = (state: RowState): boolean => state.intent?.by === 'mirror' || state.intent === undefined;

/**
 * Decides what becomes of one row: the heart of the engine, and pure. It is called whenever anything about the row
 * changed (a write of the app, news of the job, a finished step, a person's decision) and always starts from the
 * whole state, so a crash before or after it changes nothing.
 */
export function reconcile(context: RowContext, state: RowState): Decision {
  const { open } = state;
  if (open !== undefined && (open.state === 'sending' || open.state === 'unknown' || open.uncertain)) {
    return decision({ wait: true });
  }
  if (open?.state === 'parked' && isUntouched(state)) return whileParked(context, state);

  const cancel = open;
  const rest =
    state.local === undefined ? reconcileDeleted(context, state) : reconcileRow(context, state, state.local);
  const { step } = rest;
  return { ...rest, step: step === undefined ? undefined : continued(step, open), cancel };
}

/** A step that takes the place of one that asked for the same has been tried as often, so that it ends some time. */
function continued(step: OutboxStep, replaced: OutboxStep | undefined): OutboxStep {
  if (replaced?.state !== 'queued' || replaced.key !== step.key || replaced.action !== step.action)
    return step;
  const { attempts, firstSentAt, lastSentAt } = replaced;
  const sent = { ...step, attempts, firstSentAt, lastSentAt };
  return sameValue(replaced.payload, step.payload) ? { ...sent, dueAt: replaced.dueAt } : sent;
}

function reconcileRow(context: RowContext, state: RowState, local: Row): Decision {
  const { collection, kind, rowKey } = context;
  const existing = state.journal;
  if (!existing?.job && !context.isOutgoing(local)) {
    return decision(existing === undefined ? {} : { journal: 'delete' });
  }
  if (existing?.state === 'parked' && isUntouched(state)) return whileParked(context, state);
  const journal = existing ?? newJournal(context, state.intent);

  const sides = bothSides(context, state, journal, local);
  if ('problem' in sides) return park(context, journal, { ...sides.problem, code: null });
  const { merged, conflicts, changedHere, patch, base, agreed } = sides;
  if (conflicts.length > 0) return conflict(context, { ...journal, base }, local, patch, conflicts);

  const merging = { ...journal, base: agreed };
  const mapped = specOf(collection, kind, rowKey, merged);
  if ('problem' in mapped)
    return park(context, merging, { ...mapped.problem, code: null }, { put: merged, local });
  const before = agreed === null ? null : specOf(collection, kind, rowKey, agreed);
  const planFor = (spec: unknown): Plan =>
    kind.plan({
      base: before === null || 'problem' in before ? null : before.spec,
      wanted: spec,
      fixedDigest: kind.fixedDigest(spec),
      link: journal.job,
      remote: state.mirror?.full ?? undefined,
      gone: state.mirror?.gone ?? false,
      onFixedChange: collection.onFixedChange,
    });
  const plan = planFor(mapped.spec);
  const brings = (field: string): boolean => {
    const without = specOf(collection, kind, rowKey, withFields(merged, agreed ?? merged, [field]));
    return 'problem' in without || !sameValue(planFor(without.spec), plan);
  };
  return carryOut(context, state, {
    journal: merging,
    local,
    merged,
    patch,
    brought: changedHere.filter(brings),
    plan,
    fixedDigest: kind.fixedDigest(mapped.spec),
    remote: state.mirror?.full ?? undefined,
  });
}

interface Sides {
  merged: Row;
  conflicts: string[];
  changedHere: string[];
  /** The row's fields as Oozie has them; null when the job wasn't read yet. */
  patch: Row | null;
  /** What was agreed before this look. */
  base: Row | null;
  /** What is agreed when the row becomes what was merged: all that Oozie told, whatever still has to go there. */
  agreed: Row | null;
}

function bothSides(
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
  const decides = decidesFor(collection, mine, patch);
  const folded = fold({ base, local: mine, remote: patch, policy: collection.conflict, decides });
  return { ...folded, patch, base, agreed: { ...base, ...patch } };
}

interface Planned {
  /** The job as last read in full. */
  remote: object | undefined;
  journal: JournalRecord;
  local: Row;
  merged: Row;
  patch: Row | null;
  /** The fields that the planned step brings to the server. */
  brought: string[];
  plan: Plan;
  fixedDigest: string;
}

function carryOut(context: RowContext, state: RowState, planned: Planned): Decision {
  const { journal, local, merged, patch, plan } = planned;
  const settledJournal = { ...journal, conflict: null, problem: null };
  switch (plan.next) {
    case 'nothing': {
      // Both sides agree: the row takes Oozie's form of every field, such as times rounded to the minute.
      const agreed = patch === null ? merged : { ...merged, ...patch };
      const changed = !sameValue(agreed, local);
      return decision({
        journal: { ...settledJournal, base: agreed, state: 'settled' },
        row: changed ? { put: agreed } : undefined,
        activities: changed ? [writtenBack(journal, patch)] : [],
      });
    }
    case 'park':
      return park(
        context,
        journal,
        { message: named(context, plan.message), field: plan.field, code: null },
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
      const again = reconcileRow(
        context,
        { ...state, journal: renewed, mirror: undefined, finished: undefined },
        merged,
      );
      return again.row === undefined && !sameValue(merged, local)
        ? { ...again, row: { put: merged } }
        : again;
    }
    case 'step':
      return enqueue(context, planned, plan.action, plan.payload);
  }
}

function enqueue(
  context: RowContext,
  planned: Planned,
  action: OutboxStep['action'],
  payload: unknown,
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
      row: merged,
      seen: seenBy(context, planned, action),
      fields: brought,
      attempts: 0,
      uncertain: false,
      epoch: 0,
      dueAt: context.now,
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

/** Submitting and starting can overwrite nothing; every other command is sent only to the job that it was meant for. */
function seenBy({ kind }: RowContext, { remote }: Planned, action: OutboxStep['action']): unknown {
  const isCommand = action !== 'submit' && action !== 'start' && action !== 'look';
  return isCommand && remote !== undefined ? kind.sees(remote) : null;
}

const writtenBack = (journal: JournalRecord, patch: Row | null): Decision['activities'][number] => ({
  step: 'write back',
  message: patch === null ? 'row updated' : `row updated with ${fieldsOf(patch).join(', ')}`,
  jobId: journal.job?.jobId ?? null,
});

const named = (context: RowContext, message: string) =>
  `${context.collection.store} ${JSON.stringify(context.rowKey)}: ${message}`;

/** The row waits for a person. What the server told is written back all the same. */
function park(
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

/** A parked row isn't tried again by itself, but still shows what the server tells. */
function whileParked(context: RowContext, state: RowState): Decision {
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

function conflict(
  context: RowContext,
  journal: JournalRecord,
  local: Row | null,
  patch: Row | null,
  fields: string[],
): Decision {
  const remote = { ...(local ?? journal.base ?? {}), ...patch };
  const since = journal.conflict?.since ?? context.now;
  const isNews = journal.state !== 'conflict';
  return decision({
    journal: { ...journal, state: 'conflict', problem: null, conflict: { remote, fields, since } },
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

function reconcileDeleted(context: RowContext, state: RowState): Decision {
  const { collection, kind } = context;
  const { journal, mirror } = state;
  if (journal === undefined) return decision({});
  const forget = decision({ journal: 'delete' });
  const job = journal.job;
  const full = mirror?.full ?? undefined;
  if (job === null) return forget;
  // An unstarted job was never asked to be left: it would stay inert on the server for ever.
  if (collection.onDelete === 'leave' && job.started) return forget;

  const remoteChange = changedThere(context, state, journal);
  if (remoteChange.fields.length > 0 && collection.conflict !== 'local') {
    if (collection.conflict === 'remote') {
      const row = { ...journal.base, ...remoteChange.patch };
      return decision({
        journal: { ...journal, base: row, state: 'settled', conflict: null, problem: null },
        row: { put: row },
        activities: [
          { step: 'resolve', message: 'deleted here, changed on Oozie: the row is back', jobId: job.jobId },
        ],
      });
    }
    return conflict(context, journal, null, remoteChange.patch, remoteChange.fields);
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

/** What somebody else changed, since both sides last agreed, about the job of a row that was deleted here. */
function changedThere(
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

function newJournal(
  { collection, kind, rowKey, newKey }: RowContext,
  intent: IntentRecord | undefined,
): JournalRecord {
  return {
    collection: collection.store,
    rowKey,
    kind: kind.name,
    key: intent?.stamp ?? newKey(),
    base: null,
    state: 'due',
    job: null,
    jobId: '',
    conflict: null,
    problem: null,
  };
}
