import 'fake-indexeddb/auto';
import { createOozieClient, printOozieDate } from '@howdah/oozie-client';
import { Dexie, type EntityTable } from 'dexie';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { coordinators, workflowRuns } from '../collection/collection.ts';
import { definitions } from '../kinds/definition/definitions.ts';
import { howdahStores } from '../store/tables.ts';
import { hour, until, workflowsNamed } from '../testing-ground/inspectors-profile.ts';
import { decidingWorkflow, hourlyCoordinator } from '../testing-ground/jobs.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import type { HowdahOptions } from './options.ts';
import { startHowdah } from './start-howdah.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'ada' });

interface Document {
  id: string;
  xml: string;
  number?: number;
}
interface Run {
  id: string;
  document: string;
  jobId?: string;
  jobStatus?: string;
}
interface Round extends Run {
  start: number;
}
type Database = Dexie & {
  documents: EntityTable<Document, 'id'>;
  runs: EntityTable<Run, 'id'>;
  rounds: EntityTable<Round, 'id'>;
};

const documents = definitions<Document>({
  store: 'documents',
  toOozie: ({ id, xml }) => ({
    name: id,
    text: xml,
    properties: {
      jobName: 'any',
      severity: 1,
      frequency: 60,
      start: '2030-01-01T00:00Z',
      endTime: '2030-01-02T00:00Z',
      concurrency: 1,
      workflowPath: '/any',
    },
  }),
  fromOozie: ({ text, number }) => ({ xml: text, number }),
});
const runs = workflowRuns<Run>({
  store: 'runs',
  toOozie: ({ id, document }) => ({
    definition: { collection: 'documents', key: document },
    properties: { jobName: id, severity: 9 },
  }),
  fromOozie: (run) => ({ jobId: run.id, jobStatus: run.status }),
});
const rounds = (onFixedChange: 'park' | 'replace') =>
  coordinators<Round>({
    store: 'rounds',
    onFixedChange,
    toOozie: ({ id, document, start }) => ({
      name: id,
      definition: { collection: 'documents', key: `${document}-rounds` },
      workflows: { workflowPath: { collection: 'documents', key: document } },
      properties: { jobName: id, severity: 1, frequency: 60, start: printOozieDate(start) },
      endTime: start + 24 * hour,
      concurrency: 1,
    }),
    fromOozie: (round) => ({ jobId: round.coordJobId, jobStatus: round.status }),
  });

let count = 0;
const closes: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

async function opened({ online = true, onFixedChange = 'park' as 'park' | 'replace' } = {}) {
  count += 1;
  const suffix = `${Date.now().toString(36)}-${count}`;
  const db = new Dexie(`references-${suffix}`) as Database;
  db.version(1).stores({ documents: 'id', runs: 'id', rounds: 'id', ...howdahStores });
  const network = { online };
  const fetching: typeof fetch = (input, init) =>
    network.online ? fetch(input, init) : Promise.reject(new TypeError('offline'));
  const options: HowdahOptions = {
    database: db,
    collections: [runs, rounds(onFixedChange), documents],
    oozie: { url, user: 'ada', definitionRoot, timeoutMs: 5_000, fetch: fetching },
    pollIntervalMs: 200,
    locks: queuedLocks(),
  };
  const howdah = await startHowdah(options);
  for (const live of [howdah.waiting, howdah.parked, howdah.activity]) live.subscribe(() => {});
  closes.push(async () => {
    await howdah.stop();
    db.close();
  });
  return { db, howdah, network, named: (name: string) => `${name}-${suffix}` };
}

const startAt = Math.floor(Date.now() / hour) * hour + 48 * hour;

