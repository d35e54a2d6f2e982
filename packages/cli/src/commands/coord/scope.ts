import type { ActionScope } from '@howdah/oozie-client';
import { usageFailure } from '../../failure.ts';

export interface ScopeOptions {
  readonly actions?: string | undefined;
  readonly dates?: string | undefined;
}

export const actionsOption = ['-a, --actions <numbers>', 'actions by number, e.g. 1,3-5'] as const;
export const datesOption = [
  '-d, --dates <times>',
  'actions by nominal time, e.g. 2026-11-23T05:00Z::2026-11-24T05:00Z',
] as const;

/**
 * Which actions are meant; undefined when neither option is given.
 * @throws {Failure} `usage` for both
 */
export function givenScope({ actions, dates }: ScopeOptions): ActionScope | undefined {
  if (actions !== undefined && dates !== undefined) {
    throw usageFailure(
      'Actions are named by number or by date, not both.',
      'Leave out --actions or --dates.',
    );
  }
  if (actions !== undefined) return { actions };
  return dates === undefined ? undefined : { dates };
}

/** @throws {Failure} `usage` for none, and for both */
export function neededScope(options: ScopeOptions): ActionScope {
  const scope = givenScope(options);
  if (scope !== undefined) return scope;
  throw usageFailure('Which actions?', 'Name them: --actions 1,3-5, or --dates FROM::TO.');
}

/** For messages: `actions 1,3-5`. */
export function scopeInWords(scope: ActionScope): string {
  return scope.dates === undefined ? `actions ${String(scope.actions)}` : `actions of ${String(scope.dates)}`;
}
