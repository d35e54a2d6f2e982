import type { BundleOperations } from '../bundles.ts';
import type { JobFilter } from '../filter.ts';
import type { RequestOptions } from '../transport.ts';
import type { WorkflowOperations } from '../workflows.ts';
import { bundleName } from './wrapping-bundle.ts';

/** The property under which Oozie keeps a workflow's key; it is indexed and can be looked up, but isn't unique. */
export const externalIdProperty = 'oozie.wf.external.id';

/** A job that was submitted under a key, and how far it is. */
export interface KeyedJob {
  readonly id: string;
  readonly status: string;
}

export interface KeyedWorkflowsOptions extends RequestOptions {
  /** When the first request under the key was sent, if that may have been long before the job was made; epoch ms. */
  since?: number | undefined;
  /** Only one request was ever sent under the key, so there is one workflow at the most. Default false. */
  sentOnce?: boolean;
}

/** The server's clock may be far from this one's, and a lost request may arrive late. */
const dayMs = 86_400_000;

/**
 * Every workflow that carries the key. Oozie's look-up by external id shows one of them only, so the list of those
 * that have its name is read as well.
 */
export async function workflowsUnderKey(
  workflows: Pick<WorkflowOperations, 'idByExternalId' | 'info' | 'all'>,
  key: string,
  { since, sentOnce = false, ...options }: KeyedWorkflowsOptions = {},
): Promise<KeyedJob[]> {
  const id = await workflows.idByExternalId(key, options);
  if (id === undefined) return [];
  const shown = await workflows.info(id, { ...options, len: 1 });
  const found: KeyedJob[] = [{ id, status: shown.status }];
  if (sentOnce) return found;
  const first = Math.min(since ?? Number.POSITIVE_INFINITY, shown.createdTime ?? Number.POSITIVE_INFINITY);
  const filter: JobFilter = {
    ...(Number.isFinite(first) ? { startCreatedTime: first - dayMs } : {}),
    // Oozie's filters can't carry these two.
    ...(shown.appName === '' || /[=;]/.test(shown.appName) ? {} : { name: shown.appName }),
  };
  for await (const row of workflows.all({ filter, len: 500 }, options)) {
    if (row.externalId === key && row.id !== id) found.push({ id: row.id, status: row.status });
  }
  return found;
}

/** Every bundle that wraps a coordinator under the key. */
export async function wrappersUnderKey(
  bundles: Pick<BundleOperations, 'all'>,
  key: string,
  options?: RequestOptions,
): Promise<KeyedJob[]> {
  const found: KeyedJob[] = [];
  for await (const row of bundles.all({ filter: { name: bundleName(key) } }, options)) {
    found.push({ id: row.bundleJobId, status: row.status });
  }
  return found;
}
