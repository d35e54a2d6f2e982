// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expressions of Oozie.

import { change, configuration, coordinator, quickWorkflow, rested, store, submit } from './definitions.ts';
import type { Scenario } from './scenario.ts';

const missing = '9999999-260101000000000-oozie-root-';

const path = (kind: 'wf' | 'coord' | 'bundle') => `oozie.${kind}.application.path`;

export const requestScenarios: readonly Scenario[] = [
  ...(['W', 'C', 'B'] as const).map(
    (letter) =>
      ({
        name: `every operation on a job that there is not, ${letter}`,
        async run(talk) {
          const id = `${missing}${letter}`;
          for (const action of ['start', 'suspend', 'resume', 'kill', 'ignore', 'nothing']) {
            await change(talk, id, action);
          }
          for (const value of ['concurrency=1', 'pausetime=2150-01-01T00:00Z']) {
            await change(talk, id, 'change', { value });
          }
          await change(
            talk,
            id,
            'rerun',
            { type: 'action', scope: '1' },
            { 'oozie.wf.rerun.failnodes': 'true' },
          );
          await change(talk, id, 'coord-rerun', { type: 'action', scope: '1' }, {});
          await change(talk, id, 'update', {}, { a: 'b' });
          for (const show of [undefined, 'info', 'status', 'definition', 'nothing', 'allruns', 'retries']) {
            await talk.ask('GET', `/v2/job/${id}`, { query: { show } });
          }
          await talk.ask('GET', `/v2/job/${id}`, { query: { show: 'missing-dependencies' } });
          await talk.ask('GET', `/v2/job/${id}`, { query: { show: 'wf-actions', 'action-name': 'a' } });
        },
      }) satisfies Scenario,
  ),
  {
    name: 'requests that make no sense',
    async run(talk) {
      await talk.ask('GET', `/v2/job/${missing}W@a`);
      await talk.ask('GET', `/v2/job/${missing}C@1`);
      await talk.ask('GET', `/v2/job/${missing}C@1`, { query: { show: 'status' } });
      await talk.ask('GET', '/v2/job/bogus');
      await talk.ask('PUT', '/v2/job/bogus', { query: { action: 'kill' } });
      await talk.ask('PUT', `/v2/job/${missing}W`);
      await talk.ask('GET', '/v2/job/a/b');
      await talk.ask('GET', `/v2/job/${missing}W`, { query: { action: 'kill' } });
      await talk.ask('POST', '/v2/jobs', {
        headers: { 'content-type': 'text/xml' },
        body: '<configuration/>',
      });
      await talk.ask('PUT', `/v2/job/${missing}W`, { query: { action: 'rerun' } });
      await talk.ask('POST', '/v2/jobs', { body: '<configuration>' });
      await talk.ask('POST', '/v2/jobs', { body: '<other/>' });
      await talk.ask('GET', '/v2/jobs', { query: { jobtype: 'none' } });
      await talk.ask('GET', '/v2/jobs', { query: { len: 'many' } });
      await talk.ask('PUT', '/v2/jobs', { query: { action: 'kill', jobtype: 'wf' } });
      await talk.ask('PUT', '/v2/jobs', { query: { action: 'kill', filter: 'name=nobody' } });
      await talk.ask('PUT', '/v2/jobs', { query: { action: 'start', jobtype: 'wf', filter: 'name=nobody' } });
      await talk.ask('GET', '/versions');
      await talk.ask('GET', '/v2/admin/status');
    },
  },
  {
    name: 'submissions that Oozie refuses',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const post = (properties: Readonly<Record<string, string>>, query = {}) =>
        talk.ask('POST', '/v2/jobs', { query, body: configuration(properties) });
      await post({});
      await post({ [path('wf')]: quick });
      await post({ 'user.name': 'alice', [path('wf')]: `${talk.root}/nowhere` });
      await post({ 'user.name': 'alice', [path('wf')]: quick, [path('coord')]: quick });
      await post({ 'user.name': 'alice', [path('wf')]: quick }, { action: 'bogus' });
      await post({ 'user.name': 'alice', [path('wf')]: quick }, { jobtype: 'pig' });
      await post({ 'user.name': 'alice', [path('wf')]: quick }, { jobtype: 'bogus' });
      await post({ 'user.name': 'alice', [path('wf')]: quick, MINUTES: '1' });
      const many = Array.from({ length: 21 }, () => '${a}').join('');
      await post({ 'user.name': 'alice', [path('wf')]: quick, a: '1', many });
    },
  },
  {
    name: 'definitions of workflows that Oozie refuses',
    async run(talk) {
      const workflow = (body: string, name = 'refused') =>
        `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0">${body}<end name="end"/></workflow-app>`;
      const decision = (to: string, when = 'true') =>
        `<decision name="x"><switch><case to="${to}">${when}</case><default to="end"/></switch></decision>`;
      const kill = '<kill name="x"><message>m</message></kill>';
      const parameters = (...names: string[]) =>
        `<parameters>${names.map((name) => `<property><name>${name}</name></property>`).join('')}</parameters>`;
      const definitions = [
        '<workflow-app',
        '<other/>',
        '<workflow-app name="a" xmlns="uri:oozie:workflow:1.0"><start to="x"/></workflow-app>',
        workflow('<start to="x"/>'),
        workflow(`<start to="x"/>${decision('x')}`),
        workflow(`<start to="x"/>${kill}${kill}`),
        workflow('<start to="1x"/><kill name="1x"><message>m</message></kill>'),
        workflow(
          '<start to="f"/><fork name="f"><path start="x"/><path start="end"/></fork><kill name="x"><message>m</message></kill>',
        ),
        workflow('<start to="end"/>', '${nope}'),
        workflow(`<start to="x"/>${decision('end', '${nope eq 1}')}`),
        workflow(`<start to="x"/>${decision('end', '${1 +}')}`),
        workflow(`<start to="x"/>${decision('end', '${wf:user() gt 1}')}`),
        workflow(`<start to="x"/>${decision('end', 'maybe')}`),
        workflow(`${parameters('p', 'q')}<start to="end"/>`),
        workflow(`${parameters('')}<start to="end"/>`),
        workflow(
          '<start to="x"/><decision name="x"><switch><case to="y">true</case><default to="end"/></switch></decision><decision name="y"><switch><case to="x">true</case><default to="end"/></switch></decision>',
        ),
      ];
      for (const xml of definitions) await store(talk, 'workflow', xml);
      await store(talk, 'workflow', workflow('<start to="end"/>'), { HOURS: '1' });
      await store(talk, 'workflow', workflow(`${parameters('p')}<start to="end"/>`), { p: '1' });
      const refused = await store(talk, 'workflow', workflow('<start to="x"/>'));
      await submit(talk, 'workflow', refused);
      const late = await store(
        talk,
        'workflow',
        workflow(`<start to="x"/>${decision('end', '${nope eq 1}')}`),
      );
      await rested(talk, await submit(talk, 'workflow', late, {}, 'start'));
    },
  },
  {
    name: 'definitions of coordinators that Oozie refuses, and some that it does not',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const at = (look: Parameters<typeof coordinator>[2], name = 'refused', properties = {}) =>
        store(talk, 'coordinator', coordinator(name, quick, look), properties);
      await store(talk, 'coordinator', '<coordinator-app');
      await store(talk, 'coordinator', '<other/>');
      await store(talk, 'coordinator', coordinator('none', quick).replace(/<action>.*<\/action>/, ''));
      await store(talk, 'coordinator', coordinator('none', quick).replace(/ end="[^"]*"/, ''));
      await at({ end: '1970-01-01T00:00Z' });
      await at({ start: 'yesterday' });
      await at({ zone: 'Nowhere/Land' });
      for (const frequency of ['abc', '0', '${coord:fortnights(1)}', '${coord:days(1)}', '0 12 * * *']) {
        await at({ frequency, start: '2020-01-01T00:00Z', end: '2020-01-03T00:00Z' });
      }
      await at({}, '${nope}');
      await at({ start: '${nope}' });
      await at({ properties: '<property><name>a</name><value>${nope}</value></property>' });
      const controls = [
        '<concurrency>abc</concurrency>',
        '<concurrency>0</concurrency>',
        '<concurrency></concurrency>',
        '<execution>abc</execution>',
        '<timeout>abc</timeout>',
        '<concurrency>1</concurrency><timeout>10</timeout>',
        '<timeout>${coord:hours(2)}</timeout><execution>LIFO</execution><throttle>1000</throttle>',
      ];
      for (const each of controls) await at({ controls: each });
      await at({}, 'reserved', { MONTH: '1' });
      await at({
        data: '<input-events><data-in name="i" dataset="d"><instance>${coord:current(0)}</instance></data-in></input-events>',
      });
      await at({ end: '${end}' }, '${name}', { end: '1975-01-02T00:00Z', name: 'resolved' });
    },
  },
  {
    name: 'properties as Oozie takes them',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const id = await submit(talk, 'workflow', quick, {
        ' spaced ': '  value ',
        blank: '  ',
        empty: '',
        copied: '${ spaced }',
        late: '${defined.after} and ${not.defined}',
        'defined.after': 'resolved',
        'mapred.job.queue.name': 'default',
        'mapred.output.dir': '/out',
        markup: 'a < b & "c" > \'d\'',
        umlauts: 'äöü €',
      });
      await talk.ask('GET', `/v2/job/${id}`);
      const body = `<configuration><property><name>twice</name><value>1</value></property><property><name>twice</name><value>2</value></property><property><name>pieces</name><value>a<![CDATA[b]]>c</value></property><property><name>cdata</name><value><![CDATA[<x>]]></value></property><property><name>user.name</name><value>alice</value></property><property><name>${path('wf')}</name><value>${quick}</value></property></configuration>`;
      await talk.ask('POST', '/v2/jobs', { body });
      const found = JSON.parse((await talk.ask('POST', '/v2/jobs', { body })).body) as { id: string };
      await talk.ask('GET', `/v2/job/${found.id}`);
    },
  },
  {
    name: 'lists by filter, page by page, in either order',
    async run(talk) {
      const name = `listed ${talk.mark}`;
      const quick = await store(talk, 'workflow', quickWorkflow(name));
      const part = await store(
        talk,
        'coordinator',
        coordinator(name, quick, { start: '2098-01-01T00:00Z', end: '2099-01-01T00:00Z' }),
      );
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        ids.push(await submit(talk, 'workflow', quick, { 'oozie.wf.external.id': `${count}` }));
        await talk.server.wait();
      }
      await change(talk, ids[0] ?? '', 'kill');
      const coordinatorId = await submit(talk, 'coordinator', part);
      await rested(talk, coordinatorId);
      const list = (filter: string, query: Readonly<Record<string, string | number>> = {}) =>
        talk.ask('GET', '/v2/jobs', { query: { jobtype: 'wf', filter, timezone: 'GMT', ...query } });
      await list(`name=${name}`);
      await list(`name=${name};sortby=lastModifiedTime`);
      await list(`name=${name};sortby=nothing`, { len: 2 });
      await list(`NAME=${name};status=PREP;status=RUNNING`, { offset: 2, len: 1 });
      await list(`name=${name};user=bob`);
      await list(`name=${name};user=bob;user=alice`);
      await list(`text=${name.slice(3)}`);
      await list(`text=%${talk.mark}`);
      await list(`id=${ids[1]};id=${ids[2]}`);
      await list(`name=${name};group=users`);
      await list(`name=${name};startcreatedtime=-1h;endcreatedtime=-0m`, { len: 0, offset: -3 });
      await list(`name=${name};endcreatedtime=2020-01-01T00:00Z`);
      await list(`name=${name};frequency=60;unit=minutes`, { jobtype: 'coord' });
      await list(`name=${name};frequency=1;unit=HOURS`, { jobtype: 'coord' });
      await list(`name=${name};frequency=60;unit=days`, { jobtype: 'coordinators' });
      await list(`name=${name};sortby=lastModifiedTime`, { jobtype: 'bundle' });
      const refused = [
        'name',
        'name=',
        'name=a=b',
        'nothing=a',
        'status=NONE',
        'status=DONEWITHERROR',
        'frequency=60',
        'startcreatedtime=yesterday',
        'startcreatedtime=1h',
        'startcreatedtime=-1h;startcreatedtime=-2h',
        'text=a;text=b',
      ];
      for (const filter of refused) await list(filter, { len: 1 });
      for (const filter of ['unit=days', 'frequency=often', 'frequency=1;unit=years', 'status=PREMATER']) {
        await list(`name=${name};${filter}`, { jobtype: 'coord' });
      }
      await talk.ask('PUT', '/v2/jobs', {
        query: { action: 'suspend', jobtype: 'wf', filter: `name=${name}`, timezone: 'GMT' },
      });
      await talk.ask('PUT', '/v2/jobs', {
        query: { action: 'kill', jobtype: 'wf', filter: `name=${name};status=PREP`, timezone: 'GMT' },
      });
      await talk.ask('PUT', '/v2/jobs', {
        query: { action: 'kill', jobtype: 'coord', filter: `name=${name}`, timezone: 'GMT' },
      });
      await rested(talk, ids[1] ?? '');
      await rested(talk, coordinatorId);
    },
  },
];
