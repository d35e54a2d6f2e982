import { writeFileSync } from 'node:fs';
import { createOozieClient, OozieError, prepareDefinition } from '@howdah/oozie-client';
import { describe, expect, inject, test } from 'vitest';
import { coordinatorScope } from '../calendar/coordinator-scope.ts';
import { callOf, type ElVerdict, elFunctionsPage, printElFunctions } from './el-functions.fixture.ts';
import { evaluateText } from './evaluate.ts';
import { functionSignatures } from './functions.ts';
import { vocabularies } from './phases.ts';
import { checkPlace, type ElPlace, elPlaces } from './places.ts';
import { workflowScope } from './workflow-scope.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });
const root = inject('definitionRoot');

/** What Oozie says to a definition: what it answers, or how it refuses. */
async function dryRun(kind: 'workflow' | 'coordinator' | 'bundle', document: string): Promise<string> {
  const { xml, path } = prepareDefinition({ kind, xml: document, root });
  const property = { workflow: 'wf', coordinator: 'coord', bundle: 'bundle' }[kind];
  const inline = { 'oozie.jobs.api.generated.xml': xml, [`oozie.${property}.application.path`]: path };
  try {
    return (await oozie.dryrun({ ...inline, known: 'value' })).id;
  } catch (error) {
    if (error instanceof OozieError && error.kind !== 'unreachable') return error.message;
    throw error;
  }
}

interface Pieces {
  name: string;
  frequency: string;
  start: string;
  timeout: string;
  initialInstance: string;
  dataset: string;
  instance: string;
  range: string;
  propertyName: string;
  propertyValue: string;
  sla: string;
}

function coordinator(pieces: Partial<Pieces>): string {
  const { name = 'probe', frequency = '60', start = '2026-01-01T00:00Z', timeout = '10' } = pieces;
  const { initialInstance = '2025-01-01T00:00Z', dataset = 'data', propertyName = 'name' } = pieces;
  const { instance, range, propertyValue = 'value', sla } = pieces;
  const input =
    range === undefined
      ? // Before the dataset begins, so that nothing is waited for and the action's properties are evaluated.
        `<instance>${instance ?? `\${coord:current(-99999)}`}</instance>`
      : `<start-instance>${range}</start-instance><end-instance>\${coord:current(0)}</end-instance>`;
  const inputs = `<input-events><data-in name="in" dataset="${dataset}">${input}</data-in></input-events>`;
  const slaInfo =
    sla === undefined
      ? ''
      : `<sla:info><sla:nominal-time>2026-01-01T00:00Z</sla:nominal-time><sla:should-end>5</sla:should-end><sla:notification-msg>${sla}</sla:notification-msg></sla:info>`;
  return [
    `<coordinator-app name="${name}" frequency="${frequency}" start="${start}" end="2026-01-01T01:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.4" xmlns:sla="uri:oozie:sla:0.2">`,
    `<controls><timeout>${timeout}</timeout></controls>`,
    `<datasets><dataset name="data" frequency="60" initial-instance="${initialInstance}" timezone="UTC"><uri-template>file:///nowhere/\${YEAR}</uri-template></dataset></datasets>`,
    inputs,
    '<output-events><data-out name="out" dataset="data"><instance>2026-01-01T00:00Z</instance></data-out></output-events>',
    `<action><workflow><app-path>file:///nowhere</app-path><configuration><property><name>${propertyName}</name><value>${propertyValue}</value></property></configuration></workflow>${slaInfo}</action></coordinator-app>`,
  ].join('');
}

const slaOfWorkflow = (message: string) =>
  `<info xmlns="uri:oozie:sla:0.2"><nominal-time>2026-01-01T00:00Z</nominal-time><should-end>5</should-end><notification-msg>${message}</notification-msg></info>`;

const workflow = (text: string, sla = '') =>
  `<workflow-app name="probe" xmlns="uri:oozie:workflow:1.0"><start to="choose"/><decision name="choose"><switch><case to="end">${text}</case><default to="end"/></switch></decision><end name="end"/>${sla}</workflow-app>`;

const bundle = (text: string) =>
  `<bundle-app name="probe" xmlns="uri:oozie:bundle:0.2"><coordinator name="${text}"><app-path>file:///nowhere</app-path></coordinator></bundle-app>`;

