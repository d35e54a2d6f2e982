import * as z from 'zod/mini';
import type { WorkflowStatus } from './job-status.ts';
import { number, text, textOrNull, timeOrNull } from './json-fields.ts';
import { type WorkflowAction, workflowAction } from './workflow.ts';

/** One of the workflows that a coordinator action has run, reruns included. Times are epoch milliseconds. */
export interface CoordinatorRun {
  /** The workflow's id. */
  readonly id: string;
  readonly status: WorkflowStatus;
  readonly startTime: number | null;
  readonly endTime: number | null;
}

/** What a coordinator action waits for. */
export interface MissingDependencies {
  /** The action's number. */
  readonly id: number;
  /** The first of the missing instances: Oozie looks for the others when this one is there. */
  readonly blockedOn: string | null;
  readonly dataSets: readonly {
    readonly dataSet: string;
    /** The URIs of the instances that are not there. */
    readonly missingDependencies: readonly string[];
  }[];
}

/** A node of the workflow that one of a coordinator's actions has started. */
export interface CoordinatorWorkflowAction {
  /** The coordinator action's number. */
  readonly actionNumber: number;
  /** Null when the action has started no workflow, or its workflow has not reached the node. */
  readonly action: WorkflowAction | null;
  /** Oozie's words for why there is none. */
  readonly nullReason: string | null;
}

/** @see org.apache.oozie.servlet.V1JobServlet#getJobsByParentId */
export const runsAnswer = z.object({
  workflows: z.array(z.object({ id: text, status: text, startTime: timeOrNull, endTime: timeOrNull })),
});

/** @see org.apache.oozie.servlet.V2JobServlet#getCoordActionMissingDependencies */
export const missingDependenciesAnswer = z.object({
  missingDependencies: z.array(
    z.object({
      id: number,
      blockedOn: textOrNull,
      dataSets: z.array(z.object({ dataSet: text, missingDependencies: z.array(text) })),
    }),
  ),
});

/** @see org.apache.oozie.CoordinatorWfActionBean#toJSONObject */
export const workflowActionsAnswer = z.object({
  actions: z.array(
    z.object({ actionNumber: number, action: z.nullable(workflowAction), nullReason: textOrNull }),
  ),
});
