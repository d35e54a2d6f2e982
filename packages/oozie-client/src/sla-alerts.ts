import {
  type ActionDates,
  type ActionNumbers,
  type ActionScope,
  listedScope,
  printCoordinatorNames,
  printEachActionNumber,
} from './action-scope.ts';
import { unlessSwitchedOff } from './admin-unavailable.ts';
import { printConfiguration } from './configuration.ts';
import { changeOf } from './jobs.ts';
import { printOozieDate } from './oozie-date.ts';
import type { OozieError } from './oozie-error.ts';
import { refusedInput } from './refused-input.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** Which actions' SLA to change: those of a scope, or without one the whole job's, those yet to be made included. */
export type SlaScope = ActionScope | { readonly actions?: never; readonly dates?: never };

/** Of a bundle, in which of its coordinators as well, by name or id. Default: in all of them. */
export type BundleSlaScope = SlaScope & { readonly coordinators?: readonly string[] };

/** New values for an SLA: a number, or an expression of Oozie's such as `${10 * MINUTES}`. */
export interface SlaChange {
  /** Epoch milliseconds, or e.g. `${coord:nominalTime()}`. */
  nominalTime?: number | string;
  /** Minutes after the nominal time. */
  shouldStart?: number | string;
  /** Minutes after the nominal time. */
  shouldEnd?: number | string;
  /** Minutes. When it is not given, Oozie sets it to the time between should-start, if there is one, and should-end. */
  maxDuration?: number | string;
}

/**
 * What Oozie does when actions of a coordinator, or of a bundle's coordinators, miss their SLA. All of them need
 * Oozie's SLAService; `client.sla.summaries` shows their effect.
 */
export interface SlaOperations<Scope> {
  /**
   * Has Oozie tell when an SLA is missed. For actions more than two days old it does not by default.
   * @throws {OozieError} `not-found` (E0604) when one of the actions has no SLA; `invalid-request`: Oozie runs without
   * SLAService, or (E1026) the bundle has no such coordinators, or one of them refuses
   */
  enable(id: string, scope?: Scope, options?: RequestOptions): Promise<void>;
  /**
   * Has Oozie no longer tell when an SLA is missed. By a range of dates, Oozie 5.2.1 switches it off for all actions
   * that are made later, too.
   * @throws {OozieError} as `enable`
   */
  disable(id: string, scope?: Scope, options?: RequestOptions): Promise<void>;
  /**
   * Changes the SLA of actions that are not over; without a scope, of those that are made later as well.
   * @throws {OozieError} as `enable`; `invalid-request`: E1026 when none of the actions is there and not over, E1027
   * for a value that Oozie cannot read
   */
  change(id: string, change: Scope & SlaChange, options?: RequestOptions): Promise<void>;
}

/** @see org.apache.oozie.command.SLAAlertsXCommand */
export function slaOperations<Scope extends BundleSlaScope>(transport: Transport): SlaOperations<Scope> {
  const send = async (
    id: string,
    query: { action: string; value?: string },
    scope: PlainScope,
    options: RequestOptions | undefined,
  ) => {
    const { coordinators, ...actions } = scope;
    const names = coordinators && printCoordinatorNames(coordinators);
    const change = { query: { ...query, ...listedScope(actions), coordinators: names }, body: noProperties };
    await unlessSwitchedOff(
      transport.text(changeOf(id, change), options),
      isWithoutSlaService,
      'This Oozie watches over no SLAs: add org.apache.oozie.sla.service.SLAService, after EventHandlerService, to oozie.services.ext in its oozie-site.xml.',
    );
  };
  return {
    enable: async (id, scope, options) => send(id, { action: 'sla-enable' }, oneByOne(scope ?? {}), options),
    disable: async (id, scope, options) =>
      send(id, { action: 'sla-disable' }, oneByOne(scope ?? {}), options),
    change: async (id, { nominalTime, shouldStart, shouldEnd, maxDuration, ...scope }, options) => {
      const value = printSlaChange({ nominalTime, shouldStart, shouldEnd, maxDuration });
      await send(id, { action: 'sla-change', value }, scope, options);
    },
  };
}

/** Oozie takes these changes as XML only, but looks at their parameters alone. */
const noProperties = printConfiguration({});

interface PlainScope {
  readonly actions?: ActionNumbers | undefined;
  readonly dates?: ActionDates | undefined;
  readonly coordinators?: readonly string[] | undefined;
}

function oneByOne(scope: PlainScope): PlainScope {
  return scope.actions === undefined ? scope : { ...scope, actions: printEachActionNumber(scope.actions) };
}

/** Oozie says so only in the words of Java's null pointers, which older Javas don't even have. */
export function isWithoutSlaService({ serverMessage = '' }: Pick<OozieError, 'serverMessage'>): boolean {
  return /SLAService\.\w+\(.*is null|(?:in operation \[SLA\.[^\]]*\], |SLA change command failed\. )null/.test(
    serverMessage,
  );
}

/**
 * Prints a change of an SLA, e.g. `sla-should-end=${10 * MINUTES};sla-max-duration=5`.
 * @throws {OozieError} `invalid-request` for a change of nothing, and for a value that is empty, negative, or has `=`
 * or `;`
 * @see org.apache.oozie.util.JobUtils#parseChangeValue
 */
export function printSlaChange(
  change: { readonly [Name in keyof SlaChange]: SlaChange[Name] | undefined },
): string {
  const { nominalTime, shouldStart, shouldEnd, maxDuration } = change;
  const parts = [
    ...part('sla-nominal-time', typeof nominalTime === 'number' ? printOozieDate(nominalTime) : nominalTime),
    ...part('sla-should-start', shouldStart),
    ...part('sla-should-end', shouldEnd),
    ...part('sla-max-duration', maxDuration),
  ];
  if (parts.length === 0) throw refusedInput('The change names nothing to change.');
  return parts.join(';');
}

function part(name: string, value: number | string | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'number' && !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw refusedInput(`${name} ${value} is no number of minutes.`);
  }
  if (typeof value === 'string' && (value.trim() === '' || /[=;]/.test(value))) {
    throw refusedInput(
      `The value "${value}" of ${name} is empty, or has = or ;, with which Oozie cannot be told of it.`,
    );
  }
  return [`${name}=${value}`];
}
