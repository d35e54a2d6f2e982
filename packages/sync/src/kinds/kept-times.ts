/** Oozie keeps coordinators' and bundles' times to the minute. */
const toMinute = (epochMs: number): number => Math.floor(epochMs / 60_000) * 60_000;

export const sameMinute = (one: number | null | undefined, other: number | null | undefined): boolean =>
  (one == null ? null : toMinute(one)) === (other == null ? null : toMinute(other));
