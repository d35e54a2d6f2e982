/** What became of a field that a change brought. */
export type Came = 'as brought' | 'otherwise' | 'not yet';

/** What became of a field that a change brought; undefined for one that it didn't bring. */
export function came<T>(
  field: { readonly brought: T | undefined; readonly was: T; readonly is: T },
  isSame: (one: T, other: T) => boolean,
): Came | undefined {
  if (field.brought === undefined) return undefined;
  if (isSame(field.is, field.brought)) return 'as brought';
  return isSame(field.is, field.was) ? 'not yet' : 'otherwise';
}

/**
 * Whether somebody else has changed again what a change brought, so that its effect can't be waited for any more. While
 * one of its fields is as it was before, nobody knows: Oozie may have ignored that one, which it answers with 200 too.
 */
export const isChangedAgain = (fields: readonly (Came | undefined)[]): boolean =>
  fields.includes('otherwise') && !fields.includes('not yet');
