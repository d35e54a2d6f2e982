import * as z from 'zod/mini';
import type { WorkflowActionStatus, WorkflowStatus } from './job-status.ts';
import { number, numberOr0, text, textOrNull, timeOrNull } from './json-fields.ts';

/** What both a list and a full read say about a workflow. Times are epoch milliseconds, to the second. */
export interface WorkflowFacts {
  /** e.g. `0000005-261123032920870-oozie-root-W` */
  readonly id: string;
  readonly appName: string;
  readonly status: WorkflowStatus;
  /** The job's `oozie.wf.external.id`. */
  readonly externalId: string | null;
  /** The parent workflow's id, or the coordinator action's (`<coordinator>@<n>`), that started this one. */
  readonly parentId: string | null;
  /** How many times it was rerun: 0 for the first run. */
  readonly run: number;
  readonly user: string;
  readonly group: string | null;
  readonly acl: string | null;
  readonly createdTime: number | null;
  readonly startTime: number | null;
  readonly endTime: number | null;
  readonly lastModTime: number | null;
  readonly consoleUrl: string | null;
}

/** A workflow as a list shows it: without application path, configuration and actions. */
export interface WorkflowRow extends WorkflowFacts {
  readonly partial: true;
}

/** A workflow, read in full. */
export interface Workflow extends WorkflowFacts {
  readonly partial: false;
  readonly appPath: string | null;
  /** The job's configuration as XML; read it with {@link parseConfiguration}. */
  readonly conf: string | null;
  /** The actions of the requested page (all by default), in order of their start. */
  readonly actions: readonly WorkflowAction[];
}

/** A node that a workflow reached, control nodes (`:START:`, `:FORK:` …) included. Times are epoch milliseconds. */
export interface WorkflowAction {
  /** `<workflow>@<node>` */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly status: WorkflowActionStatus;
  readonly cred: string | null;
  readonly conf: string | null;
  readonly retries: number;
  readonly userRetryCount: number;
  readonly userRetryInterval: number;
  readonly userRetryMax: number;
  readonly startTime: number | null;
  readonly endTime: number | null;
  /** The node that came next. */
  readonly transition: string | null;
  /** What the action captured as output. */
  readonly data: string | null;
  readonly stats: string | null;
  readonly externalChildIDs: string | null;
  readonly externalId: string | null;
  readonly externalStatus: string | null;
  readonly trackerUri: string | null;
  readonly consoleUrl: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

/** One of an action's runs before its current one, under `retry-max`. Times are epoch milliseconds, to the second. */
export interface ActionRetry {
  /** From 1. */
  readonly attempt: number;
  readonly startTime: number | null;
  readonly endTime: number | null;
  readonly consoleUrl: string | null;
  readonly externalChildIDs: string | null;
}

const facts = {
  id: text,
  appName: text,
  status: text,
  externalId: textOrNull,
  parentId: textOrNull,
  run: number,
  user: text,
  group: textOrNull,
  acl: textOrNull,
  createdTime: timeOrNull,
  startTime: timeOrNull,
  endTime: timeOrNull,
  lastModTime: timeOrNull,
  consoleUrl: textOrNull,
};

/** @see org.apache.oozie.WorkflowActionBean#toJSONObject */
export const workflowAction: z.ZodMiniType<WorkflowAction> = z.object({
  id: text,
  name: text,
  type: text,
  status: text,
  cred: textOrNull,
  conf: textOrNull,
  retries: number,
  userRetryCount: numberOr0,
  userRetryInterval: numberOr0,
  userRetryMax: numberOr0,
  startTime: timeOrNull,
  endTime: timeOrNull,
  transition: textOrNull,
  data: textOrNull,
  stats: textOrNull,
  externalChildIDs: textOrNull,
  externalId: textOrNull,
  externalStatus: textOrNull,
  trackerUri: textOrNull,
  consoleUrl: textOrNull,
  errorCode: textOrNull,
  errorMessage: textOrNull,
});

/** @see org.apache.oozie.WorkflowJobBean#toJSONObject */
export const workflowRow: z.ZodMiniType<WorkflowRow> = z.pipe(
  z.object(facts),
  z.transform((row) => ({ ...row, partial: true as const })),
);

/** @see org.apache.oozie.WorkflowJobBean#toJSONObject */
export const workflow: z.ZodMiniType<Workflow> = z.pipe(
  z.object({ ...facts, appPath: textOrNull, conf: textOrNull, actions: z.array(workflowAction) }),
  z.transform((job) => ({ ...job, partial: false as const })),
);

/** @see org.apache.oozie.command.wf.WorkflowActionRetryInfoXCommand */
export const actionRetry: z.ZodMiniType<ActionRetry> = z.object({
  // Oozie prints the number as text.
  attempt: z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number)),
  startTime: timeOrNull,
  endTime: timeOrNull,
  consoleUrl: textOrNull,
  externalChildIDs: textOrNull,
});
