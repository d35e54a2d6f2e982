import { externalIdProperty, OozieError, type Workflow } from '@howdah/oozie-client';
import { dequal } from 'dequal';
import type { OutboxStep } from '../../store/tables.ts';
import { storeDefinition } from '../definition-store.ts';
import { asText } from '../digest.ts';
import type { Found, FullRead, Kind, Transport } from '../kind.ts';
import { Overtaken } from '../not-as-asked.ts';
import { NotYetSeen, unlessGone } from '../read-back.ts';
import { parseWith, SpecError } from '../spec-error.ts';
import {
  type DefinitionJob,
  definitionFixedDigest,
  digestOfSpec,
  planDefinition,
  planDefinitionKill,
} from './plan.ts';
import {
  currentOf,
  noticeName,
  noticeProperties,
  noticeWorkflow,
  type Published,
  publishedIn,
} from './published.ts';
import { type DefinitionSpec, definitionSpec, typeOf } from './spec.ts';

function parseSpec(value: unknown): DefinitionSpec {
  const spec = parseWith(definitionSpec, value) as DefinitionSpec;
  if (typeOf(spec.text) === undefined) {
    throw new SpecError('text', 'must be a workflow-app, coordinator-app or bundle-app document');
  }
  return spec;
}

/** Every revision that an inert workflow tells of: one, but for a moment after another was published. */
async function published(name: string, { client, signal }: Transport): Promise<Published[]> {
  const found: Published[] = [];
  const filter = { name: noticeName(name), status: 'PREP' };
  for await (const row of client.workflows.all({ filter }, { signal })) {
    const job = await unlessGone(client.workflows.info(row.id, { signal, len: 1 }));
    const revision = job?.status === 'PREP' ? publishedIn(job) : undefined;
    if (revision !== undefined) found.push(revision);
  }
  return found;
}

const readOf = (notice: Workflow, current: Published): FullRead => ({
  id: notice.id,
  gone: false,
  job: { ...notice, conf: null, actions: [], current } satisfies Workflow & DefinitionJob,
});

async function read(jobId: string, transport: Transport): Promise<FullRead> {
  const { client, signal } = transport;
  const notice = await unlessGone(client.workflows.info(jobId, { signal, len: 1 }));
  const told = notice && publishedIn(notice);
  if (notice === undefined || told === undefined) return { id: jobId, gone: true };
  const current = currentOf(await published(told.name, transport));
  return current === undefined ? { id: jobId, gone: true } : readOf(notice, current);
}

/** Stores the definition and the workflow that tells of it. */
async function stored(spec: DefinitionSpec, transport: Transport): Promise<{ path: string; notice: string }> {
  const type = typeOf(spec.text) ?? 'workflow';
  const path = await storeDefinition(type, spec.text, asText(spec.properties), transport);
  const tried = { howdahNotice: noticeName(spec.name) };
  return { path, notice: await storeDefinition('workflow', noticeWorkflow, tried, transport) };
}

/** Takes workflows off that tell of revisions; what isn't ours to kill stays, and counts for less. */
async function takeOff(revisions: readonly Published[], { client, signal }: Transport): Promise<void> {
  for (const { jobId } of revisions) {
    try {
      await client.workflows.kill(jobId, { signal });
    } catch (error) {
      if (!(error instanceof OozieError && error.reachedServer === 'yes')) throw error;
    }
  }
}

/**
 * The current revision as a step's finding; `absent` when there is none, or another one than the step brought. Those that
 * it took the place of are taken off, whoever was interrupted before they were.
 */
async function found(name: string, digest: string | null, transport: Transport): Promise<Found | 'absent'> {
  const told = await published(name, transport);
  const current = currentOf(told);
  if (current === undefined) return 'absent';
  await takeOff(
    told.filter(({ jobId }) => jobId !== current.jobId),
    transport,
  );
  if (digest !== null && current.digest !== digest) return 'absent';
  const job = await read(current.jobId, transport);
  return { link: { jobId: current.jobId, bundleId: null, started: true }, job };
}

/**
 * Makes a definition's text its current revision. Of several that are made of the same revision at the same moment one
 * counts; the others are as if they hadn't been sent, and are decided on anew.
 */