/** Puts a text where it is to be evaluated, and asks Oozie. */
const ask: readonly (readonly [ElPlace, (text: string) => Promise<string>])[] = [
  ['workflow node', (text) => dryRun('workflow', workflow(text))],
  ['workflow sla', (text) => dryRun('workflow', workflow('true', slaOfWorkflow(text)))],
  ['coordinator name', (name) => dryRun('coordinator', coordinator({ name }))],
  ['coordinator frequency', (frequency) => dryRun('coordinator', coordinator({ frequency }))],
  ['coordinator attribute', (start) => dryRun('coordinator', coordinator({ start }))],
  ['coordinator timeout', (timeout) => dryRun('coordinator', coordinator({ timeout }))],
  ['dataset initial-instance', (initialInstance) => dryRun('coordinator', coordinator({ initialInstance }))],
  ['event dataset', (dataset) => dryRun('coordinator', coordinator({ dataset }))],
  ['event instance', (instance) => dryRun('coordinator', coordinator({ instance }))],
  ['event range', (range) => dryRun('coordinator', coordinator({ range }))],
  ['action property name', (propertyName) => dryRun('coordinator', coordinator({ propertyName }))],
  ['action property value', (propertyValue) => dryRun('coordinator', coordinator({ propertyValue }))],
  ['action sla', (sla) => dryRun('coordinator', coordinator({ sla }))],
  ['bundle', (text) => dryRun('bundle', bundle(text))],
];

/** Whether the text was evaluated; what Oozie then says to the value is another matter. */
function acceptedByOozie(answer: string): boolean {
  return !/E1004|Function '.*' not found|Function '.*' specifies|cannot be resolved|Problems calling function/.test(
    answer,
  );
}

