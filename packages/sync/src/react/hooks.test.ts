// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, createElement, Fragment, memo, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { workflowRuns } from '../collection/collection.ts';
import { openDexieStore } from '../store/dexie-store.ts';
import type { Store } from '../store/store.ts';
import { appDatabase } from '../testing-ground/app-database.ts';
import { journalRecord, mirroredJob, outboxStep } from '../testing-ground/records.ts';
import { openSyncView } from '../view/view.ts';
import type { SyncedRow, SyncView } from '../view/view-types.ts';
import { type Commands, useCommands, useOutbox, useParked, useRow, useRows } from './hooks.ts';
import { HowdahProvider } from './howdah-context.ts';

interface Survey {
  id: string;
  status: string;
  severity: number;
}
const surveys = workflowRuns<Survey>({
  store: 'surveys',
  toOozie: () => ({ definition: '<workflow-app/>', properties: {} }),
  fromOozie: () => ({}),
});

let store: Store;
let view: SyncView;
let root: Root;
let page: HTMLElement;
beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const name = await appDatabase();
  store = await openDexieStore(name);
  view = await openSyncView(name);
  page = document.createElement('div');
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  await view.close();
  store.close();
});

const put = (...rows: Survey[]) =>
  store.write(['surveys'], async (transaction) => {
    for (const row of rows) await transaction.putRow('surveys', row);
  });
const survey = (id: string, severity = 1): Survey => ({ id, status: 'finished', severity });

const shows = (element: React.ReactNode) =>
  act(async () =>
    root.render(createElement(StrictMode, null, createElement(HowdahProvider, { howdah: view }, element))),
  );

/** Waits until the page reads like this. */
const reads = (text: string) =>
  act(async () => {
    await vi.waitFor(() => expect(page.textContent).toBe(text));
  });

/** What was rendered since a test last looked. */
const renders: string[] = [];
let commands: Commands | undefined;

function Surveys() {
  const rows = useRows(surveys, { index: 'status', equals: 'finished' });
  return rows?.map(
    ({ row, sync, job, problem }) => `${row.id} ${sync} ${job?.status ?? problem?.code ?? '-'};`,
  );
}

const Item = memo(function Item({ item }: { item: SyncedRow<Survey> }) {
  renders.push(item.row.id);
  return `${item.row.id}${item.row.severity} `;
});

function NewestFirst() {
  const rows = useRows(surveys, { descending: true });
  return createElement(
    Fragment,
    null,
    rows?.map((item) => createElement(Item, { key: item.row.id, item })),
  );
}

function SurveyA() {
  renders.push('a alone');
  return useRow(surveys, 'a')?.row.severity;
}

function SurveyB() {
  renders.push('b alone');
  return useRow(surveys, 'b')?.row.severity;
}

function SeverityOf({ id }: { id: string }) {
  const found = useRow(surveys, id);
  return found === undefined ? '…' : found === null ? 'none' : String(found.row.severity);
}

function Desk() {
  commands = useCommands();
  const steps = useOutbox()?.map(({ rowKey, action, state }) => `${String(rowKey)} ${action} ${state};`);
  return createElement(
    Fragment,
    null,
    steps,
    useParked()?.map(({ rowKey }) => `${String(rowKey)} parked`),
  );
}

function WhetherRead() {
  return useRows(surveys) === undefined ? 'reading' : 'read';
}

function Nowhere() {
  return useRows({ ...surveys, store: 'nowhere' })?.length;
}

it('shows the rows of an index with what each waits for, and its job', async () => {
  await put(survey('agreed'), survey('asked'), survey('draft'), survey('parked'), survey('torn'));
  await store.write(['howdah_journal', 'howdah_intents', 'howdah_jobs'], async (transaction) => {
    const problem = { message: 'refused', code: 'E0701', field: null, since: 1 };
    const job = { jobId: '1-W', bundleId: null, fixedDigest: '', submittedAt: 1, started: true };
    await transaction.put('howdah_journal', [
      journalRecord('agreed', { state: 'settled', job, jobId: '1-W' }),
      journalRecord('parked', { state: 'parked', problem }),
      journalRecord('torn', { state: 'conflict' }),
    ]);
    await transaction.put('howdah_intents', {
      collection: 'surveys',
      rowKey: 'asked',
      stamp: '1',
      by: 'app',
    });
    await transaction.put('howdah_jobs', mirroredJob('1-W', 100, { status: 'RUNNING' }));
  });
  await shows(createElement(Surveys));
  await reads('agreed synced RUNNING;asked pending -;draft local -;parked parked E0701;torn conflict -;');
});

it('renders only the row that changed', async () => {
  await put(survey('a'), survey('b'), survey('c'));
  await act(async () =>
    root.render(createElement(HowdahProvider, { howdah: view }, createElement(NewestFirst))),
  );
  await reads('c1 b1 a1 ');
  renders.length = 0;
  await put(survey('b', 2));
  await reads('c1 b2 a1 ');
  expect(renders).toEqual(['b']);
});

it('renders nothing again when another store, or nothing in the rows asked for, changed', async () => {
  await put(survey('a'), survey('b'));
  await act(async () =>
    root.render(
      createElement(HowdahProvider, { howdah: view }, createElement(SurveyA), createElement(SurveyB)),
    ),
  );
  await reads('11');
  renders.length = 0;
  await put(survey('b', 5));
  await reads('15');
  expect(renders).toEqual(['b alone']);
});

it('follows a query that changes, and tells a row that isn’t there from one that isn’t read', async () => {
  await put(survey('a', 1), survey('b', 2));
  await shows(createElement(SeverityOf, { id: 'a' }));
  await reads('1');
  await shows(createElement(SeverityOf, { id: 'b' }));
  await reads('2');
  await shows(createElement(SeverityOf, { id: 'nowhere' }));
  await reads('none');
});

it('shows what is on its way, and takes a parked row up again', async () => {
  await store.write(['howdah_journal', 'howdah_outbox'], async (transaction) => {
    const problem = { message: 'refused', code: null, field: null, since: 1 };
    await transaction.put('howdah_journal', journalRecord('a', { state: 'parked', problem }));
    await transaction.put('howdah_outbox', outboxStep({ rowKey: 'b' }));
  });
  await shows(createElement(Desk));
  await reads('b submit queued;a parked');
  await act(async () => commands?.retry({ collection: 'surveys', rowKey: 'a' }));
  await reads('b submit queued;');
});

it('renders on a server, where nothing is read yet', () => {
  expect(renderToString(createElement(HowdahProvider, { howdah: view }, createElement(WhetherRead)))).toBe(
    'reading',
  );
});

it('says so outside of a provider, and when the store isn’t there', () => {
  expect(() => renderToString(createElement(Nowhere))).toThrow('HowdahProvider');
  expect(() =>
    renderToString(createElement(HowdahProvider, { howdah: view }, createElement(Nowhere))),
  ).toThrow('no object store "nowhere"');
});
