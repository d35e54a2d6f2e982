import {
  type Bundle,
  canonicalJob,
  isTerminalBundleStatus,
  isTerminalCoordinatorStatus,
  OozieError,
  printOozieDate,
} from '@howdah/oozie-client';
import type { OutboxStep } from '../../store/tables.ts';
import { storeDefinition } from '../definition-store.ts';
import { asText } from '../digest.ts';
import type { Found, FullRead, Kind, Transport } from '../kind.ts';
import { foundOf, NotYetSeen, readBack, unlessGone } from '../read-back.ts';
import { parseWith } from '../spec-error.ts';
import { bundleKeyProperty, keyOfBundle } from './bundle-key.ts';
import { bundleNameProperty, guardedText } from './guarded-text.ts';
import {
  bundleAgrees,
  bundleChange,
  bundleChangedAgain,
  bundleFixedDigest,
  isOver,
  planBundle,
  planBundleKill,
} from './plan.ts';
import { type BundleSpec, bundleSpec } from './spec.ts';

function parseSpec(value: unknown): BundleSpec {
  const spec = parseWith(bundleSpec, value) as BundleSpec;
  guardedText(spec.definition);
  return spec;
}

/** What the bundle is submitted with, after the definitions were stored leaf first. */
async function submission(step: OutboxStep, transport: Transport): Promise<Record<string, string>> {
  const spec = parseSpec(step.payload);
  const properties: Record<string, string> = {
    ...asText(spec.properties),
    ...(spec.endTime === undefined ? {} : { endTime: printOozieDate(spec.endTime) }),
    [bundleNameProperty]: spec.name,
    [bundleKeyProperty]: step.key,
  };
  for (const [property, workflow] of Object.entries(spec.workflows ?? {})) {
    properties[property] = await storeDefinition('workflow', workflow, properties, transport);
  }
  for (const [property, coordinator] of Object.entries(spec.coordinators ?? {})) {
    properties[property] = await storeDefinition('coordinator', coordinator, properties, transport);
  }
  const path = await storeDefinition('bundle', guardedText(spec.definition), properties, transport);
  return { ...properties, 'oozie.bundle.application.path': path };
}

async function submit(step: OutboxStep, transport: Transport): Promise<Found> {
  const properties = await submission(step, transport);
  const { id } = await transport.client.submit(properties, { signal: transport.signal });
  return { link: { jobId: id, bundleId: null, started: false } };
}

async function lookForSubmission(step: OutboxStep, { client, signal }: Transport): Promise<Found | 'absent'> {
  const { name } = parseSpec(step.payload);
  const found: { id: string; status: string }[] = [];
  for await (const row of client.bundles.all({ filter: { name } }, { signal })) {
    if (keyOfBundle(row) === step.key) found.push({ id: row.bundleJobId, status: row.status });
  }
  const job = canonicalJob(found);
  if (job === undefined) return 'absent';
  return {
    link: { jobId: job.id, bundleId: null, started: job.status !== 'PREP' && job.status !== 'KILLED' },
  };
}

/** A bundle has no end of its own until it is given one: it ends with its last coordinator. */
function withEnd(job: Bundle): Bundle {
  const ends = job.bundleCoordJobs.map(({ endTime }) => endTime ?? 0);
  return job.endTime === null && ends.length > 0 ? { ...job, endTime: Math.max(...ends) } : job;
}

async function read(jobId: string, { client, signal }: Transport): Promise<FullRead> {
  const job = await unlessGone(client.bundles.info(jobId, { signal }));
  return job === undefined ? { id: jobId, gone: true } : { id: jobId, gone: false, job: withEnd(job) };
}

function idOf(step: OutboxStep): string {
  const jobId = step.job?.jobId ?? null;
  if (jobId === null) throw new Error(`Step ${step.action} has no bundle.`);
  return jobId;
}

/** How long a started bundle is given to make its coordinators, and a killed one to end them, in ms between reads. */
const childWaits = [100, 200, 400, 800, 1_500, 3_000];

