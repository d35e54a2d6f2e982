/**
 * What an Oozie status looks like: a token each, by colour, icon and word together, so that none of them has to be
 * seen for the others to tell. Colours are checked for contrast and for colour-blind eyes by the test beside this.
 */
export type StatusToken =
  | 'success'
  | 'running'
  | 'running-error'
  | 'queued'
  | 'waiting'
  | 'paused'
  | 'paused-error'
  | 'retry'
  | 'failed'
  | 'killed'
  | 'partial'
  | 'timed-out'
  | 'skipped'
  | 'local';

export type Scheme = 'light' | 'dark';

export interface BadgeColors {
  text: string;
  background: string;
}

export const statusPalette: Record<StatusToken, Record<Scheme, BadgeColors>> = {
  success: {
    light: { text: '#146c2e', background: '#e3f4e6' },
    dark: { text: '#93ecab', background: '#173222' },
  },
  running: {
    light: { text: '#0b5c9e', background: '#e0f0fc' },
    dark: { text: '#6fd0fb', background: '#10324a' },
  },
  'running-error': {
    light: { text: '#0b5c9e', background: '#e0f0fc' },
    dark: { text: '#6fd0fb', background: '#10324a' },
  },
  queued: {
    light: { text: '#57534e', background: '#efedea' },
    dark: { text: '#c4beb8', background: '#302e2b' },
  },
  waiting: {
    light: { text: '#475569', background: '#f4f6f9' },
    dark: { text: '#afbdd0', background: '#222a35' },
  },
  paused: {
    light: { text: '#6331b5', background: '#efe8fb' },
    dark: { text: '#bb9bf7', background: '#2c2145' },
  },
  'paused-error': {
    light: { text: '#6331b5', background: '#efe8fb' },
    dark: { text: '#bb9bf7', background: '#2c2145' },
  },
  retry: {
    light: { text: '#6f5600', background: '#fbf1c4' },
    dark: { text: '#ecd05f', background: '#3a3110' },
  },
  failed: {
    light: { text: '#c0161f', background: '#fde7e6' },
    dark: { text: '#ff8b84', background: '#421718' },
  },
  killed: {
    light: { text: '#5e2217', background: '#efded9' },
    dark: { text: '#d3a294', background: '#38211b' },
  },
  partial: {
    light: { text: '#874600', background: '#fdebd0' },
    dark: { text: '#f5b968', background: '#40290a' },
  },
  'timed-out': {
    light: { text: '#a03a00', background: '#ffe8d9' },
    dark: { text: '#ffab78', background: '#472310' },
  },
  skipped: {
    light: { text: '#8a3a66', background: '#f9eaf2' },
    dark: { text: '#e2a5c6', background: '#3a2331' },
  },
  local: {
    light: { text: '#0a615c', background: '#dcf3f0' },
    dark: { text: '#6fd6cb', background: '#11342f' },
  },
};

const tokenOfStatus: Readonly<Record<string, StatusToken>> = {
  SUCCEEDED: 'success',
  OK: 'success',
  DONE: 'success',
  RUNNING: 'running',
  RUNNINGWITHERROR: 'running-error',
  PREP: 'queued',
  PREMATER: 'queued',
  READY: 'queued',
  SUBMITTED: 'queued',
  WAITING: 'waiting',
  SUSPENDED: 'paused',
  PAUSED: 'paused',
  PREPSUSPENDED: 'paused',
  PREPPAUSED: 'paused',
  SUSPENDEDWITHERROR: 'paused-error',
  PAUSEDWITHERROR: 'paused-error',
  USER_RETRY: 'retry',
  START_RETRY: 'retry',
  END_RETRY: 'retry',
  START_MANUAL: 'retry',
  END_MANUAL: 'retry',
  FAILED: 'failed',
  ERROR: 'failed',
  KILLED: 'killed',
  DONEWITHERROR: 'partial',
  TIMEDOUT: 'timed-out',
  SKIPPED: 'skipped',
  IGNORED: 'skipped',
};

/** A status that this table was not written for looks like one that waits, and shows Oozie's own word. */
export function tokenOf(status: string): StatusToken {
  return tokenOfStatus[status] ?? 'waiting';
}

const wordOfStatus: Readonly<Record<string, string>> = {
  RUNNINGWITHERROR: 'Running with error',
  SUSPENDEDWITHERROR: 'Suspended with error',
  PAUSEDWITHERROR: 'Paused with error',
  DONEWITHERROR: 'Done with error',
  PREPSUSPENDED: 'Prep suspended',
  PREPPAUSED: 'Prep paused',
  TIMEDOUT: 'Timed out',
  OK: 'OK',
};

/** Oozie's status as a person would write it: `RUNNINGWITHERROR` becomes `Running with error`. */
export function wordOf(status: string): string {
  const known = wordOfStatus[status];
  if (known !== undefined) return known;
  const words = status.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The statuses that jobs (not actions) can have, in the order of a job's life. */
export const jobStatuses = [
  'PREP',
  'PREMATER',
  'RUNNING',
  'RUNNINGWITHERROR',
  'SUSPENDED',
  'SUSPENDEDWITHERROR',
  'PAUSED',
  'PAUSEDWITHERROR',
  'PREPSUSPENDED',
  'PREPPAUSED',
  'SUCCEEDED',
  'DONEWITHERROR',
  'FAILED',
  'KILLED',
  'IGNORED',
] as const;

/** The palette as CSS variables of a scheme: `--status-failed-text`, `--status-failed-background`. */
export function statusVariables(scheme: Scheme): Record<string, string> {
  return Object.fromEntries(
    Object.entries(statusPalette).flatMap(([token, { [scheme]: colors }]) => [
      [`--status-${token}-text`, colors.text],
      [`--status-${token}-background`, colors.background],
    ]),
  );
}
