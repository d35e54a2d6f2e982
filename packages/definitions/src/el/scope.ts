import type { ElArguments } from './arguments.ts';
import type { Phase } from './phases.ts';
import type { ElValue } from './value.ts';

/** A function as it works where a text is evaluated; throws ElFault where Oozie fails and ElUnknown for what only Oozie knows. */
export type ElFunction = (args: ElArguments) => ElValue;

/** What a text is evaluated with. */
export interface ElScope {
  readonly phase: Phase;
  /** The value of a property; undefined for one that the job doesn't have. May throw {@link ElUnknown}. */
  variable(name: string): ElValue | undefined;
  /** The functions that can be evaluated here; others of the phase are known only when Oozie runs them. */
  readonly functions: ReadonlyMap<string, ElFunction>;
}
