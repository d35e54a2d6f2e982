import { beforeAll, expect, inject, test } from 'vitest';
import { parseActionFilter } from './action-filter.ts';
import { parseBulkFilter } from './bulk-filter.ts';
import { parseCoordinatorFilter, parseFilter } from './filter.ts';
import { parseLogFilter } from './log-filter.ts';
import {
  coordinator,
  oozie,
  quickWorkflow,
  store,
  twoHours,
  uniqueName,
  until,
} from './real-oozie.fixture.ts';
import { parseSlaEventFilter, parseSlaFilter } from './sla-filter.ts';

const hour = (number: number) => Date.parse('2020-01-01T00:00Z') + number * 3_600_000;

/** A coordinator whose two actions are over. */
const name = uniqueName('filtered');
let id: string;

beforeAll(async () => {
  const workflowPath = await store('workflow', quickWorkflow(uniqueName('filtered')));
  const path = await store('coordinator', coordinator(name, workflowPath), twoHours);
  id = (await oozie.submit({ 'oozie.coord.application.path': path, ...twoHours })).id;
  await until(
    () => oozie.coordinators.info(id, { len: 10 }),
    ({ actions }) => actions.length === 2 && actions.every(({ status }) => status === 'SUCCEEDED'),
  );
});

test('a coordinator’s actions are found by every comparison', async () => {
  const found = async (filter: Parameters<typeof parseActionFilter>[0]) =>
    (await oozie.coordinators.info(id, { len: 10, filter: parseActionFilter(filter) })).actions.map(
      ({ actionNumber }) => actionNumber,
    );
  expect(await found('status=succeeded;status=KILLED')).toEqual([1, 2]);
  expect(await found('status!=SUCCEEDED')).toEqual([]);
  expect(await found('nominaltime>=2020-01-01T01:00Z')).toEqual([2]);
  expect(await found('nominaltime>2020-01-01T00:00Z')).toEqual([2]);
  expect(await found('nominaltime<=2020-01-01T00:00Z')).toEqual([1]);
  expect(await found('nominaltime<2020-01-01T01:00Z;status!=KILLED')).toEqual([1]);
  expect(await found('nominaltime=2020-01-01T01:00Z')).toEqual([2]);
  expect(await found('nominaltime!=2020-01-01T01:00Z;nominaltime!=2020-01-01T02:00Z')).toEqual([1]);
  const between = { nominalTime: { '>': hour(0) - 1, '<': hour(0) + 1 } };
  expect((await oozie.coordinators.info(id, { len: 10, filter: between })).actions).toHaveLength(1);
});

test('jobs are found by what one types', async () => {
  const found = async (text: string) =>
    (await oozie.coordinators.list(parseCoordinatorFilter(`${text};name=${name}`))).rows.map(
      ({ coordJobId }) => coordJobId,
    );
  expect(await found('Status=SUCCEEDED;status=RUNNING;status=PREP;user=alice;group=any')).toEqual([id]);
  expect(await found(`id=${id};text=filtered;startcreatedtime=-1h;endcreatedtime=-0m`)).toEqual([id]);
  expect(await found('frequency=1;unit=HOURS;sortby=lastModifiedTime')).toEqual([id]);
  expect(await found('frequency=60')).toEqual([id]);
  expect(await found('startcreatedtime=2099-01-01T00:00Z')).toEqual([]);
});

test('every condition on an SLA is taken', async () => {
  const times = ['nominal', 'created', 'expectedstart', 'expectedend', 'actualstart', 'actualend'].map(
    (name) => `${name}_after=2020-01-01T00:00Z;${name}_before=2020-01-02T00:00Z`,
  );
  const durations = ['actual', 'expected'].map((name) => `${name}_duration_min=1;${name}_duration_max=2`);
  const texts = ['app_name', 'app_type', 'user_name', 'job_status', 'id', 'parent_id', 'bundle'];
  const text = [
    ...texts.map((name) => `${name}=none%`),
    ...times,
    ...durations,
    'sla_status=NOT_STARTED,IN_PROCESS,MET,MISS',
    'event_status=START_MET,START_MISS,DURATION_MET,DURATION_MISS,END_MET,END_MISS',
  ].join(';');
  expect(await oozie.sla.summaries(parseSlaFilter(text))).toEqual([]);
});

/** What is refused, and how Oozie would be asked for it. */
const refused: readonly [parse: (text: string) => unknown, query: string, texts: readonly string[]][] = [
  [
    parseFilter,
    'jobs?filter=',
    ['user', 'user=', 'a=b=c', 'owner=a', 'frequency=1', 'text=a;text=b', 'startcreatedtime=now'],
  ],
  [
    parseCoordinatorFilter,
    'jobs?jobtype=coord&filter=',
    ['unit=days', 'frequency=x', 'frequency=1;unit=weeks'],
  ],
  [
    parseActionFilter,
    'job/ID?filter=',
    ['status', 'status=NONE;a', 'status>READY', 'name=a', 'nominaltime=now'],
  ],
  [
    parseBulkFilter,
    'jobs?bulk=',
    [
      'coordinators=a',
      'bundle',
      'bundle=a=b',
      'bundle=a,,b',
      'bundle=a;name=b',
      'bundle=a;endcreatedtime=now',
    ],
  ],
  [
    parseLogFilter,
    'job/ID?show=log&logfilter=',
    ['level=INFO', 'loglevel=info', 'limit=x', 'start=now', 'recent=2d'],
  ],
  [
    parseSlaFilter,
    'sla?filter=',
    ['', 'app', 'APP_NAME=a', 'sla_status=MISSED', 'nominal_after=now', 'actual_duration_min=1m'],
  ],
  [parseSlaEventFilter, '../v1/sla?gt-sequence-id=0&filter=', ['name=a', 'jobid', 'jobid=a=b']],
];

test('what is refused when it is read, Oozie refuses, too', async () => {
  for (const [parse, query, texts] of refused) {
    for (const text of texts) {
      expect(() => parse(text), text).toThrow(expect.objectContaining({ kind: 'invalid-request' }));
      const url = `${inject('oozieUrl')}/v2/${query.replace('ID', id)}${encodeURIComponent(text)}`;
      expect([400, 500], `${query}${text}`).toContain((await fetch(url)).status);
    }
  }
});
