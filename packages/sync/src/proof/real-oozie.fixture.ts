import { parseConfiguration } from '@howdah/oozie-client';
import type { JobsThere, OozieThere } from './stage.ts';

/** All jobs of one user on a real Oozie, read past Howdah's client and past the proxy. */
export interface RealOozie extends OozieThere {
  /** Reads all jobs anew; `jobs` gives them from then on. */
  look(): Promise<JobsThere>;
}

interface Lists {
  readonly workflows?: readonly { readonly id: string }[];
  readonly coordinatorjobs?: readonly { readonly coordJobId: string }[];
  readonly bundlejobs?: readonly { readonly bundleJobId: string }[];
}

interface WorkflowThere {
  readonly id: string;
  readonly appName: string;
  readonly appPath: string;
  readonly user: string;
  readonly createdTime: string;
  readonly conf: string;
  readonly status: string;
  readonly startTime: string | null;
  readonly parentId: string | null;
  readonly actions: readonly { readonly status: string }[];
}

interface CoordinatorThere {
  readonly coordJobId: string;
  readonly coordJobName: string;
  readonly status: string;
  readonly endTime: string;
  readonly pauseTime: string | null;
  readonly concurrency: number;
  readonly conf: string;
}

interface BundleThere {
  readonly bundleJobId: string;
  readonly bundleJobName: string;
  readonly status: string;
  readonly endTime: string | null;
  readonly pauseTime: string | null;
}

const time = (text: string | null): number | null => (text === null ? null : Date.parse(text));

/**
 * A real server as histories have it. What would disturb other histories on it, or can't be driven (a purge, a restart,
 * a system mode, the end of a job, which comes by itself), does nothing.
 */
export function realOozie(url: string, user: string): RealOozie {
  let known: JobsThere = { workflows: [], coordinators: [], bundles: [] };

  async function read<T>(path: string): Promise<T> {
    const answer = await fetch(`${url}/v2/${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${answer.headers.get('oozie-error-message')}`);
    return (await answer.json()) as T;
  }
  const list = (type: string) =>
    read<Lists>(`jobs?jobtype=${type}&len=500&filter=${encodeURIComponent(`user=${user}`)}`);
  const job = <T>(id: string) => read<T>(`job/${id}?timezone=GMT&len=0`);

  async function look(): Promise<JobsThere> {
    const [{ workflows = [] }, { coordinatorjobs = [] }, { bundlejobs = [] }] = (await Promise.all(
      ['wf', 'coord', 'bundle'].map(list),
    )) as [Lists, Lists, Lists];
    known = {
      workflows: await Promise.all(
        workflows.map(async (listed) => {
          const { createdTime, startTime, conf, ...told } = await job<WorkflowThere>(listed.id);
          return {
            ...told,
            createdTime: Date.parse(createdTime),
            startTime: time(startTime),
            conf: parseConfiguration(conf),
          };
        }),
      ),
      coordinators: await Promise.all(
        coordinatorjobs.map(async ({ coordJobId: id }) => {
          const { coordJobName, status, endTime, pauseTime, concurrency, conf } =
            await job<CoordinatorThere>(id);
          return {
            id,
            appName: coordJobName,
            status,
            endTime: Date.parse(endTime),
            pauseTime: time(pauseTime),
            concurrency,
            conf: parseConfiguration(conf),
          };
        }),
      ),
      bundles: await Promise.all(
        bundlejobs.map(async ({ bundleJobId: id }) => {
          const { bundleJobName, status, endTime, pauseTime } = await job<BundleThere>(id);
          return { id, appName: bundleJobName, status, endTime: time(endTime), pauseTime: time(pauseTime) };
        }),
      ),
    };
    return known;
  }

  return {
    look,
    jobs: () => known,
    fetch: (input, init) => {
      const { pathname, search } = new URL(String(input));
      return fetch(`${new URL(url).origin}${pathname}${search}`, init);
    },
    complete() {},
    purge() {},
    restart() {},
    setSystemMode() {},
  };
}
