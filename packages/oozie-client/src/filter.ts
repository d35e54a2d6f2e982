/** An age: `-3d` days, `-12h` hours or `-30m` minutes before now, by Oozie's clock. */
export type RelativeTime = `-${number}${'d' | 'h' | 'm'}`;

/**
 * Which jobs to list. Fields are combined with AND, the values of one field with OR. Oozie's grammar cannot carry
 * values that have `=` or `;`.
 */
export interface JobFilter {
  user?: string | readonly string[];
  /** The application's name, exactly. */
  name?: string | readonly string[];
  status?: string | readonly string[];
  id?: string | readonly string[];
  /** Part of the name or of the user, or the whole id; `%` and `_` are SQL wildcards. */
  text?: string;
  /** Created at this time (epoch milliseconds) or later; Oozie compares minutes, so the time's own minute is included. */
  startCreatedTime?: number | RelativeTime;
  /** Created at this time (epoch milliseconds) or earlier; Oozie compares minutes, so the time is rounded up. */
  endCreatedTime?: number | RelativeTime;
}

/** Which coordinators to list. */
export interface CoordinatorFilter extends JobFilter {
  frequency?: number | readonly number[];
  /** The unit of `frequency`, which must be given with it. */
  unit?: 'months' | 'days' | 'hours' | 'minutes';
}
