import type { Row } from '../collection/collection.ts';
import { fieldOf, fieldsOf, sameValue, withFields } from '../fold/fold.ts';
import type { Plan } from '../kinds/kind.ts';
import type { IntentRecord, JournalRecord, OutboxStep } from '../store/tables.ts';
import { askedOf } from './asked.ts';
import { bothSides } from './both-sides.ts';
import { carryOut } from './carry-out.ts';
import { carryOutCommand } from './carry-out-command.ts';
import { type Decision, decision, named, noneAsked, type RowContext, type RowState } from './decision.ts';
import { reconcileDeleted } from './reconcile-deleted.ts';
import { specOf } from './row-sides.ts';
import { conflict, hold, park, whileParked } from './waiting.ts';

export type { Decision, RowContext, RowState } from './decision.ts';

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
  if (replaced.command !== step.command) return step;
  const { attempts, firstSentAt, lastSentAt, asked = step.asked } = replaced;
  const sent = { ...step, attempts, firstSentAt, lastSentAt, ...(asked === undefined ? {} : { asked }) };
  return sameValue(replaced.payload, step.payload) ? { ...sent, dueAt: replaced.dueAt } : sent;
}

function reconcileRow(context: RowContext, state: RowState, local: Row): Decision {
  const { collection, kind } = context;
  const existing = state.journal;
  if (!existing?.job && !context.isOutgoing(local)) {
    return decision({ journal: existing === undefined ? undefined : 'delete', ...noneAsked(state) });
  }
  if (existing?.state === 'parked' && isUntouched(state)) return whileParked(context, state);
  if (existing !== undefined && wasKilledForDeletion(state)) {
    // The row came back while its job was being killed: it asks for a job of its own.
    const anew = { ...state, journal: undefined, mirror: undefined, finished: undefined };
    const made = reconcileRow(context, anew, local);
    return made.journal === undefined ? { ...made, journal: 'delete' } : made;
  }
  const journal = keyedFor(context, state, existing ?? newJournal(context, state.intent));

  const sides = bothSides(context, state, journal, local);
  if ('problem' in sides) return park(context, journal, { ...sides.problem, code: null });
  const { merged, conflicts, changedHere, patch, base, agreed, proposal, questions } = sides;
  if (conflicts.length > 0) {
    const proposed = { mirror: state.mirror, merged: proposal, questions };
    const known = base === null || patch === null ? base : withFields(base, patch, alike(local, patch));
    return conflict(context, { ...journal, base: known }, local, patch, conflicts, proposed);
  }

  const merging = { ...journal, base: agreed };
  const mapped = specOf(context, merged);
  if ('waits' in mapped) return hold(context, merging, mapped.problem, { sides, local });
  if ('problem' in mapped)
    return park(context, merging, { ...mapped.problem, code: null }, { put: merged, local });
  const before = agreed === null ? null : specOf(context, agreed);
  const asked = askedOf(state);
  const planFor = (spec: unknown): Plan =>
    kind.plan({
      base: before === null || 'problem' in before ? null : before.spec,
      wanted: spec,
      fixedDigest: kind.fixedDigest(spec),
      link: journal.job,
      remote: state.mirror?.full ?? undefined,
      gone: state.mirror?.gone ?? false,
      onFixedChange: collection.onFixedChange,
      asked,
    });
  const plan = planFor(mapped.spec);
  const refusal = bringsText(plan) ? collection.check?.(mapped.spec) : undefined;
  if (refusal !== undefined) {
    return park(
      context,
      merging,
      { ...refusal, message: named(context, refusal.message) },
      { put: merged, local },
    );
  }
  const brings = (field: string): boolean => {
    const without = specOf(context, withFields(merged, agreed ?? merged, [field]));
    return 'problem' in without || !sameValue(planFor(without.spec), plan);
  };
  const planned = {
    journal: merging,
    local,
    merged,
    patch,
    brought: changedHere.filter(brings),
    edited: differingFields(merged, agreed).filter(brings),
    plan,
    fixedDigest: kind.fixedDigest(mapped.spec),
    remote: state.mirror?.full ?? undefined,
    asked,
  };
  if (plan.next === 'nothing' && state.asked !== undefined)
    return carryOutCommand(context, state, planned, state.asked);
  return carryOut(context, state, planned, (anew, row) => reconcileRow(context, anew, row));
}

/** What both sides have is agreed even while they differ in other fields: a change of it there is news then. */
const alike = (local: Row, patch: Row): string[] =>
  fieldsOf(patch).filter((field) => sameValue(fieldOf(local, field), fieldOf(patch, field)));

/** Only what is about to be sent has to be checked. */
const bringsText = (plan: Plan): boolean =>
  plan.next === 'step' && (plan.action === 'submit' || plan.action === 'change');

const differingFields = (row: Row, agreed: Row | null): string[] =>
  agreed === null
    ? []
    : fieldsOf({ ...agreed, ...row }).filter(
        (field) => !sameValue(fieldOf(row, field), fieldOf(agreed, field)),
      );

/** A step of a deleted row brings no row. */
const wasKilledForDeletion = ({ finished }: RowState): boolean =>
  finished?.action === 'kill' && finished.row === null;

/**
 * A submission that may still be on its way carries what the row asked for then. If the row asks for something else by
 * now, that goes out under a key of its own, or the old job would be taken for the new one.
 */
function keyedFor(context: RowContext, { open, local }: RowState, journal: JournalRecord): JournalRecord {
  if (open?.action !== 'submit' || open.firstSentAt === null || journal.job !== null || local === undefined)
    return journal;
  const mapped = specOf(context, local);
  const isSame = 'spec' in mapped && context.kind.fixedDigest(mapped.spec) === open.job?.fixedDigest;
  return isSame ? journal : { ...journal, key: context.newKey() };
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
