import { dequal } from 'dequal';
import type { ConflictPolicy, Row, WholePolicy } from '../collection/collection.ts';
import { partsOf } from '../conflict/policy.ts';

export interface FoldInput {
  /** The row as both sides last agreed on it; null before they first did. */
  base: Row | null;
  local: Row;
  /** The fields that Oozie's state determines, with their values there: what `fromOozie` returned. */
  remote: Row;
  policy: ConflictPolicy<Row>;
  /** Whether a field's value changes what the row asks of Oozie. One that doesn't is the server's to set. */
  decides: (field: string) => boolean;
  /** Merges a field that both sides changed, where it is more than a value. */
  mergeField?: FieldMerge | undefined;
}

/**
 * Brings two edits of one field's value together: the value, and what it couldn't settle, in words; undefined when it
 * has nothing to say about such values.
 */
export type FieldMerge = (
  base: unknown,
  mine: unknown,
  theirs: unknown,
) => { value: unknown; questions: readonly string[] } | undefined;

export interface Fold {
  /** The row with everything merged that could be. */
  merged: Row;
  /** Fields that both sides changed to different values and that no policy settles. */
  conflicts: string[];
  /** Fields whose value here has to be brought to Oozie. */
  changedHere: string[];
  /** Fields whose value there was taken. */
  taken: string[];
  /** What could stand in fields in conflict, and what is left to ask about it. */
  proposal: Row | null;
  questions: string[];
}

/** A row's field, by a name that is only known at run time. */
export const fieldOf = (row: Row, field: string): unknown => (row as Record<string, unknown>)[field];

/** Two field values are the same to a person: no difference between a missing and an undefined one. */
export const sameValue = (one: unknown, other: unknown): boolean => dequal(one, other);

export const fieldsOf = (row: Row): string[] => Object.keys(row);

/** The row with the given fields taken from another. */
export function withFields(row: Row, source: Row, fields: readonly string[]): Row {
  return { ...row, ...Object.fromEntries(fields.map((field) => [field, fieldOf(source, field)])) };
}

interface FieldChange {
  field: string;
  here: boolean;
  there: boolean;
}

function changesOf({ base, local, remote, decides }: FoldInput): FieldChange[] {
  return fieldsOf(remote).flatMap((field) => {
    const mine = fieldOf(local, field);
    const theirs = fieldOf(remote, field);
    if (sameValue(mine, theirs)) return [];
    // Before the first agreement nothing of the server's can have been changed by somebody else.
    const agreed = base === null ? theirs : fieldOf(base, field);
    const here = !sameValue(mine, agreed) && decides(field);
    return [{ field, here, there: !sameValue(theirs, agreed) }];
  });
}

function settledByFunction(
  input: FoldInput,
  fields: string[],
  policy: Exclude<WholePolicy<Row>, string>,
): Row | undefined {
  try {
    const settled = policy({
      base: input.base ?? input.local,
      local: input.local,
      remote: { ...input.local, ...input.remote },
      fields,
    });
    return fields.every((field) => field in settled) ? settled : undefined;
  } catch {
    return undefined;
  }
}

/** What the merge of single fields settles, and what it proposes for those that it can't. */
function mergedFields(
  { base, local, remote, mergeField }: FoldInput,
  fields: readonly string[],
): { settled: Row; proposal: Row | null; questions: string[] } {
  const settled: Record<string, unknown> = {};
  const proposed: Record<string, unknown> = {};
  const questions: string[] = [];
  for (const field of fields) {
    const agreed = base === null ? undefined : fieldOf(base, field);
    const merged = mergeField?.(agreed, fieldOf(local, field), fieldOf(remote, field));
    if (merged === undefined) continue;
    if (merged.questions.length === 0) settled[field] = merged.value;
    else {
      proposed[field] = merged.value;
      questions.push(...merged.questions);
    }
  }
  return { settled, proposal: questions.length > 0 ? proposed : null, questions };
}

