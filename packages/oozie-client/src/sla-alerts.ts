import { type ActionScope, listedScope, printCoordinatorNames } from './action-scope.ts';
import { printConfiguration } from './configuration.ts';
import { changeOf } from './jobs.ts';
import { refusedInput } from './refused-input.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** Which actions' SLA to change: those of a scope, or without one the whole job's, with actions yet to come. */
export type SlaScope = ActionScope | { readonly actions?: never; readonly dates?: never };

/** Of a bundle, the coordinators as well, by name or id. Default: all of them. */
export type BundleSlaScope = SlaScope & { readonly coordinators?: readonly string[] };

/**
 * New values of an SLA, as in its definition: each is a number or an EL expression of Oozie, such as
 * `${10 * MINUTES}`. The times count from the nominal time.
 */
export interface SlaChange {
  /** A time such as `2026-11-23T05:00Z`, or `${nominal_time}`. */
  nominalTime?: string;
  shouldStart?: string;
  shouldEnd?: string;
  maxDuration?: string;
}

/** Watching over the service levels of a coordinator's or a bundle's actions. */
export interface SlaOperations<Scope> {
  /**
   * Has Oozie tell again when an SLA is missed.
   * @throws {OozieError} `invalid-request`: E1026 when none of the actions has an SLA that is still watched; Oozie
   * says anything else that goes wrong in the same way, also that it runs without its SLAService
   */
  enable(id: string, scope?: Scope, options?: RequestOptions): Promise<void>;
  /**
   * Has Oozie no longer tell when an SLA is missed.
   * @throws {OozieError} as `enable`
   */
  disable(id: string, scope?: Scope, options?: RequestOptions): Promise<void>;
  /**
   * Changes the SLA of actions that are not over.
   * @throws {OozieError} `invalid-request`: E1026 as with `enable`; E1027 for a value that Oozie cannot read
   */
  change(id: string, change: Scope & SlaChange, options?: RequestOptions): Promise<void>;
}

/** @see org.apache.oozie.command.SLAAlertsXCommand */
export function slaOperations<Scope extends BundleSlaScope>(transport: Transport): SlaOperations<Scope> {
  const send = async (
    id: string,
    action: string,
    scope: BundleSlaScope = {},
    value?: string,
    options?: RequestOptions,
  ) => {
    const { coordinators, ...actions } = scope;
    const query = {
      action,
      ...listedScope(actions),
      coordinators: coordinators && printCoordinatorNames(coordinators),
      value,
    };
    await transport.text(changeOf(id, { query, body: printConfiguration({}) }), options);
  };
  return {
    enable: (id, scope, options) => send(id, 'sla-enable', scope, undefined, options),
    disable: (id, scope, options) => send(id, 'sla-disable', scope, undefined, options),
    change: (id, change, options) => send(id, 'sla-change', change, printSlaChange(change), options),
  };
}

/**
 * Prints a change of an SLA, e.g. `sla-should-end=${10 * MINUTES};sla-max-duration=${5 * MINUTES}`.
 * @throws {OozieError} `invalid-request` for a change of nothing, and for a value that has `=` or `;`
 * @see org.apache.oozie.util.JobUtils#parseChangeValue
 */
export function printSlaChange(change: SlaChange): string {
  const { nominalTime, shouldStart, shouldEnd, maxDuration } = change;
  const values = {
    'sla-nominal-time': nominalTime,
    'sla-should-start': shouldStart,
    'sla-should-end': shouldEnd,
    'sla-max-duration': maxDuration,
  };
  const parts = Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (value.trim() === '' || /[=;]/.test(value)) {
      throw refusedInput(
        `The value "${value}" of ${name} is empty or has = or ;, which Oozie cannot be given here.`,
      );
    }
    return [`${name}=${value}`];
  });
  if (parts.length === 0) throw refusedInput('The change names nothing to change.');
  return parts.join(';');
}
