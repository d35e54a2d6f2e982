// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expressions of Oozie.

import * as fc from 'fast-check';
import type { Conversation } from './conversation.ts';
import {
  bundle,
  change,
  coordinator,
  parentWorkflow,
  quickWorkflow,
  rested,
  store,
  submit,
} from './definitions.ts';
import type { Scenario } from './scenario.ts';

/** One thing that somebody does; `target` and `variant` choose among what there is then. */
export interface Step {
  readonly does: 'submit' | 'operate' | 'look';
  readonly target: number;
  readonly variant: number;
}

export type Trace = readonly Step[];

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.oneof(
    { weight: 2, arbitrary: fc.constant('submit' as const) },
    { weight: 9, arbitrary: fc.constant('operate' as const) },
    { weight: 1, arbitrary: fc.constant('look' as const) },
  ),
  target: fc.nat(11),
  variant: fc.nat(59),
});

/** What a few people may do with a few jobs, in any order. @param steps how many at most */
export const traces = (steps: number): fc.Arbitrary<Trace> =>
  fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps });

type Paths = Readonly<
  Record<'quick' | 'parent' | 'future' | 'slow' | 'short' | 'bundle' | 'shortBundle', string>
>;

async function prepare(talk: Conversation): Promise<Paths> {
  const quick = await store(talk, 'workflow', quickWorkflow('quick'));
  const parent = await store(talk, 'workflow', parentWorkflow('parent', quick));
  const slowLook = { frequency: '${coord:months(1500)}', end: '2200-01-01T00:00Z' };
  const slow = await store(talk, 'coordinator', coordinator('slow', quick, slowLook));
  // Both actions at once, so that chance does not decide which comes first.
  const controls = '<concurrency>2</concurrency>';
  const short = await store(talk, 'coordinator', coordinator('short', quick, { controls }));
  const futureLook = { start: '2098-01-01T00:00Z', end: '2099-01-01T00:00Z' };
  return {
    quick,
    parent,
    slow,
    short,
    future: await store(talk, 'coordinator', coordinator('future', quick, futureLook)),
    bundle: await store(talk, 'bundle', bundle('parts', { one: slow, two: short })),
    shortBundle: await store(talk, 'bundle', bundle('part', { one: short })),
  };
}

const suspending = { 'oozie.suspend.on.nodes': 'pass' };

const submissions: readonly ((talk: Conversation, paths: Paths) => Promise<string>)[] = [
  (talk, { quick }) => submit(talk, 'workflow', quick),
  (talk, { quick }) => submit(talk, 'workflow', quick, {}, 'start'),
  (talk, { quick }) => submit(talk, 'workflow', quick, suspending, 'start'),
  (talk, { quick }) => submit(talk, 'workflow', quick, { go: 'false' }, 'start'),
  (talk, { parent }) => submit(talk, 'workflow', parent),
  (talk, { parent }) => submit(talk, 'workflow', parent, {}, 'start'),
  (talk, { future }) => submit(talk, 'coordinator', future),
  (talk, { slow }) => submit(talk, 'coordinator', slow),
  (talk, { slow }) => submit(talk, 'coordinator', slow, suspending),
  (talk, { short }) => submit(talk, 'coordinator', short, suspending),
  (talk, { bundle }) => submit(talk, 'bundle', bundle),
  (talk, { bundle }) => submit(talk, 'bundle', bundle, suspending),
  (talk, { shortBundle }) => submit(talk, 'bundle', shortBundle),
];

type Operation = (talk: Conversation, id: string, paths: Paths) => Promise<unknown>;

const plain =
  (action: string): Operation =>
  (talk, id) =>
    change(talk, id, action);
const withValue =
  (value: string): Operation =>
  (talk, id) =>
    change(talk, id, 'change', { value });
const rerun =
  (properties: Readonly<Record<string, string>>): Operation =>
  (talk, id) =>
    change(talk, id, 'rerun', {}, properties);

