/** Submits and reads workflows in this package's tests, with bare fetch: the client package is not ours to use. */
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { printConfiguration } from './oozie-site.ts';

export interface Job {
  id: string;
  status: string;
  actions: { name: string; status: string; data: string | null }[];
}

/** Reads a workflow job over REST. */
export async function readJob(oozieUrl: string, id: string): Promise<Job> {
  const response = await fetch(`${oozieUrl}/v2/job/${id}?show=info`);
  if (!response.ok) throw new Error(`${response.status} ${response.headers.get('oozie-error-message')}`);
  return (await response.json()) as Job;
}

/** Submits the workflow in `folder` and waits until it has left PREP and RUNNING. */
export async function runWorkflow(
  oozieUrl: string,
  folder: string,
  properties: Record<string, string> = {},
): Promise<Job> {
  const user = userInfo().username;
  const response = await fetch(`${oozieUrl}/v2/jobs?action=start&user.name=${user}`, {
    method: 'POST',
    headers: { 'content-type': 'application/xml' },
    body: printConfiguration({
      'user.name': user,
      'oozie.wf.application.path': folder,
      ...properties,
    }),
  });
  if (!response.ok) throw new Error(`${response.status} ${response.headers.get('oozie-error-message')}`);
  const { id } = (await response.json()) as { id: string };
  for (;;) {
    const job = await readJob(oozieUrl, id);
    if (job.status !== 'PREP' && job.status !== 'RUNNING') return job;
    await sleep(200);
  }
}
