import { describe, expect, it } from 'vitest';
import { editDefinition } from '../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../definition/parse-definition.ts';
import { rangeOfValue } from '../tree/value.ts';
import { renameNode } from '../workflow/edit-workflow.ts';
import { checkDefinition } from './check-definition.ts';
import { parametersOf } from './parameters-of.ts';

// What took the square of the time for these would need minutes to hours.
const many = 30_000;
const unlimited = { length: Number.POSITIVE_INFINITY };
const server = { definitionLength: Number.POSITIVE_INFINITY };

const numbers = Array.from({ length: many }, (_, index) => index);
const workflow = (inside: string) =>
  `<workflow-app name="a" xmlns="uri:oozie:workflow:1.0"><start to="n0"/>${inside}<end name="end"/></workflow-app>`;
const coordinator = (attributes: string, inside: string) =>
  `<coordinator-app name="a" xmlns="uri:oozie:coordinator:0.4" timezone="UTC" ${attributes}>${inside}<action><workflow><app-path>/a</app-path></workflow></action></coordinator-app>`;
const year = 'start="2026-01-01T00:00Z" end="2027-01-01T00:00Z"';
const shell = (inside: string) =>
  workflow(
    `<action name="n0"><shell xmlns="uri:oozie:shell-action:1.0"><exec>e</exec>${inside}</shell><ok to="end"/><error to="end"/></action>`,
  );

const documents: readonly (readonly [what: string, text: string])[] = [
  ['nodes of one name', workflow('<kill name="n0"><message>x</message></kill>'.repeat(many))],
  [
    'forks that lead to each other in circles',
    workflow(
      numbers
        .map(
          (i) =>
            `<fork name="n${i}"><path start="n${(i + 1) % many}"/><path start="n${(i * 7) % many}"/></fork>`,
        )
        .join(''),
    ),
  ],
  [
    'forks within forks that are never joined',
    workflow(
      numbers
        .map((i) => `<fork name="n${i}"><path start="n${i + 1}"/><path start="n${i + 2}"/></fork>`)
        .join(''),
    ),
  ],
  [
    'decisions with ways that double with each',
    workflow(
      numbers
        .map(
          (i) =>
            `<decision name="n${i}"><switch><case to="n${i + 1}">\${true}</case><case to="n${i + 2}">\${true}</case><default to="end"/></switch></decision>`,
        )
        .join(''),
    ),
  ],
  ['transitions to nowhere', workflow('<fork name="n0"><path start="lost"/></fork>'.repeat(many))],
  [
    'properties of one name',
    shell(
      `<configuration>${'<property><name>p</name><value>v</value></property>'.repeat(many)}</configuration>`,
    ),
  ],
  ['blanks in a text', shell(`<argument>x${' '.repeat(10 * many)}y</argument>`)],
  ['expressions that are not closed', shell(`<argument>${'${'.repeat(many)}</argument>`)],
  ['parameters without values', shell(numbers.map((i) => `<argument>\${p${i}}</argument>`).join(''))],
  ['comments that leave out advice', shell('<!-- howdah: ignore x -->'.repeat(many))],
  ['words of a command', shell(`<argument>${'-D a=b --password x '.repeat(many)}</argument>`)],
  ['lines of a command', shell(`<argument>${'"\n\\\'&#10;'.repeat(many)}</argument>`)],
  ['a name of many characters', workflow(`<kill name="${'n'.repeat(10 * many)}"><message/></kill>`)],
  ['unknown elements', workflow('<x/>'.repeat(many))],
  ['frequency of many digits', coordinator(`${year} frequency="${'9'.repeat(many)}"`, '')],
  ['a cron field of many parts', coordinator(`${year} frequency="${'1,'.repeat(many)}1 * * * *"`, '')],
  ['a cron field of many blanks', coordinator(`${year} frequency="0${' '.repeat(many)}1 * * *"`, '')],
  [
    'datasets of one name',
    coordinator(
      `${year} frequency="60"`,
      `<datasets>${'<dataset name="d" frequency="60" initial-instance="2026-01-01T00:00Z" timezone="UTC"><uri-template>/d</uri-template></dataset>'.repeat(many / 10)}</datasets>`,
    ),
  ],
  [
    'coordinators of one name in a bundle',
    `<bundle-app name="a" xmlns="uri:oozie:bundle:0.2">${'<coordinator name="c"><app-path>/a</app-path></coordinator>'.repeat(many)}</bundle-app>`,
  ],
  ['elements that are not closed', workflow('<a>'.repeat(many))],
  ['lone surrogates', workflow('\ud800'.repeat(many))],
  ['NULs', workflow('\0'.repeat(many))],
];

describe('a hostile definition', () => {
  it.each(documents)(
    'with many %s is checked in proportion to its length',
    (_what, text) => {
      const definition = parseDefinition(text, unlimited);
      for (const { range } of checkDefinition(definition, { server })) {
        expect(range.end.offset).toBeLessThanOrEqual(text.length);
      }
      expect(parametersOf(definition)).toBeDefined();
      expect(printDefinition(definition)).toBe(text);
    },
    30_000,
  );

  it('of many texts without expressions is edited in proportion to its length', () => {
    const text = workflow(
      `<kill name="n0"><message>n0</message></kill>${'<x y="n0">n0</x>'.repeat(3 * many)}`,
    );
    const definition = parseDefinition(text, unlimited);
    if (definition.kind !== 'workflow') throw new Error('It is a workflow.');
    const renamed = printDefinition(editDefinition(definition, renameNode(definition, 'n0', 'other')));
    expect(renamed).toBe(text.replace('to="n0"', 'to="other"').replace('name="n0"', 'name="other"'));
  }, 30_000);

  it('of texts with many blanks has a place for each value', () => {
    const definition = parseDefinition(shell(`<argument> x${' '.repeat(10 * many)}y </argument>`), unlimited);
    const node =
      definition.kind === 'workflow'
        ? definition.model.nodes.find(({ kind }) => kind === 'action')
        : undefined;
    const action = node?.kind === 'action' ? node.action : undefined;
    const value = action?.type === 'shell' ? action.arguments[0] : undefined;
    if (value === undefined) throw new Error('It has an argument.');
    const { start, end } = rangeOfValue(definition.tree, value);
    expect(definition.tree.text.slice(start.offset, end.offset)).toBe(value.text);
  }, 30_000);
});
