/**
 * Jobs by id, in shards of neighbours, so that a table with one job changed shares nearly everything with the table
 * before. Plain data: it can be printed as JSON and read back.
 */
export type JobTable<Job> = Readonly<Record<string, Readonly<Record<string, Job>>>>;

const jobsPerShard = 128;

/** Jobs of one start of the server and of near numbers are neighbours. */
function shardOf(id: string): string {
  const [counter = '', start = ''] = id.split('-');
  return `${start}-${Math.floor(Number(counter) / jobsPerShard)}`;
}

export function jobIn<Job>(table: JobTable<Job>, id: string): Job | undefined {
  return table[shardOf(id)]?.[id];
}

/** In order of their ids within each start of the server. */
export function jobsIn<Job>(table: JobTable<Job>): readonly Job[] {
  return memo(table, listed, (shards) => Object.values(shards).flatMap((shard) => Object.values(shard)));
}

const listed = new WeakMap<object, unknown>();

/** What was computed of an immutable value is kept as long as the value itself. */
export function memo<Key extends object, Value>(
  key: Key,
  known: WeakMap<object, unknown>,
  compute: (key: Key) => Value,
): Value {
  const found = known.get(key);
  if (found !== undefined) return found as Value;
  const value = compute(key);
  known.set(key, value);
  return value;
}

/** The parts of a table; those that stay the same from one table to the next are the same objects. */
export function shardsOf<Job>(table: JobTable<Job>): readonly Readonly<Record<string, Job>>[] {
  return Object.values(table);
}

/** A table under change: what it is made of is copied once, when it is first touched. */
export interface OpenTable<Job> {
  get(id: string): Job | undefined;
  put(id: string, job: Job): void;
  delete(id: string): void;
  /** The table as it is now. */
  table(): JobTable<Job>;
}

export function openTable<Job>(original: JobTable<Job>): OpenTable<Job> {
  let shards: Record<string, Record<string, Job>> | undefined;
  let copied = new Set<string>();
  const shardFor = (id: string): Record<string, Job> => {
    const name = shardOf(id);
    shards ??= { ...original } as Record<string, Record<string, Job>>;
    let shard = shards[name];
    if (shard === undefined || !copied.has(name)) {
      shard = { ...shard };
      shards[name] = shard;
      copied.add(name);
    }
    return shard;
  };
  return {
    get: (id) => jobIn(shards ?? original, id),
    put(id, job) {
      shardFor(id)[id] = job;
    },
    delete(id) {
      const shard = shardFor(id);
      delete shard[id];
      if (Object.keys(shard).length === 0 && shards !== undefined) delete shards[shardOf(id)];
    },
    table() {
      // What was handed out is no longer ours to write to.
      const result = shards ?? original;
      if (shards !== undefined) shards = { ...shards };
      copied = new Set();
      return result;
    },
  };
}
