import type {
  Collection,
  ConflictPolicy,
  ConflictSides,
  FieldPolicy,
  Row,
  WholePolicy,
} from '../collection/collection.ts';
import type { FieldMerge } from '../fold/fold.ts';
import type { RowContext } from '../plan/decision.ts';
import { isReference, type Refer, type Referred } from '../plan/references.ts';
import { canonical, shortNameOf } from './packed.ts';

/** Answers for a function of the app: by asking it and noting the answer, or from a log. */
export type Ask = (name: string, given: readonly unknown[], own: () => unknown) => unknown;

/** Under which an answer is kept. */
export const questionOf = (name: string, given: readonly unknown[]): string =>
  `${name} ${shortNameOf(given.map(canonical).join())}`;

/** A function's policy as one that asks for its name. */
const asking =
  (ask: Ask, name: string, policy: (sides: ConflictSides<Row>) => unknown) => (sides: ConflictSides<Row>) =>
    ask(name, [sides], () => policy(sides));

const wholeAsking = (ask: Ask, policy: WholePolicy<Row>): WholePolicy<Row> =>
  typeof policy === 'function' ? (sides) => asking(ask, 'conflict', policy)(sides) as Row : policy;

function conflictAsking(ask: Ask, policy: ConflictPolicy<Row>): ConflictPolicy<Row> {
  if (typeof policy !== 'object') return wholeAsking(ask, policy);
  const { fields, otherwise } = policy;
  const each = Object.entries<FieldPolicy<Row> | undefined>(fields).map(([field, one]) => [
    field,
    typeof one === 'function' ? asking(ask, `conflict of ${field}`, one) : one,
  ]);
  return {
    fields: Object.fromEntries(each),
    ...(otherwise === undefined ? {} : { otherwise: wholeAsking(ask, otherwise) }),
  };
}

/** A collection whose functions are asked by way of `ask`. */
export function collectionAsking(ask: Ask, collection: Collection): Collection {
  const { toOozie, fromOozie, check, mergeField, conflict } = collection;
  const merging: FieldMerge = (base, mine, theirs) =>
    ask('mergeField', [base, mine, theirs], () => mergeField?.(base, mine, theirs)) as ReturnType<FieldMerge>;
  return {
    ...collection,
    toOozie: (row) => ask('toOozie', [row], () => toOozie(row)),
    fromOozie: (job, row) => ask('fromOozie', [job, row], () => fromOozie(job, row)) as Row,
    conflict: conflictAsking(ask, conflict),
    ...(check === undefined
      ? {}
      : { check: (spec) => ask('check', [spec], () => check(spec)) as ReturnType<typeof check> }),
    ...(mergeField === undefined ? {} : { mergeField: merging }),
  };
}

/** A row's context whose functions of the app are asked by way of `ask`. */
export function contextAsking(ask: Ask, context: RowContext): RowContext {
  const { refer, isOutgoing, collection } = context;
  const referring: Refer = (reference) =>
    ask('refer', [isReference(reference) ? [reference.collection, reference.key] : null], () =>
      refer?.(reference),
    ) as Referred;
  return {
    ...context,
    collection: collectionAsking(ask, collection),
    isOutgoing: (row) => ask('isOutgoing', [row], () => isOutgoing(row)) === true,
    ...(refer === undefined ? {} : { refer: referring }),
  };
}
