import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../check/check-definition.ts';
import { printDefinition } from '../../definition/parse-definition.ts';
import { convertHue } from './convert-hue.ts';
import type { HueDocument } from './hue-document.ts';
import {
  exported,
  hueActions,
  hueBundleDocument,
  hueCoordinatorDocument,
  hueWorkflowOf,
  hueWorkflowWith,
  savedQuery,
} from './hue-export.fixture.ts';

function converted(...documents: object[]): HueDocument {
  const [first] = convertHue(JSON.stringify(documents)).documents;
  if (first === undefined) throw new Error('nothing was converted');
  return first;
}

/** What is within an element, without white space between elements. */
function inside({ definition }: HueDocument, element: string): string {
  const xml = printDefinition(definition).replace(/>\s+</g, '><');
  return new RegExp(`<${element}[ >].*</${element}>`, 's').exec(xml)?.[0] ?? '';
}

const end = { type: 'end', name: 'End' };
const kill = { type: 'kill', name: 'Kill', properties: { message: 'no' } };

describe('a workflow of Hue’s editor', () => {
  it.each(Object.entries(hueActions))('becomes a valid definition with a %s', (type, properties) => {
    const { definition } = converted(hueWorkflowWith(type, properties), savedQuery);
    const errors = checkDefinition(definition).filter(({ code }) => code.startsWith('schema-'));
    expect(errors, printDefinition(definition)).toEqual([]);
  });

  it('keeps all that an action has', () => {
    const document = converted(hueWorkflowWith('shell', hueActions.shell ?? {}));
    expect(inside(document, 'action')).toBe(
      '<action name="it" retry-max="2" retry-interval="5"><shell xmlns="uri:oozie:shell-action:0.3">' +
        '<job-tracker>${jobTracker}</job-tracker><name-node>${nameNode}</name-node>' +
        '<prepare><delete path="${nameNode}/user/${wf:user()}/old"/><mkdir path="${nameNode}/made"/></prepare>' +
        '<configuration><property><name>a</name><value>1 &lt; 2</value></property></configuration>' +
        '<exec>run.sh</exec><argument>a</argument><env-var>A=1</env-var>' +
        '<file>/lib/f.txt#f.txt</file><file>/scripts/run.sh#run.sh</file><archive>x.zip#x.zip</archive></shell>' +
        '<ok to="End"/><error to="Kill"/><info xmlns="uri:oozie:sla:0.2"><nominal-time>${nominal_time}</nominal-time>' +
        '<should-end>${30 * MINUTES}</should-end></info></action>',
    );
    expect(document.notes).toEqual([]);
    expect(document.folder).toBe('/user/hue/shell');
  });

  it('keeps forks, joins and decisions', () => {
    const { definition, notes } = converted(
      hueWorkflowOf('flow', [
        { type: 'start', name: 'Start', to: ['choose'] },
        end,
        kill,
        { type: 'decision', name: 'choose', to: ['fork', 'End'], conditions: ['${a gt 1}', 'default'] },
        { type: 'fork', name: 'fork', to: ['one', 'two'], properties: { join_id: 'id-of-join' } },
        { type: 'fs', name: 'one', to: ['join'], error: 'Kill' },
        { type: 'fs', name: 'two', to: ['join'], error: 'Kill' },
        { type: 'join', name: 'join', to: ['End'] },
      ]),
    );
    expect(notes).toEqual([]);
    if (definition.kind !== 'workflow') throw new Error('no workflow');
    const ways = definition.model.nodes.map(({ kind, name, transitions }) => [
      kind,
      name?.text,
      transitions.map(({ to, condition }) => [to?.text, condition?.text]),
    ]);
    expect(ways).toContainEqual(['start', undefined, [['choose', undefined]]]);
    expect(ways).toContainEqual([
      'decision',
      'choose',
      [
        ['fork', '${a gt 1}'],
        ['End', undefined],
      ],
    ]);
    expect(ways).toContainEqual([
      'fork',
      'fork',
      [
        ['one', undefined],
        ['two', undefined],
      ],
    ]);
    expect(ways).toContainEqual(['join', 'join', [['End', undefined]]]);
    expect(ways.at(-1)).toEqual(['end', 'End', []]);
  });

  it('says what it takes from a saved query, or that it is missing', () => {
    const hive = hueWorkflowWith('hive-document', hueActions['hive-document'] ?? {});
    const known = converted(hive, savedQuery);
    expect([...known.files]).toEqual([['it.sql', 'sqoop import\n']]);
    expect(known.notes).toEqual([]);
    expect(converted(hive).notes).toEqual([
      expect.objectContaining({ code: 'hue-saved-query-missing', of: 'it' }),
    ]);
  });

  it.each([
    ['hue-unknown-node', 'telepathy', {}],
    ['hue-library', 'java', hueActions.java],
    ['hue-server-setting', 'hive2', hueActions.hive2],
    ['hue-generated-script', 'impala', hueActions.impala],
    ['hue-document-missing', 'subworkflow', hueActions.subworkflow],
    ['hue-broken-xml', 'generic', { xml: '<shell>' }],
    ['hue-credentials', 'fs', { credentials: ['hcat'] }],
    ['hue-field-left-out', 'fs', { surprise: 'something' }],
  ])('notes %s', (code, type, properties = {}) => {
    const { notes, definition } = converted(hueWorkflowWith(type, properties));
    expect(notes.map((note) => note.code)).toContain(code);
    expect(checkDefinition(definition).filter((one) => one.code.startsWith('schema-'))).toEqual([]);
  });

  it('leads on where a link is broken, a fork has one way, or a name is not Oozie’s', () => {
    const { notes, definition } = converted(
      hueWorkflowOf('odd', [
        { type: 'start', name: 'Start', to: ['fork'] },
        { type: 'fork', name: 'fork', to: ['a b'], properties: { join_id: 'id-of-join' } },
        { type: 'fs', name: 'a b', to: ['join'] },
        { type: 'join', name: 'join', to: ['gone'] },
        end,
        kill,
      ]),
    );
    expect(notes.map(({ code, of }) => [code, of])).toEqual([
      ['hue-node-renamed', 'a_b'],
      ['hue-fork-of-one', 'fork'],
      ['hue-link-missing', 'a_b'],
      ['hue-link-missing', 'join'],
    ]);
    expect(checkDefinition(definition).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('mails before it ends, as Hue has it', () => {
    const mail = { enableMail: true, to: 'a@b', subject: 's', body: 'b', message: 'no' };
    const document = converted(
      hueWorkflowOf('mail', [
        { type: 'start', name: 'Start', to: ['End'] },
        { ...end, properties: mail },
        { ...kill, properties: mail },
      ]),
    );
    expect(printDefinition(document.definition)).toContain('<end name="End-mailed"/>');
    expect(printDefinition(document.definition)).toContain('<kill name="Kill-mailed">');
  });
});

describe('a coordinator of Hue’s editor', () => {
  it('keeps its schedule, its data and its properties', () => {
    const document = converted(hueCoordinatorDocument, hueWorkflowWith('shell', {}));
    expect(document.properties).toEqual({
      'oozie.use.system.libpath': 'true',
      start_date: '2026-01-01T08:00Z',
      end_date: '2026-07-01T07:00Z',
      wf_application_path: '${nameNode}/user/hue/shell',
    });
    expect(document.notes).toEqual([]);
    if (document.definition.kind !== 'coordinator') throw new Error('no coordinator');
    const { model } = document.definition;
    expect(
      [model.frequency, model.start, model.timezone, model.controls?.concurrency].map((one) => one?.text),
    ).toEqual(['0 0 * * *', '${start_date}', 'America/Los_Angeles', '2']);
    expect(model.datasets?.datasets.map(({ name, frequency }) => [name?.text, frequency?.text])).toEqual([
      ['input', '${coord:days(1)}'],
      ['range', '${coord:days(1)}'],
      ['output', '${coord:hours(2)}'],
    ]);
    expect(model.inputEvents?.dataIns[1]?.startInstance?.text).toBe('${coord:current(-2)}');
    expect(inside(document, 'configuration')).toContain(
      "<name>input</name><value>${coord:dataIn('input')}</value>",
    );
    expect(inside(document, 'configuration')).toContain(
      '<name>start_date</name><value>${start_date}</value>',
    );
    expect(model.action?.sla?.shouldEnd?.text).toBe('${30 * MINUTES}');
  });

  it('says which workflow it lacks', () => {
    const { notes, properties } = converted(hueCoordinatorDocument);
    expect(notes.map(({ code }) => code)).toEqual(['hue-document-missing']);
    expect(properties.wf_application_path).toBe('');
  });
});

describe('a bundle of Hue’s editor', () => {
  it('finds its coordinators and their workflows in the export', () => {
    const document = converted(hueBundleDocument, hueCoordinatorDocument, hueWorkflowWith('shell', {}));
    expect(document.kind).toBe('bundle');
    expect(document.notes).toEqual([]);
    expect(inside(document, 'bundle-app')).toContain(
      '<controls><kick-off-time>2026-01-01T15:22Z</kick-off-time></controls><coordinator name="daily-0">' +
        '<app-path>${nameNode}/user/hue/daily</app-path><configuration><property><name>wf_application_path</name>' +
        '<value>${nameNode}/user/hue/shell</value></property><property><name>who</name><value>bob</value>',
    );
  });
});

describe('an export', () => {
  it('with a workflow without nodes says that it is incomplete', () => {
    const { notes } = converted(exported('oozie-workflow2', 'u', 'empty', { workflow: {} }));
    expect(notes).toEqual([
      expect.objectContaining({ code: 'hue-incomplete', message: expect.stringContaining('start') }),
    ]);
  });

  it('that is none, or has other documents, is told so', () => {
    const codes = (json: string) => convertHue(json).notes.map(({ code }) => code);
    expect(codes('{')).toEqual(['hue-no-export']);
    expect(codes(JSON.stringify([exported('search-dashboard', 'u', 'd', {})]))).toEqual([
      'hue-unknown-document',
    ]);
    expect(codes(JSON.stringify([savedQuery]))).toEqual([]);
  });

  it('with anything in the places of its fields throws nothing', () => {
    for (const odd of [null, 1, 'x', [], [[]], {}, { nodes: {} }, { nodes: [null, 1, { children: 'x' }] }]) {
      for (const type of ['oozie-workflow2', 'oozie-coordinator2', 'oozie-bundle2']) {
        convertHue(JSON.stringify([exported(type, 'u', 'odd\u0001', odd), odd]));
        convertHue(
          JSON.stringify([
            exported(type, 'u', 'odd', {
              workflow: odd,
              properties: odd,
              variables: [odd],
              coordinators: odd,
            }),
          ]),
        );
      }
    }
  });
});
