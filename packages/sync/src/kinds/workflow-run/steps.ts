import {
  canonicalJob,
  externalIdProperty,
  OozieError,
  type Workflow,
  workflowsUnderKey,
} from '@howdah/oozie-client';
import type { OutboxStep } from '../../store/tables.ts';
import { storeDefinition } from '../definition-store.ts';
import { asText } from '../digest.ts';
import type { CommandInput, Found, FullRead, Kind, Transport } from '../kind.ts';
import { foundOf, fullRead, readBack } from '../read-back.ts';
import { parseWith } from '../spec-error.ts';
import {
  planWorkflowCommand,
  planWorkflowKill,
  planWorkflowRun,
  workflowAgrees,
  workflowFixedDigest,
} from './plan.ts';
import { rerunPayload, rerunProperties } from './rerun.ts';
import { type WorkflowRunSpec, workflowRunSpec } from './spec.ts';

const parseSpec = (value: unknown): WorkflowRunSpec => parseWith(workflowRunSpec, value) as WorkflowRunSpec;

/** What the job is submitted with, after its definition was stored. */
async function submission(step: OutboxStep, transport: Transport): Promise<Record<string, string>> {
  const spec = parseSpec(step.payload);
  const properties = asText(spec.properties);
  const path = await storeDefinition('workflow', spec.definition, properties, transport);
  return { ...properties, 'oozie.wf.application.path': path, [externalIdProperty]: step.key };
}

async function submit(step: OutboxStep, transport: Transport): Promise<Found> {
  const properties = await submission(step, transport);
  const { id } = await transport.client.submit(properties, { signal: transport.signal });
  return { link: { jobId: id, bundleId: null, started: false } };
}

async function lookForSubmission(step: OutboxStep, transport: Transport): Promise<Found | 'absent'> {
  const { client, signal } = transport;
  const since = step.firstSentAt ?? step.createdAt;
  // One request can have made one job only.
  const sentOnce = step.attempts <= 1;
  const job = canonicalJob(await workflowsUnderKey(client.workflows, step.key, { since, sentOnce, signal }));
  if (job === undefined) return 'absent';
  const read = await readWorkflow(job.id, transport);
  if (read.gone) return 'absent';
  return { link: { jobId: job.id, bundleId: null, started: job.status !== 'PREP' }, job: read };
}

const readWorkflow = (jobId: string, { client, signal }: Transport): Promise<FullRead> =>
  fullRead(jobId, client.workflows.info(jobId, { signal }));

/** A command whose target the server says isn't there, or is already past it, is settled by reading the job. */
const settledByReading = (error: unknown): boolean =>
  error instanceof OozieError && (error.kind === 'not-found' || error.code === 'E0801');

/** A job that was only looked at and is PREP hasn't begun. What is gone after a command may have begun before. */
const foundAs = (step: OutboxStep, read: FullRead): Found =>
  foundOf(step, read, read.gone ? step.action !== 'look' : (read.job as Workflow).status !== 'PREP');

async function command(step: OutboxStep, transport: Transport): Promise<Found> {
  const jobId = step.job?.jobId;
  if (jobId === undefined || jobId === null) throw new Error(`Step ${step.action} has no job.`);
  const { client, signal } = transport;
  if (step.action === 'rerun') return rerun(step, jobId, transport);
  if (step.action !== 'look') {
    const action = step.action as 'start' | 'suspend' | 'resume' | 'kill';
    try {
      await client.workflows[action](jobId, { signal });
    } catch (error) {
      if (!settledByReading(error)) throw error;
    }
  }
  return foundAs(step, await readBack(workflowRunKind, step, jobId, transport));
}

/** Oozie refuses to rerun what isn't over (E0805): that may be the work of this very request, sent before. */
async function rerun(step: OutboxStep, jobId: string, transport: Transport): Promise<Found> {
  const payload = rerunPayload.parse(step.payload);
  const { client, signal } = transport;
  try {
    await client.workflows.rerun(jobId, payload.properties ?? {}, { signal });
  } catch (error) {
    if (!(error instanceof OozieError && error.code === 'E0805')) throw error;
    const read = await readWorkflow(jobId, transport);
    if (read.gone || !workflowAgrees(step.action, step.payload, read.job as Workflow)) throw error;
    return foundAs(step, read);
  }
  return foundAs(step, await readBack(workflowRunKind, step, jobId, transport));
}

/** Which nodes to skip is told from the run before, and kept with the step: the next run has other nodes done. */
async function preparedRerun(step: OutboxStep, { client, signal }: Transport): Promise<{ payload: unknown }> {
  const payload = rerunPayload.parse(step.payload);
  const jobId = step.job?.jobId;
  if (payload.properties !== undefined || jobId == null) return { payload };
  const job = await client.workflows.info(jobId, { signal });
  return { payload: { ...payload, properties: rerunProperties(payload, job) } };
}

/** A workflow run: one row, one workflow job. */
export const workflowRunKind: Kind = {
  name: 'workflow-run',
  parseSpec,
  fixedDigest: (spec) => workflowFixedDigest(spec as WorkflowRunSpec),
  plan: (input) => planWorkflowRun(input as Parameters<typeof planWorkflowRun>[0]),
  planKill: (input) => planWorkflowKill(input as Parameters<typeof planWorkflowKill>[0]),
  planCommand: (input) => planWorkflowCommand(input as CommandInput<Workflow>),
  sees: (job) => ({ status: (job as Workflow).status, run: (job as Workflow).run }),
  agrees: (step, job) => workflowAgrees(step.action, step.payload, job as Workflow),
  // A workflow's commands bring nothing that another could replace but its status, which speaks for itself.
  changedAgain: () => false,
  async prepare(step, transport) {
    if (step.action === 'submit') await submission(step, transport);
    return step.action === 'rerun' ? preparedRerun(step, transport) : undefined;
  },
  send: (step, transport) => (step.action === 'submit' ? submit(step, transport) : command(step, transport)),
  async look(step, transport) {
    if (step.action === 'submit') return lookForSubmission(step, transport);
    const jobId = step.job?.jobId;
    if (jobId === undefined || jobId === null) return 'absent';
    const read = await readWorkflow(jobId, transport);
    return read.gone || workflowAgrees(step.action, step.payload, read.job as Workflow)
      ? foundAs(step, read)
      : 'absent';
  },
  read: readWorkflow,
};
