// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expressions of Oozie.

import type { Conversation } from './conversation.ts';
import { bundle, change, coordinator, fieldIn, quickWorkflow, rested, store, submit } from './definitions.ts';
import type { RawAnswer } from './normal-answer.ts';
import { type Scenario, scenariosOf } from './scenario.ts';

type Paths = Readonly<Record<string, string>>;

const slow = { frequency: '${coord:months(1500)}', end: '2200-01-01T00:00Z' };

async function started(talk: Conversation, path: string | undefined): Promise<string> {
  const id = await submit(talk, 'bundle', path ?? '');
  await change(talk, id, 'start');
  await rested(talk, id);
  return id;
}

async function then(talk: Conversation, id: string, action: string, query: Paths = {}): Promise<string> {
  await change(talk, id, action, query);
  await rested(talk, id);
  return id;
}

/** The id of a bundle's coordinator; Oozie lists them in the order in which they happened to be made. */
function partNamed(answer: RawAnswer, name: string): string {
  const at = [0, 1].find((index) => fieldIn(answer, 'bundleCoordJobs', index, 'coordJobName') === name);
  return fieldIn(answer, 'bundleCoordJobs', at ?? -1, 'coordJobId');
}

const matrix = scenariosOf({
  of: 'bundle',
  async prepare(talk) {
    const quick = await store(talk, 'workflow', quickWorkflow('quick'));
    const slowPath = await store(talk, 'coordinator', coordinator('slow', quick, slow));
    const shortPath = await store(talk, 'coordinator', coordinator('short', quick));
    return {
      slow: await store(talk, 'bundle', bundle('slow', { one: slowPath, two: slowPath })),
      short: await store(talk, 'bundle', bundle('short', { one: shortPath })),
      broken: await store(
        talk,
        'bundle',
        bundle('broken', { one: await store(talk, 'coordinator', '<other/>') }),
      ),
    };
  },
  states: {
    PREP: (talk, paths) => submit(talk, 'bundle', paths.slow ?? ''),
    PREPSUSPENDED: async (talk, paths) =>
      then(talk, await submit(talk, 'bundle', paths.slow ?? ''), 'suspend'),
    RUNNING: (talk, paths) => started(talk, paths.slow),
    SUSPENDED: async (talk, paths) => then(talk, await started(talk, paths.slow), 'suspend'),
    SUCCEEDED: (talk, paths) => started(talk, paths.short),
    KILLED: async (talk, paths) => then(talk, await started(talk, paths.slow), 'kill'),
    'KILLED, before it began': async (talk, paths) =>
      then(talk, await submit(talk, 'bundle', paths.slow ?? ''), 'kill'),
    FAILED: (talk, paths) => started(talk, paths.broken),
  },
  operations: {
    start: (talk, id) => change(talk, id, 'start'),
    suspend: (talk, id) => change(talk, id, 'suspend'),
    resume: (talk, id) => change(talk, id, 'resume'),
    kill: (talk, id) => change(talk, id, 'kill'),
    ignore: (talk, id) => change(talk, id, 'ignore'),
    'change of pause time': (talk, id) =>
      change(talk, id, 'change', { value: 'pausetime=2150-01-01T00:00Z' }),
    'change to a past pause time': (talk, id) =>
      change(talk, id, 'change', { value: 'pausetime=2020-01-01T00:00Z' }),
    'change back of pause time': (talk, id) => change(talk, id, 'change', { value: 'pausetime=' }),
    'change of end time': (talk, id) => change(talk, id, 'change', { value: 'endtime=2190-01-01T00:00Z' }),
    'change to an end before the kick-off': (talk, id) =>
      change(talk, id, 'change', { value: 'endtime=2030-01-01T00:00Z' }),
    'change of what can’t be': (talk, id) => change(talk, id, 'change', { value: 'concurrency=2' }),
    'rerun of a coordinator': (talk, id) =>
      change(talk, id, 'bundle-rerun', { 'coord-scope': 'one', refresh: 'true' }, {}),
    'rerun by date': (talk, id) =>
      change(talk, id, 'bundle-rerun', { 'date-scope': '1975-01-01T00:00Z::1976-01-01T00:00Z' }, {}),
    'rerun of nothing': (talk, id) => change(talk, id, 'bundle-rerun', {}, {}),
  },
  look: rested,
});

