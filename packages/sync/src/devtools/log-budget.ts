/** How much a log keeps: of either, what comes first. */
export interface LogBudget {
  /** Entries: decisions and events of steps. */
  readonly keep: number;
  readonly maxBytes: number;
}

/** A record's key: how many entries and bytes there have been, with its own. */
export type LogKey = readonly [entries: number, bytes: number];

/** The oldest go when a twentieth of the budget has been written since they last went. */
const parts = 20;

/** Whether it is time to let the oldest go, when a record is written after another. */
export function isTimeToTrim(
  [entriesBefore, bytesBefore]: LogKey,
  [entries, bytes]: LogKey,
  budget: LogBudget,
): boolean {
  const crosses = (before: number, after: number, most: number) =>
    Math.floor((before * parts) / most) !== Math.floor((after * parts) / most);
  return crosses(entriesBefore, entries, budget.keep) || crosses(bytesBefore, bytes, budget.maxBytes);
}

/** Those of the keys, in their order, whose records have to go so that the rest is within the budget. */
export function outdated(keys: readonly LogKey[], { keep, maxBytes }: LogBudget): LogKey[] {
  const [entries, bytes] = keys.at(-1) ?? [0, 0];
  return keys.filter(([before, bytesBefore]) => entries - before >= keep || bytes - bytesBefore >= maxBytes);
}
