import * as fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { printBulkFilter } from './bulk-filter.ts';
import { createOozieClient } from './client.ts';
import { parseConfiguration } from './configuration.ts';
import { printFilter } from './filter.ts';
import { OozieError } from './oozie-error.ts';
import { oozie, quickWorkflow, store, uniqueName, until } from './real-oozie.fixture.ts';
import { normaliseProperties } from './resolve-properties.ts';
import { printSlaEventFilter, printSlaFilter } from './sla-filter.ts';

const seed = Date.now() % 2 ** 31;
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => fc.sample(arbitrary, { seed, numRuns });

const special = ';=&%+#"\'<>,$ {}[]()\\/|*?:@!~^`.-_ \t\n\r\u0085\u00a0\u2028\u3000\ufeffaéжß中'.split('');
const anything = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...special), minLength: 1, maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }) },
  {
    weight: 2,
    arbitrary: fc.array(fc.nat(0xffff), { minLength: 1 }).map((codes) => String.fromCharCode(...codes)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('a', 'é', ' '), minLength: 100, maxLength: 400 }),
  },
);

/** Whether something is refused, and nothing else is wrong with it. */
function isRefused(print: () => unknown): boolean {
  try {
    print();
    return false;
  } catch (error) {
    expect(error).toMatchObject({ kind: 'invalid-request', reachedServer: 'no' });
    return true;
  }
}

const appPath = 'oozie.wf.application.path';

test(`10,000 random properties come back, or are refused (seed ${seed})`, async () => {
  const path = await store('workflow', quickWorkflow(uniqueName('round trip')));
  const sent: string[] = [];
  const dry = createOozieClient({
    url: inject('oozieUrl'),
    fetch: async (_, init) => {
      sent.push(String(init?.body));
      return Response.json({ id: '1-W' }, { status: 201 });
    },
  });
  const pairs = sample(fc.tuple(anything, anything), 10_000);
  const accepted = new Map<string, string>();
  let refused = 0;
  for (const [name, value] of pairs) {
    const before = sent.length;
    const error = await dry.submit({ [name]: value, [appPath]: path }).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    if (error === undefined) accepted.set(name, value);
    else {
      expect(error).toBeInstanceOf(OozieError);
      expect(error).toMatchObject({ kind: 'invalid-request', reachedServer: 'no' });
      expect(sent).toHaveLength(before);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(500);
  expect(accepted.size).toBeGreaterThan(2500);

  const all = [...accepted];
  const ids: string[] = [];
  for (let from = 0; from < all.length; from += 1000) {
    const properties = { ...Object.fromEntries(all.slice(from, from + 1000)), [appPath]: path };
    const { id } = await oozie.submit(properties, { start: true });
    ids.push(id);
    const conf = parseConfiguration((await oozie.workflows.info(id)).conf ?? '');
    expect(conf).toEqual({ ...normaliseProperties({ 'user.name': 'alice', ...properties }) });
  }
  // And Oozie can read what it has stored.
  for (const id of ids) {
    await until(
      () => oozie.workflows.status(id),
      (status) => status === 'SUCCEEDED',
    );
  }
});

/** Puts values into as few requests as fit under Oozie's limit of 64 KiB for a request's header. */
function inBatches(values: readonly string[], print: (values: readonly string[]) => string): string[][] {
  const batches: string[][] = [[]];
  let bytes = 0;
  for (const value of values) {
    const size = encodeURIComponent(print([value])).length + 3;
    if (bytes + size > 48_000) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(value);
    bytes += size;
  }
  return batches;
}

test(`10,000 random filter values are read as what they are, or are refused (seed ${seed})`, async () => {
  const xml = `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0"><start to="end"/><end name="end"/></workflow-app>`;
  const path = await store('workflow', xml, { jobName: 'any' });
  const values = [...new Set(sample(anything, 10_000))];
  const accepted = values.filter((name) => !isRefused(() => printFilter({ name })));
  expect(accepted.length).toBeGreaterThan(5000);
  expect(values.length - accepted.length).toBeGreaterThan(500);

  // Jobs that have such names, each found again among many others.
  const unique = uniqueName('found');
  const named = new Map<string, string>();
  for (const value of accepted) {
    if (named.size === 60) break;
    const jobName = `${unique} ${value} ${named.size}`.slice(0, 250);
    if (isRefused(() => printFilter({ name: jobName }))) continue;
    const submitted = oozie.submit({ [appPath]: path, jobName });
    const id = await submitted
      .then((answer) => answer.id)
      .catch((error: unknown) => {
        expect(error).toMatchObject({ kind: 'invalid-request', reachedServer: 'no' });
        return undefined;
      });
    if (id !== undefined) named.set(normaliseProperties({ jobName }).jobName ?? '', id);
  }
  for (const [name, id] of named) {
    const { rows } = await oozie.workflows.list({ filter: { name } });
    expect(
      rows.map((row) => row.id),
      JSON.stringify(name),
    ).toEqual([id]);
  }
  const names = [...named.keys()];
  const others = accepted.filter((value) => !named.has(value));
  let batch = 0;
  for (const some of inBatches(others, (name) => printFilter({ name }) ?? '')) {
    const one = names[batch % names.length] ?? '';
    batch += 1;
    const { rows } = await oozie.workflows.list({ filter: { name: [...some, one], text: unique } });
    expect(rows.map((row) => row.id)).toEqual([named.get(one)]);
    // In the other fields that take any text, none of them lets a job through.
    expect((await oozie.workflows.list({ filter: { user: some, name: one } })).total).toBe(0);
    expect((await oozie.coordinators.list({ filter: { id: some } })).total).toBe(0);
    expect((await oozie.bundles.list({ filter: { user: some } })).total).toBe(0);
    expect((await oozie.workflows.list({ filter: { group: some, name: one } })).total).toBe(1);
  }
  const plain = names.filter((name) => !/[%_]/.test(name));
  for (const text of plain.slice(0, 20)) {
    expect((await oozie.workflows.list({ filter: { text } })).total, JSON.stringify(text)).toBe(1);
  }
});

test(`random values of bundle and SLA filters are read as what they are, or are refused (seed ${seed})`, async () => {
  const values = [...new Set(sample(anything, 10_000))];
  const bundles = values.filter((bundle) => !isRefused(() => printBulkFilter({ bundle })));
  expect(bundles.length).toBeGreaterThan(4000);
  for (const bundle of inBatches(bundles, (bundle) => printBulkFilter({ bundle }))) {
    const page = await oozie.bundles.monitor({ bundle, coordinators: bundle.slice(0, 20) });
    expect(page).toMatchObject({ rows: [], total: 0 });
  }
  const jobs = values.filter((jobId) => !isRefused(() => printSlaEventFilter({ jobId })));
  for (const jobId of inBatches(jobs, (jobId) => printSlaEventFilter({ jobId }) ?? '')) {
    expect((await oozie.sla.events(0, { filter: { jobId, appName: jobId.slice(0, 20) } })).events).toEqual(
      [],
    );
  }
  const apps = values.filter((appName) => !isRefused(() => printSlaFilter({ appName })));
  for (const appName of apps.filter((each) => !/[%_]/.test(each)).slice(0, 60)) {
    const filter = { appName, userName: appName, id: appName, parentId: appName, bundle: appName };
    expect(await oozie.sla.summaries(filter)).toEqual([]);
  }
});
