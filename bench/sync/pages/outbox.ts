import { createOozieClient } from '@howdah/oozie-client';
import { howdahStores, startHowdah, workflowRuns } from '@howdah/sync';
import { Dexie } from 'dexie';

interface Run {
  readonly id: number;
  readonly status: 'finished';
  readonly jobStatus?: string;
}

export interface Brought {
  /** In ms. */
  readonly time: number;
  /** Where the runs' definition is stored. */
  readonly path: string;
  /** How many jobs were read in full: after they were started, and when the list showed that they went on. */
  readonly reads: number;
}

export interface Outbox {
  /** Has the engine bring so many queued rows to Oozie, until each row shows that its job runs. */
  engine(source: string, definitionRoot: string, runs: number): Promise<Brought>;
  /** The same requests without anything else, in ms. */
  loop(source: string, brought: Brought, runs: number): Promise<number>;
}

declare global {
  interface Window {
    outbox?: Outbox;
  }
}

/** How many rows, or runs of the loop, are on their way at a time. */
const concurrency = 4;

const definition =
  '<workflow-app name="bench" xmlns="uri:oozie:workflow:1.0"><start to="end"/><end name="end"/></workflow-app>';

const runs = workflowRuns<Run>({
  store: 'runs',
  outgoing: { index: 'status', equals: 'finished' },
  toOozie: ({ id }) => ({ definition, properties: { number: id } }),
  fromOozie: ({ status }) => ({ jobStatus: status }),
});

async function engine(source: string, definitionRoot: string, count: number): Promise<Brought> {
  const name = `outbox-${crypto.randomUUID()}`;
  const stores = { runs: 'id, status', ...howdahStores };
  const filled = new Dexie(name);
  filled.version(1).stores(stores);
  await filled
    .table('runs')
    .bulkPut(Array.from({ length: count }, (_, id): Run => ({ id, status: 'finished' })));
  filled.close();
  const database = new Dexie(name);
  database.version(1).stores(stores);
  let path = '';
  let reads = 0;
  const start = performance.now();
  const howdah = await startHowdah({
    database,
    collections: [runs],
    persist: false,
    concurrency,
    oozie: {
      url: source,
      user: 'bench',
      definitionRoot,
      hints: false,
      fetch: (input, init) => {
        const found = /oozie\.wf\.application\.path<\/name>\s*<value>([^<]*)/.exec(String(init?.body))?.[1];
        if (found !== undefined) path = found;
        if (String(input).includes('-W?') && (init?.method ?? 'GET') === 'GET') reads += 1;
        return fetch(input, init);
      },
    },
  });
  // A row is done when its job was seen to have begun, and the row has it.
  const done = () => database.table('howdah_journal').where('state').equals('settled').count();
  while ((await done()) < count) await new Promise((resolve) => setTimeout(resolve, 250));
  const brought = { time: performance.now() - start, path, reads };
  await howdah.stop();
  database.close();
  return brought;
}

async function loop(source: string, { path, reads }: Brought, count: number): Promise<number> {
  const client = createOozieClient({ url: source, user: 'bench' });
  let next = 0;
  let read = 0;
  const worker = async () => {
    for (let number = next++; number < count; number = next++) {
      const { id } = await client.submit({
        'oozie.wf.application.path': path,
        'oozie.wf.external.id': crypto.randomUUID(),
        number: String(number),
      });
      await client.workflows.start(id);
      for (; read < (reads / count) * (number + 1); read += 1) await client.workflows.info(id);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  return performance.now() - start;
}

window.outbox = { engine, loop };
