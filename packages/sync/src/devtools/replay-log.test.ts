import { expect, it } from 'vitest';
import { workflowRuns } from '../collection/collection.ts';
import { definitions } from '../kinds/definition/definitions.ts';
import { schedules, surveys } from '../proof/inspection.ts';
import { inspectors } from '../proof/inspector.fixture.ts';
import type { Profile } from '../proof/profile.fixture.ts';
import { minute } from '../testing-ground/rows.ts';
import { logOf } from './export-log.ts';
import { replayLog } from './replay-log.ts';
import { stepLog } from './step-log.ts';

const emptyWorkflow =
  '<workflow-app name="empty" xmlns="uri:oozie:workflow:1.0"><start to="end"/><end name="end"/></workflow-app>';

const inspector = inspectors({ log: stepLog() });

const rowIn = async ({ app }: Profile, collection: string, id: string) =>
  app.read([collection], (transaction) => transaction.row(collection, id));
const journalIn = async ({ app }: Profile, collection: string, id: string) =>
  app.read(['howdah_journal'], (transaction) => transaction.get('howdah_journal', [collection, id]));

/** The schedule's concurrency is set to 2 here and to 5 there. */
async function changedOnBothSides(own: Profile): Promise<void> {
  own.network.offline(true);
  const planned = { ...(await rowIn(own, 'schedules', 'c1')) };
  await own.put('schedules', { ...planned, concurrency: 2 });
  await own.clock.advance(1_000);
  const { id } = own.oozie.jobs().coordinators[0] ?? {};
  await own.oozie.fetch(
    `http://oozie.example/oozie/v2/job/${id}?action=change&value=${encodeURIComponent('concurrency=5')}`,
    { method: 'PUT' },
  );
  own.network.offline(false);
}

/** A day with an answer that is lost, a tab that dies while it sends, and a conflict. */
async function eventfulDay(own: Profile): Promise<void> {
  own.openTab();
  await own.clock.advance(1_000);
  own.network.inject({
    match: ({ method, query }) => method === 'POST' && query.get('action') !== 'dryrun',
    action: { kind: 'drop-response' },
  });
  await own.put('surveys', { id: 's1', severity: 3, status: 'finished' });
  await own.clock.runUntil(async () => (await journalIn(own, 'surveys', 's1'))?.state === 'settled');

  const end = own.begin + 60 * minute;
  await own.put('schedules', { id: 'c1', end, pause: null, concurrency: 1 });
  await own.clock.runUntil(async () =>
    own.app.read(['howdah_outbox'], async (transaction) =>
      (await transaction.page('howdah_outbox')).some(
        ({ collection, state }) => collection === 'schedules' && state === 'sending',
      ),
    ),
  );
  own.tabs[0]?.crash();
  own.openTab();
  await own.clock.runUntil(async () => (await journalIn(own, 'schedules', 'c1'))?.state === 'settled');

  await changedOnBothSides(own);
  await own.clock.runUntil(async () => (await journalIn(own, 'schedules', 'c1'))?.state === 'conflict');
}

it('tells what happened to each row, and that today’s Howdah would do the same', async () => {
  const own = inspector();
  await eventfulDay(own);
  const { entries, rows, database } = replayLog(await logOf(own.app));
  expect(database).toBe('app');
  expect(entries.filter(({ same }) => same !== true)).toEqual([]);
  const [survey, schedule] = rows.map(({ lines }) => lines.join('\n'));
  expect(survey).toMatch(/^2026-03-28T22:58:\d\d\.\d{3}Z epoch 1: the app wrote it: send submit/);
  expect(survey).toMatch(/submit: lost, sending → unknown \(.+\)/);
  expect(survey).toContain('both sides agree');
  expect(schedule).toMatch(/epoch 2: \w+: lost, sending → unknown/);
  expect(schedule).toMatch(/conflict in concurrency$/);
});

it('tells a decision that was another then, and in what', async () => {
  const own = inspector();
  await eventfulDay(own);
  const text = (await logOf(own.app)).replace('"concurrency":"2"', '"concurrency":"7"');
  const planted = text.replaceAll('"fields":["concurrency"],"since"', '"fields":["end"],"since"');
  expect(planted).not.toBe(text);
  const differing = replayLog(planted).entries.filter(({ same }) => same === false);
  expect(differing.length).toBeGreaterThan(0);
  expect(differing[0]).toMatchObject({
    collection: 'schedules',
    was: expect.stringContaining('conflict in end'),
    now: expect.stringContaining('conflict in concurrency'),
    differences: expect.arrayContaining(['journal.conflict.fields: ["end"], now ["concurrency"]']),
  });
});

