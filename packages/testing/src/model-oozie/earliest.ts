import { type JobTable, memo, shardsOf } from './job-table.ts';

/** The time of what is not going to be. */
export const never = Number.POSITIVE_INFINITY;

/** The least of the times that are due for a table's jobs; computed anew only for the part of it that has changed. */
export function earliestOf<Job>(timeOf: (job: Job) => number): (table: JobTable<Job>) => number {
  const known = new WeakMap<object, unknown>();
  const inShard = (shard: Readonly<Record<string, Job>>) =>
    memo(shard, known, (jobs) =>
      Object.values<Job>(jobs).reduce((least, job) => Math.min(least, timeOf(job)), never),
    );
  return (table) =>
    memo(table, known, () =>
      shardsOf(table).reduce((least, shard) => Math.min(least, inShard(shard)), never),
    );
}
