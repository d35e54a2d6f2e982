import * as z from 'zod/mini';
import { type Properties, printConfiguration } from './configuration.ts';
import { type ConfirmedWorkflowOperations, confirmedWorkflows } from './confirmed-workflows.ts';
import type { JobFilter } from './filter.ts';
import { type DrawGraph, graphOperation } from './graph.ts';
import type { WorkflowStatus } from './job-status.ts';
import {
  changeJob,
  changeOf,
  furtherJobOperations,
  type JobControl,
  type JobOperations,
  jobControl,
  readOf,
} from './jobs.ts';
import { text } from './json-fields.ts';
import { type ListKind, pageFields } from './list.ts';
import type { RequestOptions, Transport } from './transport.ts';
import {
  type ActionRetry,
  actionRetry,
  type Workflow,
  type WorkflowAction,
  type WorkflowRow,
  workflow,
  workflowAction,
  workflowRow,
} from './workflow.ts';

/** Which of a job's actions to read along with it. */
export interface PageOfActions {
  /** Rank of the first action, from 1. Default 1. */
  offset?: number;
  /** How many actions at most. */
  len?: number;
}

/** What follows and changes workflows. */
export interface WorkflowControl extends JobControl<WorkflowRow, JobFilter, WorkflowStatus> {
  /** Reads a workflow in full, with all its actions unless a page of them is asked for. */
  info(id: string, options?: RequestOptions & PageOfActions): Promise<Workflow>;
  /**
   * The id of a workflow that was submitted with this `oozie.wf.external.id`; undefined when there is none. Oozie
   * lets many workflows have the same one, and then answers any of them.
   */
  idByExternalId(externalId: string, options?: RequestOptions): Promise<string | undefined>;
  /**
   * Starts a workflow in PREP. Of several starts at once Oozie carries out one, and answers E0801 to the others.
   * @throws {OozieError} `precondition` with code E0801 when it runs already
   */
  start(id: string, options?: RequestOptions): Promise<void>;
  /**
   * Runs a workflow that is over again, under the same id and with `run` one higher. The properties are merged over
   * those of the job, and the definition is read again from its path. All nodes run again, but for those named in
   * `oozie.wf.rerun.skip.nodes` (separated by commas; a lone comma for none), or with `oozie.wf.rerun.failnodes`
   * (`true`) those that were OK, decisions among them, which then go the same way. Oozie keeps both properties with
   * the job, and refuses the two together: once nodes were skipped by name, `failnodes` is refused for good.
   * @throws {OozieError} `precondition`: E0805 for a workflow that is not over; `invalid-request`: E0404 for both
   * properties together, E0806 and E0807 for nodes to skip that have not ended, or that the job has not reached
   */
  rerun(id: string, properties: Properties, options?: RequestOptions): Promise<void>;
}

export interface WorkflowOperations
  extends WorkflowControl,
    JobOperations<WorkflowRow, JobFilter, WorkflowStatus> {
  /** One node that the workflow reached, by `<workflow>@<node>`. */
  action(actionId: string, options?: RequestOptions): Promise<WorkflowAction>;
  /** The failed attempts at an action that has a `retry-max`, without its latest one; `<workflow>@<node>`. */
  retries(actionId: string, options?: RequestOptions): Promise<ActionRetry[]>;
  graph: DrawGraph;
  /** The changes that can be read back, with what came of them. */
  readonly confirmed: ConfirmedWorkflowOperations;
}

const rows: ListKind<WorkflowRow> = {
  jobtype: 'wf',
  page: z.pipe(
    z.object({ ...pageFields, workflows: z.array(workflowRow) }),
    z.transform(({ workflows, ...page }) => ({ ...page, rows: workflows })),
  ),
  idOf: (row) => row.id,
};

const externalIdAnswer = z.object({ id: z.optional(text) });
const retriesAnswer = z.object({ retries: z.array(actionRetry) });

/** @see org.apache.oozie.DagEngine */
export function workflowControl(transport: Transport): WorkflowControl {
  return {
    ...jobControl(transport, rows),
    async info(id, options = {}) {
      const request = readOf(id, { offset: options.offset, len: options.len });
      return (await transport.json(request, workflow, options)).value;
    },
    async idByExternalId(externalId, options) {
      const query = { jobtype: 'wf', 'external-id': externalId };
      const request = { method: 'GET', path: '/v2/jobs', since: 0, query } as const;
      const { value } = await transport.json(request, externalIdAnswer, options);
      return value.id || undefined;
    },
    start: (id, options) => changeJob(transport, id, { action: 'start' }, options),
    async rerun(id, properties, options) {
      const body = printConfiguration(properties);
      await transport.text(changeOf(id, { query: { action: 'rerun' }, body }), options);
    },
  };
}

export function workflowOperations(transport: Transport): WorkflowOperations {
  const operations: Omit<WorkflowOperations, 'confirmed'> = {
    ...workflowControl(transport),
    ...furtherJobOperations(transport, rows),
    async action(actionId, options) {
      return (await transport.json(readOf(actionId, {}), workflowAction, options)).value;
    },
    async retries(actionId, options) {
      const request = readOf(actionId, { show: 'retries' });
      return (await transport.json(request, retriesAnswer, options)).value.retries;
    },
    graph: graphOperation(transport),
  };
  return { ...operations, confirmed: confirmedWorkflows(operations) };
}
