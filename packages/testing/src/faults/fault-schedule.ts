import { describeFault } from './describe-fault.ts';
import type { Fault, FaultAction } from './fault.ts';

/** A fault for one request, by its number: the first request is 1. */
export interface PlannedFault {
  readonly request: number;
  readonly action: FaultAction;
}

/** Faults for a whole run, to give to `faultyFetch` or, one by one, to `inject`. */
export function planned(plan: readonly PlannedFault[]): Fault[] {
  return plan.map(({ request, action }) => ({ match: ({ number }) => number === request, action }));
}

/** A plan as lines to read: `#3: the server acted, and its answer was lost`. */
export function printPlan(plan: readonly PlannedFault[]): string {
  return plan.map(({ request, action }) => `#${request}: ${describeFault(action)}`).join('\n');
}

/** The ways in which networks and servers commonly fail, by what a user would call them. */
export const commonFaults = {
  'dropped before the server saw it': { kind: 'drop-request' },
  'dropped on its way back': { kind: 'drop-response' },
  'cut off': { kind: 'truncate', bytes: 5 },
  'a sign-in page': { kind: 'html-page' },
  'a gateway’s error page': { kind: 'html-page', status: 502 },
  'a failure before the server acted': { kind: 'status', status: 500, body: 'oops' },
  'a failure after the server acted': { kind: 'status-after', status: 500, body: 'oops' },
  'a 401': { kind: 'status', status: 401 },
  'a 503': { kind: 'status', status: 503 },
  'too many requests': { kind: 'status', status: 429, headers: { 'Retry-After': '2' } },
  'late to the server': { kind: 'delay', ms: 2_500, late: true },
  'late on its way back': { kind: 'delay', ms: 2_500, when: 'before-answering' },
  'sent twice': { kind: 'duplicate' },
  'sent again much later': { kind: 'repeat', ms: 60_000 },
  overtaken: { kind: 'overtaken' },
  'overtaken on its way back': { kind: 'overtaken', when: 'before-answering' },
} as const satisfies Readonly<Record<string, FaultAction>>;

export interface RandomPlan {
  /** The same seed makes the same plan. */
  readonly seed: number;
  /** For how many requests to plan. */
  readonly requests: number;
  /** How many of them go wrong, from 0 to 1. Default 0.3. */
  readonly rate?: number;
  /** Of which faults. Default: all of `commonFaults`. */
  readonly actions?: readonly FaultAction[];
}

/** A plan by chance. */
export function randomPlan({ seed, requests, rate = 0.3, actions }: RandomPlan): PlannedFault[] {
  const random = chance(seed);
  const all = actions ?? Object.values(commonFaults);
  const plan: PlannedFault[] = [];
  for (let request = 1; request <= requests; request += 1) {
    const isHit = random() < rate;
    const action = all[Math.floor(random() * all.length)];
    if (isHit && action !== undefined) plan.push({ request, action });
  }
  return plan;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
