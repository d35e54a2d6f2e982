// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expressions of Oozie.

import type { Conversation } from './conversation.ts';
import {
  change,
  fieldIn,
  idIn,
  parentWorkflow,
  quickWorkflow,
  rested,
  store,
  submit,
} from './definitions.ts';
import { type Scenario, scenariosOf } from './scenario.ts';

const failing =
  '<workflow-app name="failing" xmlns="uri:oozie:workflow:1.0"><start to="pass"/><decision name="pass"><switch><case to="end">${nope eq 1}</case><default to="end"/></switch></decision><end name="end"/></workflow-app>';

async function parentIn(talk: Conversation, paths: Readonly<Record<string, string>>) {
  const id = await submit(talk, 'workflow', paths.parent ?? '', {}, 'start');
  await rested(talk, id);
  return id;
}

const matrix = scenariosOf({
  of: 'workflow',
  async prepare(talk) {
    const quick = await store(talk, 'workflow', quickWorkflow('quick'));
    return {
      quick,
      parent: await store(talk, 'workflow', parentWorkflow('parent', quick)),
      failing: await store(talk, 'workflow', failing),
    };
  },
  states: {
    PREP: (talk, { quick = '' }) => submit(talk, 'workflow', quick),
    async RUNNING(talk, paths) {
      const id = await parentIn(talk, paths);
      await change(talk, id, 'resume');
      return id;
    },
    SUSPENDED: parentIn,
    async SUCCEEDED(talk, { quick = '' }) {
      const id = await submit(talk, 'workflow', quick, {}, 'start');
      await rested(talk, id);
      return id;
    },
    async KILLED(talk, paths) {
      const id = await parentIn(talk, paths);
      await change(talk, id, 'kill');
      await rested(talk, id);
      return id;
    },
    async FAILED(talk, { failing: path = '' }) {
      const id = await submit(talk, 'workflow', path, {}, 'start');
      await rested(talk, id);
      return id;
    },
  },
  operations: {
    start: (talk, id) => change(talk, id, 'start'),
    suspend: (talk, id) => change(talk, id, 'suspend'),
    resume: (talk, id) => change(talk, id, 'resume'),
    kill: (talk, id) => change(talk, id, 'kill'),
    'rerun without a word': (talk, id) => change(talk, id, 'rerun', {}, {}),
    'rerun all': (talk, id) =>
      change(talk, id, 'rerun', {}, { 'oozie.wf.rerun.skip.nodes': ',', 'oozie.suspend.on.nodes': 'no' }),
    'rerun what failed': (talk, id) => change(talk, id, 'rerun', {}, { 'oozie.wf.rerun.failnodes': 'true' }),
    'rerun both ways': (talk, id) =>
      change(
        talk,
        id,
        'rerun',
        {},
        { 'oozie.wf.rerun.failnodes': 'true', 'oozie.wf.rerun.skip.nodes': 'end' },
      ),
    'skip what has run': (talk, id) =>
      change(talk, id, 'rerun', {}, { 'oozie.wf.rerun.skip.nodes': ':start:' }),
    'skip what there is not': (talk, id) =>
      change(talk, id, 'rerun', {}, { 'oozie.wf.rerun.skip.nodes': 'nowhere' }),
    change: (talk, id) => change(talk, id, 'change', { value: 'concurrency=2' }),
    ignore: (talk, id) => change(talk, id, 'ignore'),
  },
  look: rested,
});

