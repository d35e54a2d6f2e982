import {
  type Bundle,
  type Coordinator,
  canonicalJob,
  coordinatorIdIn,
  isTerminalBundleStatus,
  OozieError,
  printOozieDate,
  wrappedCoordinator,
  wrappersUnderKey,
  wrappingBundle,
} from '@howdah/oozie-client';
import type { OutboxStep } from '../../store/tables.ts';
import { storeDefinition } from '../definition-store.ts';
import { asText } from '../digest.ts';
import type { CommandInput, Found, FullRead, Kind, Transport } from '../kind.ts';
import { afterAccepted, foundOf, fullRead, NotYetSeen, readBack, unlessGone } from '../read-back.ts';
import { parseWith } from '../spec-error.ts';
import { isDoneForActions, preparedActions, sendForActions } from './action-steps.ts';
import {
  coordinatorAgrees,
  coordinatorChange,
  coordinatorChangedAgain,
  coordinatorFixedDigest,
  coordinatorSeen,
  planCoordinator,
  planCoordinatorCommand,
  planCoordinatorKill,
} from './plan.ts';
import { type CoordinatorSpec, coordinatorSpec } from './spec.ts';
import { coordinatorUpdate, updateProperties } from './update.ts';

const parseSpec = (value: unknown): CoordinatorSpec => parseWith(coordinatorSpec, value) as CoordinatorSpec;

/** How long a started bundle is given to make its coordinator, in ms between reads. */
const childWaits = [100, 200, 400, 800, 1_500, 3_000];

/** What the bundle is submitted with, after the definitions were stored leaf first: workflows, coordinator, bundle. */
async function submission(step: OutboxStep, transport: Transport): Promise<Record<string, string>> {
  const spec = parseSpec(step.payload);
  const properties: Record<string, string> = {
    ...asText(spec.properties),
    ...(spec.endTime === undefined ? {} : { endTime: printOozieDate(spec.endTime) }),
    ...(spec.concurrency === undefined ? {} : { concurrency: String(spec.concurrency) }),
  };
  for (const [property, workflow] of Object.entries(spec.workflows ?? {})) {
    properties[property] = await storeDefinition('workflow', workflow, properties, transport);
  }
  const coordinatorPath = await storeDefinition('coordinator', spec.definition, properties, transport);
  const wrapped = wrappedCoordinator({ key: step.key, name: spec.name, path: coordinatorPath });
  const all = { ...properties, ...wrapped };
  const bundlePath = await storeDefinition('bundle', wrappingBundle, all, transport);
  return { ...all, 'oozie.bundle.application.path': bundlePath };
}

/** Submits the wrapping bundle, which stays PREP. */
async function submit(step: OutboxStep, transport: Transport): Promise<Found> {
  const properties = await submission(step, transport);
  const { id } = await transport.client.submit(properties, { signal: transport.signal });
  return { link: { jobId: null, bundleId: id, started: false } };
}

async function lookForSubmission(step: OutboxStep, { client, signal }: Transport): Promise<Found | 'absent'> {
  const bundle = canonicalJob(await wrappersUnderKey(client.bundles, step.key, { signal }));
  if (bundle === undefined) return 'absent';
  return { link: { jobId: null, bundleId: bundle.id, started: false } };
}

function bundleIdOf(step: OutboxStep): string {
  const bundleId = step.job?.bundleId;
  if (bundleId === undefined || bundleId === null) throw new Error(`Step ${step.action} has no bundle.`);
  return bundleId;
}

const readBundle = (bundleId: string, { client, signal }: Transport): Promise<Bundle | undefined> =>
  unlessGone(client.bundles.info(bundleId, { signal }));

async function startedCoordinator(
  step: OutboxStep,
  bundle: Bundle | undefined,
  transport: Transport,
): Promise<Found | undefined> {
  const bundleId = bundleIdOf(step);
  if (bundle === undefined)
    return { link: { jobId: null, bundleId, started: false }, job: { id: bundleId, gone: true } };
  const jobId = coordinatorIdIn(bundle);
  if (jobId === undefined) return undefined;
  return { link: { jobId, bundleId, started: true }, job: await readCoordinator(jobId, transport) };
}

async function start(step: OutboxStep, transport: Transport): Promise<Found> {
  const bundleId = bundleIdOf(step);
  const before = await readBundle(bundleId, transport);
  if (before?.status === 'PREP') await transport.client.bundles.start(bundleId, { signal: transport.signal });
  for (const wait of [0, ...childWaits]) {
    if (wait > 0) await transport.wait(wait);
    const found = await startedCoordinator(step, await readBundle(bundleId, transport), transport);
    if (found !== undefined) return found;
  }
  throw new NotYetSeen(`Bundle ${bundleId} was started, but its coordinator doesn’t show yet.`);
}

const readCoordinator = (jobId: string, { client, signal }: Transport): Promise<FullRead> =>
  fullRead(jobId, client.coordinators.info(jobId, { signal }));

/**
 * Kills a coordinator of which only the bundle is known. One that never began has none: killing it is all there is to
 * do. One that did may be about to make it, and Oozie makes it even in a bundle that has been killed meanwhile
 * (BundleCoordSubmitXCommand was queued by the start), so it is waited for.
 */
async function killInBundle(step: OutboxStep, transport: Transport): Promise<Found> {
  const bundleId = bundleIdOf(step);
  let bundle = await readBundle(bundleId, transport);
  if (bundle !== undefined && bundle.status !== 'PREP') {
    for (const wait of [0, ...childWaits]) {
      if (wait > 0) await transport.wait(wait);
      if (wait > 0) bundle = await readBundle(bundleId, transport);
      const jobId = bundle && coordinatorIdIn(bundle);
      if (jobId !== undefined) return killCoordinator(step, jobId, transport);
    }
  }
  return killUnstarted(bundleId, transport);
}

