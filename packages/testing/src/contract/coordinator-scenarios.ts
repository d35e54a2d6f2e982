// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expressions of Oozie.

import { coordinatorMatrix } from './coordinator-matrix.ts';
import { change, coordinator, fieldIn, quickWorkflow, rested, store, submit } from './definitions.ts';
import type { Scenario } from './scenario.ts';

const hourly = { frequency: '${coord:hours(1)}', start: '2020-01-01T00:00Z' };
const future = { start: '2098-01-01T00:00Z', end: '2099-01-01T00:00Z' };
const suspending = { 'oozie.suspend.on.nodes': 'pass' };

const waitingData =
  '<datasets><dataset name="d" frequency="${coord:hours(1)}" initial-instance="2019-12-31T00:00Z" timezone="UTC"><uri-template>${folder}/${YEAR}-${MONTH}-${DAY}/${HOUR}</uri-template><done-flag>done.xml</done-flag></dataset></datasets><input-events><data-in name="in" dataset="d"><start-instance>${coord:current(-1)}</start-instance><end-instance>${coord:current(0)}</end-instance></data-in></input-events>';

const property = (name: string, value: string) =>
  `<property><name>${name}</name><value>${value}</value></property>`;

const others: Scenario[] = [
  {
    name: 'an action’s workflow gets what its coordinator says of it',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const properties = [
        property('nominal', '${coord:nominalTime()}'),
        property('day', "${coord:formatTime(coord:nominalTime(), 'yyyyMMdd')}"),
        property('next', "${coord:dateOffset(coord:nominalTime(), 1, 'DAY')}"),
        property('who', '${coord:user()}'),
        property('own', '${greeting}, world'),
      ].join('');
      const path = await store(talk, 'coordinator', coordinator('with properties', quick, { properties }), {
        greeting: 'hello',
      });
      const id = await submit(talk, 'coordinator', path, { greeting: 'hello' });
      const answer = await rested(talk, id);
      await rested(talk, fieldIn(answer, 'actions', 1, 'externalId'));
      await talk.ask('GET', `/v2/job/${id}@2`);
      await talk.ask('GET', `/v2/job/${id}@3`);
      await talk.ask('GET', `/v2/job/${id}@2`, { query: { show: 'status' } });
      await talk.ask('GET', `/v2/job/${id}@1`, { query: { show: 'allruns' } });
      await talk.ask('GET', `/v2/job/${id}`, { query: { show: 'definition' } });
      await talk.ask('GET', `/v2/job/${id}`, {
        query: { show: 'wf-actions', 'action-name': 'pass', len: -1 },
      });
    },
  },
  {
    name: 'actions are shown page by page, in either order, by status and time',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const end = '2020-01-01T05:00Z';
      const path = await store(talk, 'coordinator', coordinator('pages', quick, { ...hourly, end }));
      const id = await submit(talk, 'coordinator', path);
      await rested(talk, id);
      const show = (query: Readonly<Record<string, string | number>>) =>
        talk.ask('GET', `/v2/job/${id}`, { query });
      await show({});
      await show({ len: 2 });
      await show({ len: 2, offset: 2, order: 'desc' });
      await show({ len: -1, filter: 'status=SUCCEEDED;nominaltime>=2020-01-01T03:00Z' });
      await show({ len: -1, filter: 'status!=SUCCEEDED' });
      await show({ len: -1, filter: 'nominaltime<2020-01-01T01:00Z;nominaltime<2020-01-01T02:00Z' });
      await show({ len: 1, filter: 'status=NONE' });
      await show({ len: 1, filter: 'status>FAILED' });
      await show({ len: 1, filter: 'name=a' });
      await show({ len: 1, filter: 'nominaltime=never' });
      await show({ len: 'few' });
      await talk.ask('GET', `/v1/job/${id}`, { query: { offset: 5 } });
    },
  },
  {
    name: 'an action waits for its data, which may come',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const folder = `${talk.root}/data`;
      const xml = coordinator('waiting', quick, {
        ...hourly,
        data: waitingData,
        end: '2020-01-01T01:00Z',
        controls: '<timeout>-1</timeout>',
      });
      const path = await store(talk, 'coordinator', xml, { folder });
      const id = await submit(talk, 'coordinator', path, { folder });
      await rested(talk, id);
      await talk.ask('GET', `/v2/job/${id}@1`, { query: { show: 'missing-dependencies' } });
      await talk.ask('GET', `/v2/job/${id}`, { query: { show: 'missing-dependencies', 'action-list': '1' } });
      await talk.ask('GET', `/v2/job/${id}`, { query: { show: 'missing-dependencies' } });
      await change(talk, id, 'change', { value: 'endtime=2019-12-31T23:00Z' });
      await rested(talk, id);
      const again = await submit(talk, 'coordinator', path, { folder });
      await rested(talk, again);
      await change(talk, again, 'kill');
      await rested(talk, again);
    },
  },
  {
    name: 'changes that Oozie refuses',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const path = await store(talk, 'coordinator', coordinator('future', quick, future));
      const id = await submit(talk, 'coordinator', path);
      const values = [
        '',
        'x',
        'concurrency',
        'concurrency=',
        'concurrency=two',
        'concurrency=1=2',
        'concurrency=1;concurrency=2',
        'endtime=tomorrow',
        'pausetime=tomorrow',
        'endtime=',
        'name=other',
        'status=KILLED',
        'status=',
        'concurrency=-1',
        'concurrency=0;',
      ];
      for (const value of values) await change(talk, id, 'change', { value });
      await rested(talk, id);
      await talk.ask('PUT', `/v2/job/${id}`, { query: { action: 'change' } });
      await change(talk, id, 'kill');
    },
  },
  {
    name: 'scopes of actions that Oozie refuses',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const path = await store(talk, 'coordinator', coordinator('short', quick));
      const id = await submit(talk, 'coordinator', path);
      await rested(talk, id);
      const scopes: [string, string][] = [
        ['action', 'x'],
        ['action', '2-1'],
        ['action', '1-2-3'],
        ['action', '7'],
        ['action', '1,7'],
        ['date', 'x'],
        ['date', '1975-01-01T00:30Z'],
        ['date', '1976-01-01T00:00Z::1975-01-01T00:00Z'],
        ['date', '1975-01-01T00:00Z::'],
        ['other', '1'],
      ];
      for (const [type, scope] of scopes) {
        await change(talk, id, 'coord-rerun', { type, scope }, {});
        if (type !== 'other') await change(talk, id, 'kill', { type, scope });
        await change(talk, id, 'ignore', { type, scope });
      }
      await change(talk, id, 'coord-rerun', {}, {});
      await talk.ask('PUT', `/v2/job/${id}`, {
        query: { action: 'coord-rerun', type: 'action', scope: '1' },
      });
      await rested(talk, id);
    },
  },
  {
    name: 'an update takes a new definition and new properties, and shows the difference',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const controls = (count: number) => `<concurrency>${count}</concurrency>`;
      const at = (name: string, more: Parameters<typeof coordinator>[2] = {}) =>
        store(talk, 'coordinator', coordinator(name, quick, { ...future, controls: controls(1), ...more }));
      const path = await at('updated');
      const id = await submit(talk, 'coordinator', path, { a: '1' });
      await rested(talk, id);
      const update = (properties: Readonly<Record<string, string>>, query = {}) =>
        change(talk, id, 'update', query, properties);
      const to = async (properties: Readonly<Record<string, string>>, target: string) =>
        update({ 'user.name': 'alice', ...properties, 'oozie.coord.application.path': target });
      await update({});
      await update({ 'user.name': 'alice', a: '2' }, { diff: 'false' });
      await rested(talk, id);
      await update({ 'user.name': 'alice', a: '3' }, { dryrun: 'true', diff: 'false' });
      await rested(talk, id);
      await change(talk, id, 'change', { value: 'concurrency=5' });
      const other = await at('updated', { controls: controls(2) });
      await talk.ask('PUT', `/v2/job/${id}`, {
        query: { action: 'update', diff: 'false' },
        body: `<configuration><property><name>user.name</name><value>alice</value></property><property><name>oozie.coord.application.path</name><value>${other}</value></property></configuration>`,
      });
      await rested(talk, id);
      await talk.ask('GET', `/v2/job/${id}`, { query: { show: 'definition' } });
      await to({}, await at('renamed'));
      await to({}, await at('updated', { end: '2099-02-01T00:00Z' }));
      await to({}, await at('updated', { start: '2098-02-01T00:00Z' }));
      await to({}, await at('updated', { frequency: '${coord:days(1)}' }));
      await to({}, await at('updated', { zone: 'Europe/Berlin' }));
      await to({}, `${talk.root}/nowhere/coordinator.xml`);
      await change(talk, id, 'change', { value: 'endtime=2098-06-01T00:00Z' });
      await to({}, other);
      await talk.ask('PUT', `/v1/job/${id}`, { query: { action: 'update' }, body: '<configuration/>' });
      await rested(talk, id);
      await change(talk, id, 'kill');
      await rested(talk, id);
      await to({}, path);
    },
  },
  {
    name: 'a workflow that its coordinator has replaced by another is changed, but Oozie fails on it half way',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const path = await store(
        talk,
        'coordinator',
        coordinator('short', quick, { end: '1980-01-01T00:00Z' }),
      );
      const id = await submit(talk, 'coordinator', path);
      const first = fieldIn(await rested(talk, id), 'actions', 0, 'externalId');
      await change(talk, id, 'coord-rerun', { type: 'action', scope: '1' }, {});
      await rested(talk, id);
      const again = { 'oozie.wf.rerun.skip.nodes': ',', ...suspending };
      await change(talk, first, 'rerun', {}, again);
      await rested(talk, first);
      await change(talk, first, 'start');
      await rested(talk, first);
      await change(talk, first, 'resume');
      await rested(talk, first);
      await change(talk, first, 'suspend');
      await rested(talk, first);
      await change(talk, first, 'kill');
      await rested(talk, first);
      await rested(talk, id);
    },
  },
  {
    name: 'as many actions run at once as may',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const controls = '<concurrency>0</concurrency>';
      const xml = coordinator('none at first', quick, { ...hourly, controls, end: '2020-01-01T04:00Z' });
      const path = await store(talk, 'coordinator', xml);
      const id = await submit(talk, 'coordinator', path, suspending);
      await rested(talk, id);
      await change(talk, id, 'change', { value: 'concurrency=1' });
      const first = fieldIn(await rested(talk, id), 'actions', 0, 'externalId');
      await change(talk, id, 'change', { value: 'concurrency=2' });
      await rested(talk, id);
      await change(talk, first, 'resume');
      await rested(talk, id);
      await change(talk, id, 'kill', { type: 'action', scope: '2' });
      await rested(talk, id);
      await change(talk, id, 'suspend');
      await rested(talk, id);
      await change(talk, id, 'resume');
      await rested(talk, id);
      await change(talk, id, 'kill');
      await rested(talk, id);
      await change(talk, id, 'ignore', { type: 'action', scope: '2-3' });
      await rested(talk, id);
      await change(talk, id, 'coord-rerun', { type: 'action', scope: '1-3', failed: 'true' }, {});
      await rested(talk, id);
    },
  },
];

export const coordinatorScenarios: readonly Scenario[] = [...coordinatorMatrix, ...others];
