/**
 * What really is on an Oozie server, read past Howdah's own client and past every proxy: what Howdah says is checked
 * against this.
 */

/** A workflow job as Oozie prints it; the fields that tests look at. Times are RFC 822 texts, or null. */
export interface TrueWorkflow {
  id: string;
  appName: string;
  status: string;
  externalId: string | null;
  parentId: string | null;
  run: number;
  createdTime: string;
  startTime: string | null;
  endTime: string | null;
  /** The configuration, as XML. */
  conf: string;
  actions: { name: string; type: string; status: string; transition: string | null }[];
}

/** A coordinator job as Oozie prints it; the fields that tests look at. */
export interface TrueCoordinator {
  coordJobId: string;
  coordJobName: string;
  status: string;
  concurrency: number;
  startTime: string;
  endTime: string;
  pauseTime: string | null;
  bundleId: string | null;
  /** The configuration, as XML. */
  conf: string;
  actions: { id: string; status: string; externalId: string | null }[];
  total: number;
}

interface JobLists {
  workflows?: { id: string }[];
  coordinatorjobs?: { coordJobId: string }[];
  bundlejobs?: { bundleJobId: string }[];
}

async function read<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok)
    throw new Error(`${address}: ${answer.status} ${answer.headers.get('oozie-error-message')}`);
  return (await answer.json()) as T;
}

const list = (oozieUrl: string, type: 'wf' | 'coord' | 'bundle', name: string) =>
  read<JobLists>(`${oozieUrl}/v2/jobs?jobtype=${type}&len=1000&filter=${encodeURIComponent(`name=${name}`)}`);

/** Every workflow job of a name, whatever its status, in full. */
export async function workflowsNamed(oozieUrl: string, name: string): Promise<TrueWorkflow[]> {
  const { workflows = [] } = await list(oozieUrl, 'wf', name);
  return Promise.all(workflows.map(({ id }) => read<TrueWorkflow>(`${oozieUrl}/v2/job/${id}`)));
}

/** Every coordinator job of a name, whatever its status, in full, with its first 1,000 actions. */
export async function coordinatorsNamed(oozieUrl: string, name: string): Promise<TrueCoordinator[]> {
  const { coordinatorjobs = [] } = await list(oozieUrl, 'coord', name);
  return Promise.all(
    coordinatorjobs.map(({ coordJobId }) => read<TrueCoordinator>(`${oozieUrl}/v2/job/${coordJobId}?len=-1`)),
  );
}

/**
 * The jobs that were ever started. Seen on Oozie 5.2.1: a job that waits in PREP, and one that was killed in PREP, has
 * `startTime: null` and no actions; a started one keeps its start time whatever becomes of it.
 */
export function started<J extends { startTime: string | null }>(jobs: readonly J[]): J[] {
  return jobs.filter((job) => job.startTime !== null);
}

/** Changes a coordinator as another client of Oozie would: `{ concurrency: '3', endtime: '2027-01-01T00:00Z' }`. */
export async function changeCoordinator(
  oozieUrl: string,
  coordJobId: string,
  change: Partial<Record<'endtime' | 'concurrency' | 'pausetime' | 'status', string>>,
): Promise<void> {
  const value = Object.entries(change)
    .map(([field, to]) => `${field}=${to}`)
    .join(';');
  await act(oozieUrl, coordJobId, `change&value=${encodeURIComponent(value)}`);
}

/** Kills, suspends, resumes or starts a job as another client of Oozie would. */
export async function act(oozieUrl: string, jobId: string, action: string): Promise<void> {
  const answer = await fetch(`${oozieUrl}/v2/job/${jobId}?action=${action}`, { method: 'PUT' });
  if (!answer.ok) {
    throw new Error(`${action} of ${jobId}: ${answer.status} ${answer.headers.get('oozie-error-message')}`);
  }
}

/** Makes Oozie forget jobs that ended so many days ago; 0: all that have ended. */
export async function purge(
  oozieUrl: string,
  olderThanDays: Partial<Record<'wf' | 'coord' | 'bundle', number>>,
): Promise<void> {
  const query = new URLSearchParams(
    Object.entries(olderThanDays).map(([type, days]): [string, string] => [type, String(days)]),
  );
  const answer = await fetch(`${oozieUrl}/v2/admin/purge?${query}`, { method: 'PUT' });
  if (!answer.ok) throw new Error(`purge: ${answer.status} ${answer.headers.get('oozie-error-message')}`);
}
