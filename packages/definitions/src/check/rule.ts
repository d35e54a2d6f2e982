import type { Definition } from '../definition/definition.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** What is known beside the definition itself. The more is known, the more can be checked. */
export interface CheckOptions {
  /** The job's properties. Without them, a name that a job might give is not reported as missing. */
  readonly properties?: Readonly<Record<string, string>>;
  /** The time, in epoch ms. Without it, nothing is said about times that are past. */
  readonly now?: number;
  /** Where the server's settings differ from those that Oozie 5.2.1 comes with. */
  readonly server?: Partial<ServerLimits>;
}

/** Settings of the server that decide what it takes, by default those of Oozie 5.2.1. */
export interface ServerLimits {
  /** `oozie.service.WorkflowAppService.WorkflowDefinitionMaxLength`: bytes, by default 100,000. */
  readonly definitionLength: number;
  /** `oozie.service.coord.check.maximum.frequency`: whether a coordinator may not run more often than every 5 minutes. */
  readonly coordinatorMaximumFrequency: boolean;
  /** `oozie.validate.ForkJoin`: whether forks and joins have to pair. */
  readonly forkJoin: boolean;
}

/** What rules look at: the definition, and what is known beside it. */
export interface Checking<D extends Definition = Definition> {
  readonly definition: D;
  readonly properties: Readonly<Record<string, string>> | undefined;
  readonly now: number | undefined;
  readonly server: ServerLimits;
}

/** One thing to check. Never throws; takes time about proportional to the document. */
export type Rule<D extends Definition = Definition> = (checking: Checking<D>) => readonly Diagnostic[];