it('tells an event of a step that came to something else then', async () => {
  const own = inspector();
  await eventfulDay(own);
  const text = await logOf(own.app);
  const lost = '"event":"lost","change":{"to":"unknown","effect":"look"}';
  expect(text).toContain(lost);
  const planted = text.replace(lost, '"event":"lost","change":{"to":"queued","effect":"nothing"}');
  expect(replayLog(planted).entries.filter(({ same }) => same === false)).toMatchObject([
    { occasion: 'submit: lost', was: 'queued, nothing', now: 'unknown, look' },
  ]);
});

it('shows what another policy or mapping of the app would have come to', async () => {
  const own = inspector();
  await eventfulDay(own);
  const text = await logOf(own.app);
  const same = replayLog(text, { collections: [surveys, schedules] });
  expect(same.entries.filter((entry) => entry.same !== true)).toEqual([]);
  const otherwise = replayLog(text, { collections: [surveys, { ...schedules, conflict: 'local' }] });
  const differing = otherwise.entries.filter((entry) => entry.same === false);
  expect(differing.map(({ was, now }) => [was, now])).toContainEqual([
    'drop change; conflict in concurrency',
    'send change with concurrency; write the row back',
  ]);
});

it('says what it can’t replay: a function of the app that is asked otherwise than then', async () => {
  const own = inspector();
  await eventfulDay(own);
  const text = (await logOf(own.app)).replaceAll('"toOozie ', '"fromOozieThen ');
  const { entries } = replayLog(text);
  const open = entries.filter(({ same }) => same === null);
  expect(open.length).toBeGreaterThan(0);
  expect(open[0]?.whyNot).toContain('Give the app’s collections');
});

it('tells an exported log from other texts, and from one of a newer Howdah', () => {
  expect(() => replayLog('{"rows": []}')).toThrow(expect.objectContaining({ code: 'not-a-log' }));
  expect(() => replayLog('nothing')).toThrow(expect.objectContaining({ code: 'not-a-log' }));
  expect(() => replayLog('{"howdahLog": 1, "records": 3}')).toThrow(
    expect.objectContaining({ code: 'not-a-log' }),
  );
  expect(() => replayLog('{"howdahLog": 99}')).toThrow(expect.objectContaining({ code: 'log-newer' }));
});

it('has what policies, merges, checks and references answered, too', async () => {
  const documents = definitions<{ id: string; xml: string; by?: string }>({
    store: 'documents',
    toOozie: ({ id, xml }) => ({ name: id, text: xml }),
    fromOozie: ({ text, user }) => ({ xml: text, by: user }),
  });
  const runs = workflowRuns<{ id: string; status?: string }>({
    store: 'runs',
    toOozie: ({ id }) => ({
      definition: { collection: 'documents', key: 'd1' },
      properties: { jobName: id, severity: 1 },
    }),
    fromOozie: ({ status }) => ({ status }),
  });
  const own = inspector({
    collections: [documents, runs, { ...schedules, conflict: ({ local }) => ({ ...local, concurrency: 9 }) }],
    stores: { documents: [], runs: [], schedules: [] },
  });
  own.openTab();
  await own.put('runs', { id: 'r1' });
  await own.clock.advance(1_000);
  await own.put('documents', { id: 'd1', xml: emptyWorkflow });
  await own.clock.runUntil(async () => (await journalIn(own, 'runs', 'r1'))?.state === 'settled');
  const end = own.begin + 60 * minute;
  await own.put('schedules', { id: 'c1', end, pause: null, concurrency: 1 });
  await own.clock.runUntil(async () => (await journalIn(own, 'schedules', 'c1'))?.state === 'settled');
  await changedOnBothSides(own);
  await own.clock.runUntil(async () => own.oozie.jobs().coordinators[0]?.concurrency === 9);
  const text = await logOf(own.app);
  for (const name of ['refer', 'check', 'conflict']) expect(text).toContain(`"${name} `);
  const { entries, rows } = replayLog(text);
  expect(entries.filter(({ same }) => same !== true)).toEqual([]);
  expect(rows.map(({ lines }) => lines.join('\n')).join('\n')).toContain(
    'waiting: runs "r1" waits for documents "d1"',
  );
});