const others: Scenario[] = [
  {
    name: 'a parent goes on when its child is over, and not before it is resumed itself',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const parent = await store(talk, 'workflow', parentWorkflow('parent', quick));
      const id = await submit(talk, 'workflow', parent, {}, 'start');
      const child = fieldIn(await rested(talk, id), 'actions', 1, 'externalId');
      await rested(talk, child);
      await change(talk, child, 'resume');
      await rested(talk, child);
      await rested(talk, id);
      await change(talk, id, 'resume');
      await rested(talk, id);
      await talk.ask('GET', `/v2/job/${id}@child`);
      await talk.ask('GET', `/v2/job/${id}@nothing`);
      await talk.ask('GET', `/v2/job/${id}@child`, { query: { show: 'retries' } });
    },
  },
  {
    name: 'a parent takes its error transition when its child is killed',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const parent = await store(talk, 'workflow', parentWorkflow('parent', quick));
      const id = await submit(talk, 'workflow', parent, {}, 'start');
      const child = fieldIn(await rested(talk, id), 'actions', 1, 'externalId');
      await change(talk, id, 'resume');
      await change(talk, child, 'kill');
      await rested(talk, id);
      await rested(talk, child);
    },
  },
  {
    name: 'a workflow is suspended at a node, resumed there, and rerun without it',
    async run(talk) {
      const path = await store(talk, 'workflow', quickWorkflow('quick'));
      const id = await submit(talk, 'workflow', path, { 'oozie.suspend.on.nodes': 'pass' }, 'start');
      await rested(talk, id);
      await change(talk, id, 'resume');
      await rested(talk, id);
      await change(
        talk,
        id,
        'rerun',
        {},
        { 'oozie.wf.rerun.skip.nodes': 'pass', 'oozie.wf.external.id': 'another' },
      );
      await rested(talk, id);
      await change(talk, id, 'rerun', {}, { 'oozie.wf.rerun.failnodes': 'true' });
    },
  },
  {
    name: 'a kill node tells why, as far as it can',
    async run(talk) {
      const killed = (message: string) =>
        `<workflow-app name="killed" xmlns="uri:oozie:workflow:1.0"><start to="x"/><kill name="x"><message>${message}</message></kill><end name="end"/></workflow-app>`;
      for (const message of ['of ${wf:user()} in ${wf:name()}', 'of ${nope}']) {
        const path = await store(talk, 'workflow', killed(message));
        await rested(talk, await submit(talk, 'workflow', path, {}, 'start'));
      }
    },
  },
  {
    name: 'a fork runs its branches, and the join waits for both',
    async run(talk) {
      const branch = (name: string) =>
        `<decision name="${name}"><switch><case to="j">true</case><default to="j"/></switch></decision>`;
      const path = await store(
        talk,
        'workflow',
        `<workflow-app name="forked" xmlns="uri:oozie:workflow:1.0"><start to="f"/><fork name="f"><path start="a"/><path start="b"/></fork>${branch('a')}${branch('b')}<join name="j" to="end"/><end name="end"/></workflow-app>`,
      );
      await rested(talk, await submit(talk, 'workflow', path, {}, 'start'));
    },
  },
  {
    name: 'a sub-workflow that is not there ends its parent badly',
    async run(talk) {
      const path = await store(
        talk,
        'workflow',
        parentWorkflow('parent', `${talk.root}/nowhere/workflow.xml`),
      );
      const id = await submit(talk, 'workflow', path, {}, 'start');
      await talk.settled(`/v2/job/${id}`, { query: { show: 'status' } });
    },
  },
  {
    name: 'several workflows under one external id are found as one of them',
    async run(talk) {
      const path = await store(talk, 'workflow', quickWorkflow('quick'));
      const key = `key-${talk.mark}`;
      const find = (query: Readonly<Record<string, string>>) => talk.ask('GET', '/v2/jobs', { query });
      await find({ 'external-id': key });
      await submit(talk, 'workflow', path, { 'oozie.wf.external.id': key });
      const found = idIn(await find({ 'external-id': key }));
      await talk.ask('GET', `/v2/job/${found}`);
      await find({ 'external-id': key, jobtype: 'wf' });
      await find({ 'external-id': key, jobtype: 'coord' });
    },
  },
];

export const workflowScenarios: readonly Scenario[] = [...matrix, ...others];