async function killCoordinator(step: OutboxStep, jobId: string, transport: Transport): Promise<Found> {
  await unlessGone(transport.client.coordinators.kill(jobId, { signal: transport.signal }));
  return foundOf(step, await readBack(coordinatorKind, step, jobId, transport));
}

async function killUnstarted(bundleId: string, transport: Transport): Promise<Found> {
  await transport.client.bundles.kill(bundleId, { signal: transport.signal });
  const bundle = await readBundle(bundleId, transport);
  if (bundle !== undefined && !isTerminalBundleStatus(bundle.status)) {
    throw new NotYetSeen(`Oozie accepted the kill of bundle ${bundleId}, but it doesn’t show yet.`);
  }
  return { link: { jobId: null, bundleId, started: false }, job: { id: bundleId, gone: true } };
}

const isForActions = ({ action }: OutboxStep): boolean =>
  action === 'rerun-actions' || action === 'kill-actions' || action === 'ignore-actions';

async function command(step: OutboxStep, transport: Transport): Promise<Found> {
  const { client, signal } = transport;
  const jobId = step.job?.jobId ?? null;
  if (jobId === null) return killInBundle(step, transport);
  try {
    if (step.action === 'change') {
      const { endtime, pausetime, concurrency } = coordinatorChange.parse(step.payload);
      await client.coordinators.change(
        jobId,
        {
          ...(endtime === undefined ? {} : { endtime }),
          ...(pausetime === undefined ? {} : { pausetime }),
          ...(concurrency === undefined ? {} : { concurrency }),
        },
        { signal },
      );
    } else if (step.action === 'update') {
      const properties = await updateProperties(step, transport);
      await client.coordinators.update(jobId, properties, { diff: false }, { signal });
    } else if (isForActions(step)) {
      await sendForActions(step, jobId, transport);
      const read = readCoordinator(jobId, transport);
      return foundOf(step, await afterAccepted(step.action, jobId, read));
    } else if (
      step.action === 'suspend' ||
      step.action === 'resume' ||
      step.action === 'kill' ||
      step.action === 'ignore'
    ) {
      await client.coordinators[step.action](jobId, { signal });
    }
  } catch (error) {
    if (!(error instanceof OozieError && error.kind === 'not-found')) throw error;
  }
  return foundCommand(step, await readBack(coordinatorKind, step, jobId, transport));
}

/** An update changes what the job was submitted with. */
function foundCommand(step: OutboxStep, read: FullRead): Found {
  const found = foundOf(step, read);
  if (step.action !== 'update' || read.gone || found.link === undefined) return found;
  return {
    ...found,
    link: { ...found.link, fixedDigest: coordinatorUpdate.parse(step.payload).fixedDigest },
  };
}

async function look(step: OutboxStep, transport: Transport): Promise<Found | 'absent'> {
  if (step.action === 'submit') return lookForSubmission(step, transport);
  if (step.action === 'start') {
    const bundle = await readBundle(bundleIdOf(step), transport);
    return (await startedCoordinator(step, bundle, transport)) ?? 'absent';
  }
  const jobId = step.job?.jobId ?? null;
  if (jobId === null) {
    const bundle = await readBundle(bundleIdOf(step), transport);
    if (bundle !== undefined && !isTerminalBundleStatus(bundle.status)) return 'absent';
    const made = bundle && coordinatorIdIn(bundle);
    if (made !== undefined) {
      const read = await readCoordinator(made, transport);
      return read.gone || coordinatorAgrees('kill', null, read.job as Coordinator)
        ? foundOf(step, read)
        : 'absent';
    }
    return { job: { id: bundleIdOf(step), gone: true } };
  }
  const read = await readCoordinator(jobId, transport);
  if (isForActions(step) && !read.gone)
    return (await isDoneForActions(step, jobId, transport)) ? foundOf(step, read) : 'absent';
  return read.gone || coordinatorAgrees(step.action, step.payload, read.job as Coordinator)
    ? foundCommand(step, read)
    : 'absent';
}

/** A coordinator: one row, one coordinator job in a bundle of its own. */
export const coordinatorKind: Kind = {
  name: 'coordinator',
  parseSpec,
  fixedDigest: (spec) => coordinatorFixedDigest(spec as CoordinatorSpec),
  plan: (input) => planCoordinator(input as Parameters<typeof planCoordinator>[0]),
  planKill: (input) => planCoordinatorKill(input as Parameters<typeof planCoordinatorKill>[0]),
  planCommand: (input) => planCoordinatorCommand(input as CommandInput<Coordinator>),
  sees: (job) => coordinatorSeen(job as Coordinator),
  agrees: (step, job) => coordinatorAgrees(step.action, step.payload, job as Coordinator),
  changedAgain: (step, job) =>
    step.action === 'change' && coordinatorChangedAgain(step.payload, step.seen, job as Coordinator),
  async prepare(step, transport) {
    if (step.action === 'submit') await submission(step, transport);
    if (step.action === 'update') await updateProperties(step, transport);
    const jobId = step.job?.jobId ?? null;
    return isForActions(step) && jobId !== null ? preparedActions(step, jobId, transport) : undefined;
  },
  send(step, transport) {
    if (step.action === 'submit') return submit(step, transport);
    if (step.action === 'start') return start(step, transport);
    return command(step, transport);
  },
  look,
  read: readCoordinator,
};
