/** A workflow as Oozie lists it. */
export interface ListedJob {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly appName: string;
  readonly status: string;
  readonly user: string;
  readonly parentId: string | null;
  readonly createdTime: string;
  readonly startTime: string;
  readonly endTime: string | null;
  readonly lastModTime: string;
}

const statuses = ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'RUNNING', 'KILLED', 'FAILED'];

/** So many workflows, the same each time, the one that changed last first; they were made a minute apart. */
export function madeJobs(count: number, newest: number): ListedJob[] {
  return Array.from({ length: count }, (_, rank) => {
    const number = count - 1 - rank;
    const created = newest - rank * 60_000;
    const status = statuses[(number * 7919) % statuses.length] ?? 'SUCCEEDED';
    const time = (ms: number) => new Date(ms).toUTCString();
    const id = `${String(number).padStart(7, '0')}-261101000000000-oozie-benc-W`;
    return {
      appPath: null,
      acl: null,
      status,
      createdTime: time(created),
      conf: null,
      lastModTime: time(created + 50_000),
      run: 0,
      endTime: status === 'RUNNING' ? null : time(created + 45_000),
      externalId: `0198f3c2-7a6b-7${String(number % 1000).padStart(3, '0')}-9a41-${String(number).padStart(12, '0')}`,
      appName: `inspection-round-${number % 50}`,
      id,
      startTime: time(created + 1_000),
      parentId:
        number % 3 === 0
          ? `${String(number >> 6).padStart(7, '0')}-261101000000000-oozie-benc-C@${number % 64}`
          : null,
      toString: `Workflow id[${id}] status[${status}]`,
      group: null,
      consoleUrl: `http://oozie.example:11000/oozie?job=${id}`,
      user: `inspector-${number % 10}`,
      actions: [],
    };
  });
}
