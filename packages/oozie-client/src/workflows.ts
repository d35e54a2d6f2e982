import * as z from 'zod/mini';
import type { JobFilter } from './filter.ts';
import type { WorkflowStatus } from './job-status.ts';
import { changeJob, type JobOperations, jobOperations, readOf } from './jobs.ts';
import { text } from './json-fields.ts';
import { type ListKind, pageFields } from './list.ts';
import type { RequestOptions, Transport } from './transport.ts';
import { type Workflow, type WorkflowRow, workflow, workflowRow } from './workflow.ts';

/** Which of a job's actions to read along with it. */
export interface PageOfActions {
  /** Rank of the first action, from 1. Default 1. */
  offset?: number;
  /** How many actions at most. */
  len?: number;
}

export interface WorkflowOperations extends JobOperations<WorkflowRow, JobFilter, WorkflowStatus> {
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

/** @see org.apache.oozie.DagEngine */
export function workflowOperations(transport: Transport): WorkflowOperations {
  return {
    ...jobOperations(transport, rows),
    async info(id, options = {}) {
      const request = readOf(id, { offset: options.offset, len: options.len });
      return (await transport.json(request, workflow, options)).value;
    },
    async idByExternalId(externalId, options) {
      const query = { jobtype: 'wf', 'external-id': externalId };
      const request = { method: 'GET', path: '/v2/jobs', query } as const;
      const { value } = await transport.json(request, externalIdAnswer, options);
      return value.id || undefined;
    },
    start: (id, options) => changeJob(transport, id, { action: 'start' }, options),
  };
}
