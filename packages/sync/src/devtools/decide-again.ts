import type { Collection, ConflictPolicy, Row } from '../collection/collection.ts';
import { kinds } from '../kinds/index.ts';
import type { Decision, RowContext, RowState } from '../plan/decision.ts';
import { reconcile } from '../plan/reconcile.ts';
import { type Ask, contextAsking, questionOf } from './answers.ts';
import type { DecisionEntry, LoggedCollection } from './log-entry.ts';
import { type Packed, unpacked } from './packed.ts';

/** What is decided today, or why that can't be told. */
export type DecidedAgain =
  | { readonly made: Decision }
  | { readonly threw: string }
  | { readonly whyNot: string };

/** What a log can't answer; whoever asks has to be given the app's own functions. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

const unanswerable = (): never => {
  throw new Unanswered();
};

const isParts = (value: Packed | undefined): value is { readonly [name: string]: Packed } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A policy as it was declared; its functions are asked by name, of what the log has. */
function policyOf(declared: Packed): ConflictPolicy<Row> {
  if (declared === 'local' || declared === 'remote' || declared === 'merge' || declared === 'manual')
    return declared;
  if (!isParts(declared)) return 'merge';
  const { fields, otherwise = 'merge' } = declared;
  if (!isParts(fields)) return unanswerable;
  const whole = policyOf(otherwise);
  return {
    fields: Object.fromEntries(
      Object.entries(fields).map(([field, one]) => [
        field,
        one === 'local' || one === 'remote' || one === 'merge' ? one : unanswerable,
      ]),
    ),
    otherwise: typeof whole === 'object' ? 'merge' : whole,
  };
}

const collectionOf = (declared: LoggedCollection): Collection => ({
  store: declared.store,
  kind: declared.kind,
  jobs: kinds[declared.kind],
  outgoing: undefined,
  onDelete: declared.onDelete,
  onFixedChange: declared.onFixedChange,
  conflict: policyOf(declared.conflict),
  toOozie: unanswerable,
  fromOozie: unanswerable,
  ...(declared.hasCheck ? { check: unanswerable } : {}),
  ...(declared.hasMergeField ? { mergeField: unanswerable } : {}),
});

/**
 * Decides anew on what is logged of a decision. What the app's functions answered then, the log knows; with the app's
 * own collection, its functions are asked instead.
 */
export function decideAgain(
  entry: DecisionEntry,
  texts: readonly string[],
  own: Collection | undefined,
): DecidedAgain {
  const unanswered = new Set<string>();
  const ask: Ask = (name, given) => {
    const answer = entry.answers[questionOf(name, given)];
    if (answer === undefined) {
      unanswered.add(name);
      throw new Unanswered();
    }
    if ('threw' in answer) throw new Error(answer.threw);
    return unpacked(answer.gave, texts);
  };
  const keys = [...entry.keys];
  let made = 0;
  const newKey = () => {
    made += 1;
    return keys.shift() ?? `new-key-${made}`;
  };
  const logged: RowContext = contextAsking(ask, {
    collection: collectionOf(entry.declared),
    kind: kinds[entry.declared.kind],
    // Written by this package, from a row's context and state.
    rowKey: unpacked(entry.rowKey) as IDBValidKey,
    now: entry.now,
    newKey,
    isOutgoing: unanswerable,
    refer: unanswerable,
  });
  const context = own === undefined ? logged : { ...logged, collection: own };
  try {
    const decided = reconcile(context, unpacked(entry.state, texts) as RowState);
    if (unanswered.size === 0) return { made: decided };
  } catch (error) {
    if (unanswered.size === 0) return { threw: error instanceof Error ? error.message : String(error) };
  }
  return {
    whyNot: `this Howdah asks ${[...unanswered].join(', ')} for what wasn’t asked then. Give the app’s collections to \`replayLog\`.`,
  };
}