/** Functions that are known, and fail where there is no Hive, no Hadoop job, or no action. */
const failing =
  /^\$\{(?:hcat:exists|hadoop:counters|wf:callback|coord:(?:database|table|dataInPartition|dataOutPartition))/;

describe('functions', () => {
  test('are known, and take as many arguments, as on Oozie, in every place', async () => {
    const questions = ask.flatMap(([place, question]) =>
      [...functionSignatures.values()].flatMap((signature) => {
        const { phases } = elPlaces[place];
        const known = phases.every((phase) => vocabularies[phase].functions.has(signature.name));
        const arity = signature.parameters.length;
        const counts = known ? Array.from({ length: arity + 2 }, (_, count) => count) : [arity];
        return counts.map((count) => ({
          place,
          question,
          text: callOf(signature, count, place),
          called: { name: signature.name, arguments: count },
        }));
      }),
    );
    const found = { accepted: 0, refused: 0 };
    const disagreements: string[] = [];
    const verdicts: ElVerdict[] = [];
    const queue = questions.values();
    const worker = async () => {
      for (const { place, question, text, called } of queue) {
        const answer = await question(text);
        const accepted = acceptedByOozie(answer);
        const ours = checkPlace(text, place);
        if (accepted !== (ours.length === 0) && !(failing.test(text) && ours.length === 0)) {
          disagreements.push(`${place}: ${text}: ${answer} but we say ${ours.map(({ message }) => message)}`);
        }
        found[accepted ? 'accepted' : 'refused'] += 1;
        verdicts.push({ ...called, place, accepted, ours: ours.length === 0 });
      }
    };
    await Promise.all(Array.from({ length: 4 }, worker));
    if (process.env.HOWDAH_WRITE_EL_FUNCTIONS !== undefined) {
      writeFileSync(elFunctionsPage, printElFunctions(verdicts));
    }
    console.log(
      `${questions.length} calls in ${ask.length} places: ${found.accepted} accepted and ${found.refused} refused by Oozie, ${disagreements.length} judged otherwise`,
    );
    expect(disagreements).toEqual([]);
  }, 240_000);
});

/** Each with what it shows. */
const expressions: readonly string[] = [
  'text and #literal$ \\${escaped} \\\\',
  '${1 + 2 * 3 - 4}',
  '${(1 + 2) * 3} ${7 mod 4} ${7 % 4} ${-7 mod 4}',
  '${7 / 2} ${8 div 4} ${1 / 3} ${10000000 / 1} ${1 / 0} ${0.1 + 0.2} ${1e-5 * 1}',
  "${'1' + '2'} ${'1.5' + 1} ${'' + 1} ${null + null} ${'7' * '6'}",
  '${9223372036854775807 + 1} ${-9223372036854775807 - 2}',
  "${1 == 1.0} ${1 eq '1'} ${'a' == 'b'} ${null == ''} ${true == 'TRUE'} ${'a' ne 'b'} ${1 != 2}",
  "${1 < 2} ${2 le 2} ${'b' gt 'a'} ${10 >= 9} ${'10' lt '9'} ${'10' lt 9} ${null < 1} ${null <= null}",
  "${true and false} ${true && true} ${false or true} ${false || ''} ${not true} ${!false} ${'yes' or true}",
  "${empty ''} ${empty null} ${empty 'a'} ${empty []} ${empty {}} ${empty known}",
  "${true ? 'yes' : 'no'} ${false ? 1 : 2 > 1 ? 'a' : 'b'} ${'true' ? 1 : 2}",
  "${'it\\'s'} ${\"say \\\"hi\\\"\"} ${'a\\\\b'} ${'}'}",
  "${known += '-' += 1} ${1 += 2}",
  "${[1, 'two', null, 2.5]} ${[1, 2][1]} ${{'a': 1}['a']} ${[7][9]}",
  "${1; 'last'} ${known} ${coord:conf('known')} ${coord:conf('unknown')}|",
  '${1.0} ${1.50} ${100.0} ${12345678.9} ${0.001} ${0.0001} ${1e21} ${-0.0}',
  "${-'5'} ${-known.length()}|${known.length()}",
  "${coord:current(1 + 1)} and ${coord:latest('x')}",
  '${coord:dateOffset(\'a\', 1, "DAY")}',
  '${coord:hoursInDay(0) + 1} ${coord:tzOffset() / 2}',
  // refused
  '${unknown}',
  '${1 +}',
  "${'open}",
  '${a.b',
  "${'a' + 1}",
  '${5 mod 0}',
  "${-''}",
  '${true == 1}',
  "${'x' > 1}",
  '${not 5}',
  '${nothing(1)}',
  '${coord:current(1, 2)}',
  '${known = 1}',
  '#{known} ${known}',
  "${'a\\d'}",
  '${class}',
  '${x ? known : coord(1)}',
  '${99999999999999999999}',
];

test('texts have the values that Oozie gives them', async () => {
  const scope = coordinatorScope('coord-job-submit-instances', { properties: { known: 'value' } });
  const found = { evaluated: 0, refused: 0 };
  for (const text of expressions) {
    const attribute = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const answer = await dryRun('coordinator', coordinator({ dataset: attribute }));
    const [, theirs] = /undefined dataset: (.*) \(HTTP 400\)/s.exec(answer) ?? [];
    const ours = evaluateText(text, scope);
    if (theirs === undefined) {
      expect(answer, text).toContain('E1004');
      expect(ours.kind, text).toBe('error');
      found.refused += 1;
    } else {
      expect(ours.kind === 'value' ? ours.text.trim() : ours, text).toBe(theirs.trim());
      found.evaluated += 1;
    }
  }
  console.log(
    `${found.evaluated} texts have the value that Oozie gives, ${found.refused} are refused by both`,
  );
});

test("a running workflow's functions give what is told", async () => {
  const properties = { known: ' value ', path: '/a b/ü', list: '/x/,/y/', 'with.dots': 'dotted' };
  const texts = [
    "${concat(known, 1)}|${trim(known)}|${firstNotNull(wf:conf('none'), 'second')}|${wf:conf('with.dots')}",
    "${replaceAll(list, '/([xy])/', '<$1>')}|${appendAll(list, 'ADD', ',')}|${urlEncode(path)}",
    "${replaceAll('a.b.c', '\\\\.', '-')}|${KB}|${PB}|${GB / 2}|${MAP_IN}|${GROUPS}",
    "${wf:name()}|${wf:user()}|${wf:run()}|${empty wf:lastErrorNode()}|${wf:transition('choose')}",
    "${toJsonStr({'key': 'a/b'})}|${concat(wf:conf('none'), null)}|${wf:conf('none')}|${empty wf:actionData('x')}",
  ];
  const text = texts.join(' ~ ');
  const document = `<workflow-app name="evaluated" xmlns="uri:oozie:workflow:1.0"><start to="choose"/><decision name="choose"><switch><case to="told">true</case><default to="end"/></switch></decision><kill name="told"><message>${text.replaceAll('<', '&lt;')}</message></kill><end name="end"/></workflow-app>`;
  const { xml, path } = prepareDefinition({ kind: 'workflow', xml: document, root });
  const inline = { 'oozie.jobs.api.generated.xml': xml, 'oozie.wf.application.path': path };
  const { id } = await oozie.submit({ ...properties, ...inline }, { start: true });
  const message = await untilKilled(id);
  const known = {
    ...{ properties, id, name: 'evaluated', user: 'alice', run: 0, lastErrorNode: '' },
    nodes: new Map([
      ['choose', { transition: 'told' }],
      ['x', { data: new Map() }],
    ]),
  };
  const ours = evaluateText(text, workflowScope(known));
  expect(ours.kind === 'value' ? ours.text : ours).toBe(message);
});

async function untilKilled(id: string): Promise<string | null | undefined> {
  const deadline = Date.now() + 45_000;
  for (;;) {
    const { status, actions } = await oozie.workflows.info(id, { len: -1 });
    const killed = actions.find(({ name }) => name === 'told');
    if (status === 'KILLED') return killed?.errorMessage;
    if (status === 'FAILED' || Date.now() > deadline)
      expect.fail(`${id} is ${status}: ${JSON.stringify(actions)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