const operations: Readonly<Record<'W' | 'C' | 'B', readonly Operation[]>> = {
  W: [
    plain('start'),
    plain('suspend'),
    plain('resume'),
    plain('resume'),
    plain('kill'),
    rerun({ 'oozie.wf.rerun.skip.nodes': ',' }),
    rerun({ 'oozie.wf.rerun.skip.nodes': ',', 'oozie.suspend.on.nodes': 'no', go: 'true' }),
    rerun({ 'oozie.wf.rerun.failnodes': 'true' }),
    rerun({ 'oozie.wf.rerun.skip.nodes': ':start:' }),
    rerun({ 'oozie.wf.rerun.skip.nodes': 'pass' }),
  ],
  C: [
    plain('suspend'),
    plain('resume'),
    plain('resume'),
    plain('kill'),
    plain('ignore'),
    withValue('concurrency=3'),
    withValue('endtime=1990-01-01T00:00Z'),
    withValue('endtime=2190-01-01T00:00Z'),
    withValue('endtime=1970-01-01T00:00Z'),
    withValue('pausetime=2150-01-01T00:00Z'),
    withValue('pausetime=1974-01-01T00:00Z'),
    withValue('pausetime='),
    withValue('status=RUNNING'),
    withValue('status=IGNORED'),
    (talk, id) => change(talk, id, 'coord-rerun', { type: 'action', scope: '1' }, {}),
    (talk, id) => change(talk, id, 'coord-rerun', { type: 'action', scope: '1-2', failed: 'true' }, {}),
    (talk, id) =>
      change(talk, id, 'coord-rerun', { type: 'date', scope: '1975-01-01T00:00Z::1980-01-01T00:00Z' }, {}),
    (talk, id) => change(talk, id, 'kill', { type: 'action', scope: '1' }),
    (talk, id) => change(talk, id, 'kill', { type: 'date', scope: '1975-01-01T00:00Z::1980-01-01T00:00Z' }),
    (talk, id) => change(talk, id, 'ignore', { type: 'action', scope: '1' }),
    (talk, id, { short }) =>
      change(
        talk,
        id,
        'update',
        { diff: 'false' },
        { 'user.name': 'alice', 'oozie.coord.application.path': short },
      ),
    (talk, id) => change(talk, id, 'update', { diff: 'false' }, { 'user.name': 'alice', more: 'properties' }),
  ],
  B: [
    plain('start'),
    plain('start'),
    plain('suspend'),
    plain('resume'),
    plain('resume'),
    plain('kill'),
    withValue('pausetime=2150-01-01T00:00Z'),
    withValue('pausetime='),
    withValue('endtime=2150-01-01T00:00Z'),
    (talk, id) => change(talk, id, 'bundle-rerun', { 'coord-scope': 'one' }, {}),
    (talk, id) =>
      change(talk, id, 'bundle-rerun', { 'date-scope': '1975-01-01T00:00Z::1980-01-01T00:00Z' }, {}),
  ],
};

const anyId = /\d{7,}-\d{15}-[\w.-]+?-[WCB](?![\w-])/g;

/** A trace as something to play: after each step, the job that it was about is read until it has come to rest. */
export function scenarioOf(trace: Trace): Scenario {
  return {
    name: printTrace(trace),
    async run(talk) {
      const paths = await prepare(talk);
      const known: string[] = [];
      const look = async (id: string) => {
        const { body } = await rested(talk, id);
        for (const found of inOrder(body)) if (!known.includes(found)) known.push(found);
      };
      for (const { does, target, variant } of trace) {
        const id = known[target % Math.max(1, known.length)];
        if (does === 'submit' || id === undefined) {
          const made = await submissions[variant % submissions.length]?.(talk, paths);
          if (made === undefined) continue;
          known.push(made);
          await look(made);
          continue;
        }
        // What was done to its parent may have to get through to it first.
        await look(id);
        const family = operations[familyOf(id)];
        if (does === 'operate') {
          await family[variant % family.length]?.(talk, id, paths);
          await look(id);
        }
      }
      for (const id of [...known]) await look(id);
    },
  };
}

function familyOf(id: string): 'W' | 'C' | 'B' {
  return id.endsWith('-W') ? 'W' : id.endsWith('-B') ? 'B' : 'C';
}

/** The ids in an answer, by the names and numbers of what they belong to, since their own order is by chance. */
function inOrder(body: string): string[] {
  const parsed: unknown = JSON.parse(body);
  const found: [rank: string, id: string][] = [];
  const visit = (value: unknown, rank: string) => {
    if (typeof value === 'string') {
      for (const [id] of value.matchAll(anyId)) found.push([rank, id]);
    } else if (Array.isArray(value)) for (const each of value) visit(each, rank);
    else if (typeof value === 'object' && value !== null) {
      const fields = new Map(Object.entries(value));
      const own = fields.get('actionNumber') ?? fields.get('coordJobName') ?? fields.get('name');
      for (const [key, each] of fields) {
        if (
          ['externalId', 'coordJobId', 'parentId', 'bundleId', 'actions', 'bundleCoordJobs'].includes(key)
        ) {
          visit(each, own === undefined ? rank : String(own));
        }
      }
    }
  };
  visit(parsed, '');
  return found.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([, id]) => id);
}

export function printTrace(trace: Trace): string {
  return trace.map(({ does, target, variant }) => `${does} ${target} ${variant}`).join('; ');
}