describe('rows that refer to a definition', () => {
  it('written before it, without a network, go out after it', async () => {
    const { db, howdah, network, named } = await opened({ online: false });
    const [flow, run, round] = [named('flow'), named('run'), named('round')];
    await db.runs.add({ id: run, document: flow });
    await db.rounds.add({ id: round, document: flow, start: startAt });
    await until(() => {
      expect(howdah.waiting.current).toMatchObject([
        { rowKey: round, message: expect.stringContaining(`"${flow}-rounds", which isn’t there`) },
        {
          rowKey: run,
          field: 'definition',
          message: expect.stringContaining(`waits for documents "${flow}"`),
        },
      ]);
    });
    await db.documents.add({ id: `${flow}-rounds`, xml: hourlyCoordinator });
    await db.documents.add({ id: flow, xml: decidingWorkflow });
    network.online = true;
    await until(async () => {
      expect(await db.runs.get(run)).toMatchObject({ jobStatus: 'SUCCEEDED' });
      expect(await db.rounds.get(round)).toMatchObject({ jobId: expect.stringMatching(/-C$/) });
      expect(howdah.waiting.current).toEqual([]);
    });
    expect(await workflowsNamed(url, run)).toHaveLength(1);
    const done = (howdah.activity.current ?? [])
      .filter(({ message }) => message.startsWith('submit: done'))
      .reverse();
    expect(done.map(({ rowKey }) => rowKey).indexOf(flow)).toBeLessThan(
      done.map(({ rowKey }) => rowKey).indexOf(run),
    );
  });

  it('wait for one that is parked, by its name, and go on when it is corrected', async () => {
    const { db, howdah, named } = await opened();
    const [flow, run] = [named('flow'), named('run')];
    await db.documents.add({ id: flow, xml: decidingWorkflow.replace('<end name="end"/>', '') });
    await db.runs.add({ id: run, document: flow });
    await until(() => {
      expect(howdah.parked.current).toMatchObject([{ rowKey: flow }]);
      expect(howdah.waiting.current).toMatchObject([
        { rowKey: run, message: expect.stringContaining(`documents "${flow}", which is parked`) },
      ]);
    });
    await db.documents.update(flow, { xml: decidingWorkflow });
    await until(async () => expect(await db.runs.get(run)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  });

  it('take a new revision with the next run, or as the collection says for a coordinator', async () => {
    const { db, howdah, named } = await opened({ onFixedChange: 'replace' });
    const [flow, first, next, round] = [named('flow'), named('first'), named('next'), named('round')];
    await db.documents.bulkAdd([
      { id: flow, xml: decidingWorkflow },
      { id: `${flow}-rounds`, xml: hourlyCoordinator },
    ]);
    await db.runs.add({ id: first, document: flow });
    await db.rounds.add({ id: round, document: flow, start: startAt });
    await until(async () => {
      expect(await db.runs.get(first)).toMatchObject({ jobStatus: 'SUCCEEDED' });
      expect(await db.rounds.get(round)).toMatchObject({ jobStatus: 'PREP' });
    });
    const before = (await db.rounds.get(round))?.jobId ?? '';
    const changed = `${decidingWorkflow}<!-- second -->`;
    await db.documents.update(flow, { xml: changed });
    await until(async () => expect(await db.documents.get(flow)).toMatchObject({ number: 2 }));
    await db.runs.add({ id: next, document: flow });
    await until(async () => {
      expect(await db.runs.get(next)).toMatchObject({ jobStatus: 'SUCCEEDED' });
      expect((await db.rounds.get(round))?.jobId).not.toBe(before);
      expect(await client.coordinators.status(before)).toBe('KILLED');
    });
    const [later] = await workflowsNamed(url, next);
    expect(await client.workflows.definition(later?.id ?? '')).toContain('second');
    expect(await workflowsNamed(url, first)).toHaveLength(1);
    expect(howdah.parked.current).toEqual([]);
  });

  it('that refer to something else than a definition are parked with the reason', async () => {
    const { db, howdah, named } = await opened();
    const run = named('run');
    const odd = workflowRuns<Run>({
      store: 'runs',
      toOozie: ({ id }) => ({ definition: { collection: 'runs', key: id } }),
      fromOozie: () => ({}),
    });
    await howdah.stop();
    const again = new Dexie(db.name);
    const own = await startHowdah({
      database: again,
      collections: [odd],
      oozie: { url, user: 'ada', definitionRoot },
      locks: queuedLocks(),
    });
    own.parked.subscribe(() => {});
    closes.push(async () => {
      await own.stop();
      again.close();
    });
    await again.table('runs').add({ id: run });
    await until(() => {
      expect(own.parked.current).toMatchObject([
        { rowKey: run, message: expect.stringContaining('which is a workflow-run') },
      ]);
    });
  });
});
