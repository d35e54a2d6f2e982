import type { BundleOperations } from '../bundles.ts';
import { type Properties, parseConfiguration } from '../configuration.ts';
import type { CoordinatorOperations } from '../coordinators.ts';
import type { DefinitionUpload } from '../definition-upload.ts';
import { applicationPathProperty, type JobKind } from '../job-kind.ts';
import { isTerminalBundleStatus } from '../job-status.ts';
import { refusedInput } from '../refused-input.ts';
import type { RequestOptions } from '../transport.ts';
import type { WorkflowOperations } from '../workflows.ts';
import { readDryrunAnswer } from './dryrun-answer.ts';
import { externalIdProperty, type KeyedJob, workflowsUnderKey, wrappersUnderKey } from './jobs-under-key.ts';
import { coordinatorIdIn, keyProperty, wrappedCoordinator, wrappingBundle } from './wrapping-bundle.ts';

/** What of the client a guarded submission needs. */
export interface SubmittingClient {
  submit(properties: Properties, options?: RequestOptions): Promise<{ id: string }>;
  dryrun(properties: Properties, options?: RequestOptions): Promise<{ id: string }>;
  uploadDefinition(definition: DefinitionUpload, options?: RequestOptions): Promise<{ path: string }>;
  readonly workflows: Pick<
    WorkflowOperations,
    'idByExternalId' | 'info' | 'all' | 'status' | 'start' | 'kill'
  >;
  readonly coordinators: Pick<CoordinatorOperations, 'status'>;
  readonly bundles: Pick<BundleOperations, 'all' | 'info' | 'status' | 'start' | 'kill'>;
}

/** A job that can be submitted under a key, inert until it is started, and found again by the key. */
export interface GuardedJob {
  submit(options: RequestOptions): Promise<string>;
  /** Every job under the key. */
  find(options: RequestOptions): Promise<KeyedJob[]>;
  /** Undefined for a job that its own kick-off time starts. */
  readonly start: ((id: string, options: RequestOptions) => Promise<void>) | undefined;
  kill(id: string, options: RequestOptions): Promise<void>;
  /** The job that a user asked for, and whether it waits to be started; undefined while a started bundle makes it. */
  outcome(id: string, options: RequestOptions): Promise<{ inert: boolean; job: GuardedOutcome } | undefined>;
}

export interface GuardedOutcome {
  readonly id: string;
  readonly status: string;
  /** The bundle that wraps the coordinator; null for other jobs. */
  readonly bundleId: string | null;
}

/**
 * Which kind of job the properties make.
 * @throws {OozieError} `invalid-request` unless exactly one application path is given
 */
export function kindOf(properties: Properties): JobKind {
  const kinds = (['workflow', 'coordinator', 'bundle'] as const).filter(
    (kind) => properties[applicationPathProperty[kind]] !== undefined,
  );
  const [kind, ...more] = kinds;
  if (kind === undefined || more.length > 0) {
    const names = Object.values(applicationPathProperty).join(', ');
    throw refusedInput(`A job needs exactly one of the properties ${names}; these have ${kinds.length}.`);
  }
  return kind;
}

export function guardedWorkflow(client: SubmittingClient, properties: Properties, key: string): GuardedJob {
  const { workflows } = client;
  return {
    async submit(options) {
      return (await client.submit({ ...properties, [externalIdProperty]: key }, options)).id;
    },
    find: (options) => workflowsUnderKey(workflows, key, options),
    start: (id, options) => workflows.start(id, options),
    kill: (id, options) => workflows.kill(id, options),
    async outcome(id, options) {
      const status = await workflows.status(id, options);
      return { inert: status === 'PREP', job: { id, status, bundleId: null } };
    },
  };
}

/** A coordinator runs as soon as it is submitted, so a bundle that waits to be started holds it. */
export async function guardedCoordinator(
  client: SubmittingClient,
  properties: Properties,
  given: { key: string; root: string | undefined },
  options: RequestOptions,
): Promise<GuardedJob> {
  const { bundles } = client;
  const { key, root } = given;
  if (root === undefined) {
    throw refusedInput(
      'A coordinator is submitted exactly once inside a bundle of its own: say as `root` under which folder of the cluster that bundle’s definition can be stored.',
    );
  }
  const { [applicationPathProperty.coordinator]: path = '', ...own } = properties;
  const { name } = readDryrunAnswer((await client.dryrun(properties, options)).id);
  if (!name) throw refusedInput(`The coordinator at ${path} has no name, without which it can’t be wrapped.`);
  const all = { ...own, ...wrappedCoordinator({ key, name, path }) };
  return {
    async submit(given) {
      const bundle = await client.uploadDefinition(
        { kind: 'bundle', xml: wrappingBundle, root, properties: all },
        given,
      );
      return (await client.submit({ ...all, [applicationPathProperty.bundle]: bundle.path }, given)).id;
    },
    find: (given) => wrappersUnderKey(bundles, key, given),
    start: (id, given) => bundles.start(id, given),
    kill: (id, given) => bundles.kill(id, given),
    async outcome(bundleId, given) {
      const bundle = await bundles.info(bundleId, given);
      const id = coordinatorIdIn(bundle);
      if (id !== undefined) {
        const status = await client.coordinators.status(id, given);
        return { inert: false, job: { id, status, bundleId } };
      }
      const { status } = bundle;
      if (status === 'PREP') return { inert: true, job: { id: bundleId, status, bundleId } };
      return isTerminalBundleStatus(status)
        ? { inert: false, job: { id: bundleId, status, bundleId } }
        : undefined;
    },
  };
}

/** How far off a bundle's kick-off must be, in ms, so that its duplicates are found and killed before it. */
const kickOffMargin = 5 * 60_000;

/** A bundle is inert until its kick-off time. */
export async function guardedBundle(
  client: SubmittingClient,
  properties: Properties,
  key: string,
  options: RequestOptions,
): Promise<GuardedJob> {
  const { bundles } = client;
  const { name, kickOffTime } = readDryrunAnswer((await client.dryrun(properties, options)).id);
  if (kickOffTime === undefined || kickOffTime < Date.now() + kickOffMargin) {
    throw refusedInput(
      'A bundle whose kick-off time is not at least 5 minutes away begins as soon as it arrives, so a lost answer could make it run twice. Give it a later kick-off-time, which `start` need not wait for, or submit it without a key.',
    );
  }
  return {
    submit: async (given) => (await client.submit({ ...properties, [keyProperty]: key }, given)).id,
    async find(given) {
      const found: KeyedJob[] = [];
      const filter = name === undefined || /[=;]|^$/.test(name) ? {} : { name };
      for await (const row of bundles.all({ filter }, given)) {
        // Lists show a bundle's whole configuration.
        const { [keyProperty]: carried } = parseConfiguration(row.conf ?? '<configuration/>');
        if (carried === key) found.push({ id: row.bundleJobId, status: row.status });
      }
      return found;
    },
    start: undefined,
    kill: (id, given) => bundles.kill(id, given),
    async outcome(id, given) {
      const status = await bundles.status(id, given);
      return { inert: status === 'PREP', job: { id, status, bundleId: null } };
    },
  };
}