/** What a field's own policy makes of it; undefined when a person has to be asked. */
function settledByField(input: FoldInput, field: string): { value: unknown } | undefined {
  const policy = partsOf(input.policy).fields[field];
  if (policy === 'local') return { value: fieldOf(input.local, field) };
  if (policy === 'remote') return { value: fieldOf(input.remote, field) };
  if (typeof policy !== 'function') return undefined;
  const { base, local, remote } = input;
  try {
    const value = policy({ base: base ?? local, local, remote: { ...local, ...remote }, fields: [field] });
    return { value };
  } catch {
    return undefined;
  }
}

/** Settles what has a policy of its own; the rest is merged without it. */
function foldByField(input: FoldInput): Fold {
  const { otherwise, fields } = partsOf(input.policy);
  const { local, remote } = input;
  const own = changesOf(input)
    .filter(({ here, there, field }) => here && there && fields[field] !== undefined)
    .map(({ field }) => ({ field, settled: settledByField(input, field) }));
  const names = new Set(own.map(({ field }) => field));
  const others = Object.fromEntries(Object.entries(remote).filter(([field]) => !names.has(field)));
  const rest = fold({ ...input, remote: others, policy: otherwise });
  const settled = own.flatMap(({ field, settled }) =>
    settled === undefined ? [] : [[field, settled.value]],
  );
  const values: Row = Object.fromEntries(settled);
  const isTheirs = (field: string) => sameValue(fieldOf(values, field), fieldOf(remote, field));
  const decided = fieldsOf(values);
  return {
    merged: { ...withFields(rest.merged, local, decided), ...values },
    conflicts: [
      ...rest.conflicts,
      ...own.filter((one) => one.settled === undefined).map(({ field }) => field),
    ],
    changedHere: [...rest.changedHere, ...decided.filter((field) => !isTheirs(field))],
    taken: [...rest.taken, ...decided.filter(isTheirs)],
    proposal: rest.proposal,
    questions: rest.questions,
  };
}

/**
 * Three-way merge of a row by field. A field changed on one side only takes that side's value; one changed on both to
 * different values is settled by the policy or comes out as a conflict.
 */
export function fold(input: FoldInput): Fold {
  const { local, remote, policy } = input;
  if (typeof policy === 'object') return foldByField(input);
  const changes = changesOf(input);
  const both = changes.filter(({ here, there }) => here && there).map(({ field }) => field);
  const onlyHere = changes.filter(({ here, there }) => here && !there).map(({ field }) => field);
  const onlyThere = changes.filter(({ here }) => !here).map(({ field }) => field);
  const theirsToDecide = onlyThere.filter((field) => input.decides(field));

  const { settled: settledFields, proposal, questions } = mergedFields(input, both);
  let merged = withFields(local, remote, onlyThere);
  const result = (conflicts: string[], changedHere: string[], taken: string[]): Fold => ({
    merged,
    conflicts,
    changedHere,
    taken,
    proposal: conflicts.length > 0 ? proposal : null,
    questions: conflicts.length > 0 ? questions : [],
  });

  if (policy === 'manual') {
    const mine = [...both, ...onlyHere];
    const theirs = [...both, ...theirsToDecide];
    if (mine.length > 0 && theirs.length > 0) return result([...new Set([...mine, ...theirs])], [], []);
    return result([], onlyHere, onlyThere);
  }
  if (both.length === 0) return result([], onlyHere, onlyThere);
  if (policy === 'local') return result([], [...onlyHere, ...both], onlyThere);
  if (policy === 'remote') {
    merged = withFields(merged, remote, both);
    return result([], onlyHere, [...onlyThere, ...both]);
  }
  merged = { ...merged, ...settledFields };
  const open = both.filter((field) => !(field in settledFields));
  const stillMine = () =>
    both.filter(
      (field) => !open.includes(field) && !sameValue(fieldOf(merged, field), fieldOf(remote, field)),
    );
  if (open.length === 0) return result([], [...onlyHere, ...stillMine()], onlyThere);
  if (policy === 'merge') return result(open, [...onlyHere, ...stillMine()], onlyThere);
  const settled = settledByFunction(input, open, policy);
  if (settled === undefined) return result(open, [...onlyHere, ...stillMine()], onlyThere);
  merged = withFields(merged, settled, open);
  open.length = 0;
  return result([], [...onlyHere, ...stillMine()], onlyThere);
}