const others: Scenario[] = [
  {
    name: 'a bundle without a kick-off time starts by itself',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const part = await store(talk, 'coordinator', coordinator('short', quick));
      const path = await store(talk, 'bundle', bundle('at once', { one: part, two: part }, ''));
      const id = await submit(talk, 'bundle', path);
      const answer = await rested(talk, id);
      await rested(talk, partNamed(answer, 'one'));
      await talk.ask('GET', `/v2/job/${id}`, { query: { show: 'definition' } });
    },
  },
  {
    name: 'a bundle whose kick-off time has come starts, too',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const part = await store(talk, 'coordinator', coordinator('short', quick));
      const path = await store(talk, 'bundle', bundle('past', { one: part }, '2020-01-01T00:00Z'));
      await rested(talk, await submit(talk, 'bundle', path));
    },
  },
  {
    name: 'a bundle does not start when there is no coordinator where it says',
    async run(talk) {
      const path = await store(talk, 'bundle', bundle('nowhere', { one: `${talk.root}/nowhere` }));
      const id = await submit(talk, 'bundle', path);
      await change(talk, id, 'start');
      await rested(talk, id);
      await change(talk, id, 'kill');
      await rested(talk, id);
    },
  },
  {
    name: 'a coordinator of a bundle that is killed or suspended by itself shows in the bundle',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const part = await store(talk, 'coordinator', coordinator('slow', quick, slow));
      const path = await store(talk, 'bundle', bundle('parts', { one: part, two: part }));
      const id = await started(talk, path);
      const answer = await rested(talk, id);
      const [one, two] = [partNamed(answer, 'one'), partNamed(answer, 'two')];
      await then(talk, one, 'suspend');
      await rested(talk, id);
      await then(talk, two, 'kill');
      await rested(talk, id);
      await then(talk, one, 'kill');
      await rested(talk, id);
    },
  },
  {
    name: 'a coordinator that a bundle guards takes a new revision of its definition, if the names stay equal',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const at = (name: string, count: number) => {
        const controls = `<concurrency>${count}</concurrency>`;
        return store(talk, 'coordinator', coordinator(name, quick, { ...slow, controls }));
      };
      const [equal, unequal, revised] = [await at('one', 1), await at('other', 1), await at('one', 2)];
      for (const first of [equal, unequal]) {
        const id = await started(talk, await store(talk, 'bundle', bundle('guarding', { one: first })));
        const part = partNamed(await rested(talk, id), 'one');
        for (const next of [revised, unequal]) {
          const properties = { 'user.name': 'alice', 'oozie.coord.application.path': next, a: '1' };
          await change(talk, part, 'update', { diff: 'false' }, properties);
          await rested(talk, part);
          await talk.ask('GET', `/v2/job/${part}`, { query: { show: 'definition' } });
          await rested(talk, id);
        }
        await change(talk, part, 'coord-rerun', { type: 'action', scope: '1', refresh: 'true' }, {});
        await rested(talk, part);
        await change(talk, id, 'kill');
        await rested(talk, part);
        await rested(talk, id);
      }
    },
  },
  {
    name: 'definitions of bundles that Oozie refuses',
    async run(talk) {
      const quick = await store(talk, 'workflow', quickWorkflow('quick'));
      const part = await store(talk, 'coordinator', coordinator('short', quick));
      await store(talk, 'bundle', '<bundle-app');
      await store(talk, 'bundle', '<other/>');
      await store(talk, 'bundle', bundle('none', {}));
      await store(talk, 'bundle', bundle('${nope}', { one: part }));
      await store(talk, 'bundle', bundle('twice', { '${a}': part, '${b}': part }), { a: 'same', b: 'same' });
      await store(talk, 'bundle', bundle('late', { one: part }, 'later'));
      await store(talk, 'bundle', bundle('reserved', { one: part }), { MONTH: '1' });
    },
  },
];

export const bundleScenarios: readonly Scenario[] = [...matrix, ...others];
