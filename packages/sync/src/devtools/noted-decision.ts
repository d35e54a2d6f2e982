import type { Collection, ConflictPolicy, Row } from '../collection/collection.ts';
import type { Decision, RowContext, RowState } from '../plan/decision.ts';
import type { Decide } from '../store/transaction-log.ts';
import { contextAsking, questionOf } from './answers.ts';
import type { DecisionEntry, LoggedAnswer, LoggedCollection } from './log-entry.ts';
import { type Packed, packed, type TextTable } from './packed.ts';

function declaredPolicy(policy: ConflictPolicy<Row>): Packed {
  if (typeof policy === 'function') return { asks: true };
  if (typeof policy === 'string') return policy;
  const fields = Object.entries<unknown>(policy.fields).map(([field, one]): [string, Packed] => [
    field,
    typeof one === 'string' ? one : { asks: true },
  ]);
  const { otherwise = 'merge' } = policy;
  return { fields: Object.fromEntries(fields), otherwise: declaredPolicy(otherwise) };
}

const declared = ({
  store,
  kind,
  onDelete,
  onFixedChange,
  conflict,
  mergeField,
  check,
}: Collection): LoggedCollection => ({
  store,
  kind,
  onDelete,
  onFixedChange,
  conflict: declaredPolicy(conflict),
  hasMergeField: mergeField !== undefined,
  hasCheck: check !== undefined,
});

/** Decides, and gives what a log needs to decide it again: without the app's functions, whose answers it has. */
export function notedDecision(
  decide: Decide,
  context: RowContext,
  state: RowState,
  table: TextTable,
): { made: Decision; entry: DecisionEntry | undefined } {
  const answers: Record<string, LoggedAnswer> = {};
  const keys: string[] = [];
  const { newKey } = context;
  const asking = contextAsking(
    (name, given, own) => {
      let answer: LoggedAnswer | undefined;
      try {
        const gave = own();
        answer = writable(() => ({ gave: packed(gave, table) }));
        return gave;
      } catch (error) {
        answer = { threw: error instanceof Error ? error.message : String(error) };
        throw error;
      } finally {
        const question = writable(() => questionOf(name, given));
        if (question !== undefined && answer !== undefined) answers[question] = answer;
      }
    },
    {
      ...context,
      newKey() {
        const key = newKey();
        keys.push(key);
        return key;
      },
    },
  );
  const made = decide(asking, state);
  // At once: what is decided is written to the store next, which gives it numbers.
  const entry = writable(
    (): DecisionEntry => ({
      what: 'decision',
      collection: context.collection.store,
      rowKey: packed(context.rowKey),
      jobId: state.journal?.job?.jobId ?? state.journal?.job?.bundleId ?? null,
      declared: declared(context.collection),
      now: context.now,
      keys,
      answers,
      state: packed(state, table),
      made: packed(made, table),
    }),
  );
  return { made, entry };
}

/** What an app's function returned may be anything: if it can't be written down, that is no reason to stop. */
function writable<T>(write: () => T): T | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}