async function start(step: OutboxStep, transport: Transport): Promise<Found> {
  const { client, signal } = transport;
  const jobId = idOf(step);
  const before = await read(jobId, transport);
  if (before.gone) return foundOf(step, before, false);
  if ((before.job as Bundle).status === 'PREP') await client.bundles.start(jobId, { signal });
  for (const wait of [0, ...childWaits]) {
    if (wait > 0) await transport.wait(wait);
    const now = await read(jobId, transport);
    if (now.gone || bundleAgrees('start', null, now.job as Bundle)) return foundOf(step, now, !now.gone);
  }
  throw new NotYetSeen(`Bundle ${jobId} was started, but its coordinators don’t show yet.`);
}

/** Kills a bundle, and a coordinator that it was just making: Oozie makes that even when the bundle has been killed. */
async function kill(step: OutboxStep, transport: Transport): Promise<Found> {
  const { client, signal } = transport;
  const jobId = idOf(step);
  const before = await read(jobId, transport);
  const hadBegun = step.job?.started === true || (!before.gone && (before.job as Bundle).status !== 'PREP');
  if (!before.gone) await unlessGone(client.bundles.kill(jobId, { signal }));
  for (const wait of [0, ...childWaits]) {
    if (wait > 0) await transport.wait(wait);
    const now = await read(jobId, transport);
    if (now.gone || isOver(now.job as Bundle)) return foundOf(step, now, hadBegun);
    const { status, bundleCoordJobs } = now.job as Bundle;
    if (!isTerminalBundleStatus(status)) continue;
    for (const child of bundleCoordJobs.filter((each) => !isTerminalCoordinatorStatus(each.status))) {
      if (child.coordJobId) await unlessGone(client.coordinators.kill(child.coordJobId, { signal }));
    }
  }
  throw new NotYetSeen(`Oozie accepted the kill of bundle ${jobId}, but it doesn’t show yet.`);
}

async function command(step: OutboxStep, transport: Transport): Promise<Found> {
  const { client, signal } = transport;
  const jobId = idOf(step);
  try {
    if (step.action === 'change') {
      const { endtime, pausetime } = bundleChange.parse(step.payload);
      if (endtime !== undefined) await client.bundles.change(jobId, { endtime }, { signal });
      else if (pausetime !== undefined) await client.bundles.change(jobId, { pausetime }, { signal });
    } else if (step.action === 'suspend' || step.action === 'resume') {
      await client.bundles[step.action](jobId, { signal });
    }
  } catch (error) {
    if (!(error instanceof OozieError && error.kind === 'not-found')) throw error;
  }
  return foundOf(step, await readBack(bundleKind, step, jobId, transport));
}

/** A bundle: one row, one bundle job with all of its coordinators. */
export const bundleKind: Kind = {
  name: 'bundle',
  parseSpec,
  fixedDigest: (spec) => bundleFixedDigest(spec as BundleSpec),
  plan: (input) => planBundle(input as Parameters<typeof planBundle>[0]),
  planKill: (input) => planBundleKill(input as Parameters<typeof planBundleKill>[0]),
  sees(job) {
    const { status, endTime, pauseTime } = job as Bundle;
    return { status, endTime, pauseTime };
  },
  agrees: (step, job) => bundleAgrees(step.action, step.payload, job as Bundle),
  changedAgain: (step, job) =>
    step.action === 'change' && bundleChangedAgain(step.payload, step.seen, job as Bundle),
  async prepare(step, transport) {
    if (step.action === 'submit') await submission(step, transport);
    return undefined;
  },
  send(step, transport) {
    if (step.action === 'submit') return submit(step, transport);
    if (step.action === 'start') return start(step, transport);
    return step.action === 'kill' ? kill(step, transport) : command(step, transport);
  },
  async look(step, transport) {
    if (step.action === 'submit') return lookForSubmission(step, transport);
    const now = await read(idOf(step), transport);
    if (now.gone) return foundOf(step, now, step.job?.started ?? false);
    const job = now.job as Bundle;
    return bundleAgrees(step.action, step.payload, job)
      ? foundOf(step, now, job.status !== 'PREP')
      : 'absent';
  },
  read,
};
