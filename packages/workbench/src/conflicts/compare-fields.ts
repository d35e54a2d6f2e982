import type { Conflict, Row } from '@howdah/sync';

/** One field on the three sides; undefined where the row doesn't have it. */
export interface FieldSides {
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface Comparison {
  /** What a person has to decide. */
  conflicting: FieldSides[];
  /** Changed on one side only, or on both to the same: settled without asking. */
  merged: MergedField[];
}

export interface MergedField {
  field: string;
  was: unknown;
  willBe: unknown;
  from: 'here' | 'Oozie';
}

/** A row's field, by a name that is only known at run time. */
export const fieldOf = (row: Row | null, field: string): unknown =>
  row === null ? undefined : Reflect.get(row, field);

const same = (one: unknown, other: unknown) =>
  Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other);

export function compareFields({ base, local, remote, fields }: Conflict): Comparison {
  const sides = (field: string): FieldSides => ({
    field,
    base: fieldOf(base, field),
    mine: fieldOf(local, field),
    // What Oozie tells covers some fields only; of the others it says nothing new.
    theirs: field in remote ? fieldOf(remote, field) : fieldOf(base, field),
  });
  const names = new Set([base, local ?? {}, remote].flatMap((row) => Object.keys(row)));
  const merged = [...names]
    .filter((field) => !fields.includes(field))
    .flatMap((field): MergedField[] => {
      const { base: was, mine, theirs } = sides(field);
      if (local !== null && !same(was, mine)) return [{ field, was, willBe: mine, from: 'here' }];
      return same(was, theirs) ? [] : [{ field, was, willBe: theirs, from: 'Oozie' }];
    });
  return { conflicting: fields.map(sides), merged };
}

/** The row with a person's values in it; a field that is to be absent is left out. */
export function rowWith(row: Row, values: ReadonlyMap<string, unknown>): Row {
  const entries = Object.entries({ ...row, ...Object.fromEntries(values) });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Names a conflict in addresses and lists. */
export function conflictId(
  database: string,
  { collection, rowKey }: Pick<Conflict, 'collection' | 'rowKey'>,
) {
  return `${database}/${collection}/${JSON.stringify(rowKey)}`;
}

/** A row's key as people read it: a text without quotes. */
export const keyWords = (rowKey: IDBValidKey): string =>
  typeof rowKey === 'string' ? rowKey : JSON.stringify(rowKey);