async function publish(step: OutboxStep, transport: Transport): Promise<Found> {
  const spec = parseSpec(step.payload);
  const digest = digestOfSpec(spec);
  const before = currentOf(await published(spec.name, transport));
  // Somebody else's of this name: which of both counts is decided when it is known.
  const isThere = before !== undefined && (step.action === 'submit' || before.digest === digest);
  // The number counts from what the row's edit was made of, so that it can't pass over a revision unseen.
  if (!isThere && before !== undefined && !dequal(seenOf(before), step.seen)) throw overtaken(spec);
  if (!isThere) {
    const { path, notice } = await stored(spec, transport);
    const type = typeOf(spec.text) ?? 'workflow';
    const number = (before?.number ?? 0) + 1;
    await transport.client.submit(
      {
        ...noticeProperties({ name: spec.name, type, text: spec.text, path, number }),
        'oozie.wf.application.path': notice,
        [externalIdProperty]: step.key,
      },
      { signal: transport.signal },
    );
  }
  const made = await found(spec.name, step.action === 'submit' ? null : digest, transport);
  if (made === 'absent') throw overtaken(spec);
  return made;
}

const overtaken = ({ name }: DefinitionSpec) => new Overtaken(`Another revision of ${name} became current.`);

/** What a command must find, so that it overwrites nothing. */
const seenOf = ({ jobId }: Published) => ({ jobId });

const linkedJob = (step: OutboxStep): string => {
  const jobId = step.job?.jobId ?? null;
  if (jobId === null) throw new Error(`Step ${step.action} has no definition.`);
  return jobId;
};

async function unpublish(step: OutboxStep, transport: Transport): Promise<Found> {
  const jobId = linkedJob(step);
  const now = await read(jobId, transport);
  if (!now.gone) {
    const { name } = (now.job as DefinitionJob).current;
    await takeOff(await published(name, transport), transport);
    if ((await published(name, transport)).length > 0) {
      throw new NotYetSeen(`Definition ${name} is still published.`);
    }
  }
  return { link: { jobId, bundleId: null, started: true }, job: { id: jobId, gone: true } };
}

/** Follows the current revision, whoever published it. */
async function follow(step: OutboxStep, transport: Transport): Promise<Found> {
  const jobId = linkedJob(step);
  const now = await read(jobId, transport);
  const link = (id: string) => ({ jobId: id, bundleId: null, started: true });
  if (now.gone) return { link: link(jobId), job: now };
  const { current } = now.job as DefinitionJob;
  return { link: link(current.jobId), job: await read(current.jobId, transport) };
}

/** A definition: one row, one document of which everybody has the current revision. */
export const definitionKind: Kind = {
  name: 'definition',
  isShared: true,
  parseSpec,
  fixedDigest: (spec) => definitionFixedDigest(spec as DefinitionSpec),
  plan: (input) => planDefinition(input as Parameters<typeof planDefinition>[0]),
  planKill: planDefinitionKill,
  sees: (job) => seenOf((job as DefinitionJob).current),
  agrees(step, job) {
    if (step.action === 'kill') return false;
    if (step.action !== 'submit' && step.action !== 'change') return true;
    return (job as DefinitionJob).current.digest === digestOfSpec(parseSpec(step.payload));
  },
  changedAgain: () => false,
  async prepare(step, transport) {
    if (step.action === 'submit' || step.action === 'change')
      await stored(parseSpec(step.payload), transport);
    return undefined;
  },
  send(step, transport) {
    if (step.action === 'submit' || step.action === 'change') return publish(step, transport);
    return step.action === 'kill' ? unpublish(step, transport) : follow(step, transport);
  },
  async look(step, transport) {
    if (step.action === 'submit' || step.action === 'change') {
      const spec = parseSpec(step.payload);
      return found(spec.name, step.action === 'submit' ? null : digestOfSpec(spec), transport);
    }
    if (step.action !== 'kill') return follow(step, transport);
    const now = await read(linkedJob(step), transport);
    return now.gone ? { job: now } : 'absent';
  },
  read,
};
