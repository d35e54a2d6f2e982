import type { Properties } from '../configuration.ts';
import { pause } from '../deadline.ts';
import { OozieError } from '../oozie-error.ts';
import { refusedInput } from '../refused-input.ts';
import type { RequestOptions } from '../transport.ts';
import { canonicalJob } from './canonical-job.ts';
import {
  type GuardedJob,
  type GuardedOutcome,
  guardedBundle,
  guardedCoordinator,
  guardedWorkflow,
  kindOf,
  type SubmittingClient,
} from './guarded-job.ts';
import type { KeyedJob } from './jobs-under-key.ts';

export interface SubmitOnceOptions extends RequestOptions {
  /** What tells this job from all others, whenever and from wherever it is submitted: letters, digits, `.`, `_`, `-`. */
  key: string;
  /** Folder of the cluster for the definition of the bundle that wraps a coordinator; needed for coordinators only. */
  root?: string;
  /** Default true; false leaves the job in PREP. A bundle is left to its kick-off time either way. */
  start?: boolean;
  /**
   * How long a request whose answer was lost may still be on its way, in ms. Default 35 000, somewhat longer than the
   * client's own time limit.
   */
  settleMs?: number;
  /**
   * How long to wait before looking who else has submitted under the key, in ms, so that of two who do it in the very
   * same moment both see each other. Default 500.
   */
  othersMs?: number;
}

export interface SubmittedOnce extends GuardedOutcome {
  /** An earlier or other submission under the key made it, or a request of this one whose answer was lost. */
  readonly found: boolean;
  /** Inert jobs under the same key, which were killed. */
  readonly killed: readonly string[];
}

/** Waits, in ms; rejects when the caller aborts. */
type Rest = (ms: number) => Promise<void>;

/** After so many requests that certainly made no job, the cause is not the network. */
const mostRequests = 3;

/**
 * Makes a job under a key, once, however often this is called with it and whatever answers are lost: the job is
 * submitted inert, looked for when an answer is lost, and the one that counts is started. Oozie forgets finished
 * jobs (workflows after 30 days, bundles and coordinators after 7, unless it is told otherwise), and with them keys.
 * @throws {OozieError} `invalid-request` for a key that can't be looked up, a bundle that would begin at once, or
 * what Oozie refuses; `timeout` when a lost request is settled by no look
 */
export async function submitOnce(
  client: SubmittingClient,
  properties: Properties,
  given: SubmitOnceOptions,
): Promise<SubmittedOnce> {
  const { key, root, start = true, settleMs = 35_000, othersMs = 500, ...options } = given;
  if (!/^[\w.-]{1,200}$/.test(key)) {
    throw refusedInput(
      `"${key}" can't be a key: use 1 to 200 letters, digits, dots, underscores and hyphens, by which Oozie can find it.`,
    );
  }
  const kind = kindOf(properties);
  const job =
    kind === 'workflow'
      ? guardedWorkflow(client, properties, key)
      : kind === 'coordinator'
        ? await guardedCoordinator(client, properties, { key, root }, options)
        : await guardedBundle(client, properties, key, options);
  const rest = (ms: number) =>
    pause({ method: 'The submission', url: `under the key ${key}` }, ms, options.signal);
  const before = await job.find(options);
  const made = before.length > 0 ? undefined : await submit(job, settleMs, rest, options);
  if (made !== undefined) await rest(othersMs);
  const jobs = before.length > 0 ? before : await withMade(job, made, options);
  const chosen = canonicalJob(jobs);
  if (chosen === undefined) throw lost(key, settleMs);
  if (start && chosen.status === 'PREP') await begin(job, chosen.id, options);
  const killed = await killInert(job, jobs, chosen.id, options);
  const outcome = await settled(job, chosen.id, start, rest, options);
  return { ...outcome, found: chosen.id !== made, killed };
}

/** Sends the submission until a job is known to be there. The id is undefined for one that was found by its key. */
async function submit(
  job: GuardedJob,
  settleMs: number,
  rest: Rest,
  options: RequestOptions,
): Promise<string | undefined> {
  for (let requests = 1; ; requests += 1) {
    try {
      return await job.submit(options);
    } catch (error) {
      if (!(error instanceof OozieError) || error.reachedServer !== 'maybe') throw error;
      if (error.kind === 'aborted') throw error;
      if (await appears(job, settleMs, rest, options)) return undefined;
      if (requests === mostRequests) throw error;
    }
  }
}

/** Whether a job shows under the key before a lost request can no longer arrive. */
async function appears(
  job: GuardedJob,
  settleMs: number,
  rest: Rest,
  options: RequestOptions,
): Promise<boolean> {
  const until = Date.now() + settleMs;
  for (let wait = 250; ; wait = Math.min(5_000, wait * 2)) {
    const found = await job.find(options).catch((error: unknown) => {
      // No answer to the look either: look again, for as long as the request may be on its way.
      if (!(error instanceof OozieError) || error.kind === 'aborted' || Date.now() >= until) throw error;
      return [];
    });
    if (found.length > 0) return true;
    const left = until - Date.now();
    if (left <= 0) return false;
    await rest(Math.min(wait, left));
  }
}

async function withMade(
  job: GuardedJob,
  made: string | undefined,
  options: RequestOptions,
): Promise<KeyedJob[]> {
  const found = await job.find(options);
  if (made === undefined || found.some(({ id }) => id === made)) return found;
  return [...found, { id: made, status: 'PREP' }];
}

async function begin(job: GuardedJob, id: string, options: RequestOptions): Promise<void> {
  try {
    await job.start?.(id, options);
  } catch (error) {
    // Somebody else's start came first, or this one's answer was lost: the job's state tells.
    if (!(error instanceof OozieError) || error.kind === 'aborted') throw error;
    if (error.kind !== 'precondition' && error.reachedServer !== 'maybe') throw error;
  }
}

async function killInert(
  job: GuardedJob,
  jobs: readonly KeyedJob[],
  chosen: string,
  options: RequestOptions,
): Promise<string[]> {
  const inert = jobs.filter(({ id, status }) => id !== chosen && status === 'PREP');
  for (const { id } of inert) await job.kill(id, options);
  return inert.map(({ id }) => id);
}

/** How long a job is given to begin, and a bundle to make its coordinator, in ms. */
const beginMs = 20_000;

async function settled(
  job: GuardedJob,
  id: string,
  start: boolean,
  rest: Rest,
  options: RequestOptions,
): Promise<GuardedOutcome> {
  const until = Date.now() + beginMs;
  for (let wait = 100; ; wait = Math.min(2_000, wait * 2)) {
    const outcome = await job.outcome(id, options);
    const waits = outcome?.inert === true && start && job.start !== undefined;
    if (outcome !== undefined && !waits) return outcome.job;
    if (Date.now() > until) {
      throw new OozieError(
        `${id} was started, but does not show so after ${beginMs / 1000} s. Submit again with the same key, and it is started if need be.`,
        { kind: 'timeout', reachedServer: 'yes' },
      );
    }
    await rest(wait);
    // Oozie carries out one start only, so a lost one is sent again.
    if (waits) await begin(job, id, options);
  }
}

function lost(key: string, settleMs: number): OozieError {
  return new OozieError(
    `No job shows under the key ${key} within ${settleMs} ms. Submit again with the same key: what there is will be found.`,
    { kind: 'timeout', reachedServer: 'maybe' },
  );
}
