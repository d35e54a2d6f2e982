import {
  checkDefinition,
  checkPlace,
  type Definition,
  diffDefinitions,
  editDefinition,
  elementsWithin,
  graphOf,
  type MergeResult,
  materialize,
  mergeDefinitions,
  nodesWithin,
  parseDefinition,
  planOf,
  printDefinition,
  renameNode,
  type WorkflowDefinition,
} from '@howdah/definitions';
import { SaxesParser } from 'saxes';
import { compare, type Figure, type Figures, heldBytes } from '../figure.ts';
import { coordinator, expressions, workflowOf } from './documents.ts';
import { hostileFigures } from './hostile.ts';
import type { Prepared } from './prepare.ts';
import { sizeFigures } from './sizes.ts';

export const figures: Figures<Prepared> = async function* ({ oozieTests }) {
  yield* parseFigures(oozieTests);
  yield* printFigures();
  yield* scaleFigures();
  yield* memoryFigures();
  yield* elAndCalendarFigures();
  yield* hostileFigures();
  yield* sizeFigures();
};

/** A bare pass: the parser with namespaces, as the model needs them, and nobody who listens. */
function readBySaxes(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', () => {});
  try {
    parser.write(text).close();
  } catch {
    // Some of Oozie's own are malformed.
  }
}

const kilobytes = (text: string) => `${Math.round(text.length / 1000)} kB`;

function* parseFigures(oozieTests: readonly string[]): Generator<Figure> {
  for (const nodes of [6, 150, 1500]) {
    const text = workflowOf(nodes);
    const times = compare(
      () => parseDefinition(text),
      () => readBySaxes(text),
    );
    yield {
      name: `parse-vs-saxes-${nodes}-nodes`,
      ...times,
      unit: 'ms',
      what: `parseDefinition of a workflow of ${kilobytes(text)} against a bare pass of saxes`,
    };
  }
  const times = compare(
    () => oozieTests.map((text) => parseDefinition(text)),
    () => oozieTests.map(readBySaxes),
  );
  yield {
    name: 'parse-vs-saxes-oozie',
    ...times,
    unit: 'ms',
    what: `parseDefinition of the ${oozieTests.length} XML files of Oozie’s own tests (${kilobytes(oozieTests.join(''))}) against saxes`,
  };
}

function* printFigures(): Generator<Figure> {
  const text = workflowOf(1500);
  const definition = parseDefinition(text);
  const walkAndCopy = () => {
    const copies: string[] = [];
    for (const node of nodesWithin(definition.tree)) {
      if (node.kind !== 'element') copies.push(text.slice(node.start, node.end));
    }
    return copies.join('');
  };
  const times = compare(() => printDefinition(definition), walkAndCopy);
  yield {
    name: 'print-vs-copy',
    ...times,
    unit: 'ms',
    what: 'printDefinition of an unchanged workflow of 1,500 nodes against a walk that copies its text',
  };
}

function workflowWith(nodes: number): WorkflowDefinition {
  const definition = parseDefinition(workflowOf(nodes));
  if (definition.kind !== 'workflow') throw new Error('The document is a workflow.');
  return definition;
}

/**
 * Time for each node of 5,000, against each of a hundred workflows of 50: as much to be held and touched on both sides,
 * since one workflow of 50 that is looked at again and again lies in the processor's cache, which no application's does.
 */
function* scaleFigures(): Generator<Figure> {
  const large = workflowWith(5000);
  const small = Array.from({ length: 100 }, () => workflowWith(50));
  const server = { definitionLength: Number.POSITIVE_INFINITY };
  const works = [
    ['check', (definition: WorkflowDefinition) => checkDefinition(definition, { server })],
    [
      'edit',
      (definition: WorkflowDefinition) =>
        editDefinition(definition, renameNode(definition, 'step-7', 'seventh')),
    ],
    ['parse', (definition: WorkflowDefinition) => parseDefinition(definition.tree.text)],
    ['graph', (definition: WorkflowDefinition) => graphOf(definition.model)],
    // What an element says is kept with it: so each is read anew.
    [
      'diff',
      ({ tree: { text } }: WorkflowDefinition) =>
        diffDefinitions(parseDefinition(text), renamedEverywhere(text)),
    ],
    ['merge', mergedOfBoth],
  ] as const;
  for (const [name, work] of works) {
    const { value, against, ratio } = compare(
      () => work(large),
      () => {
        for (const definition of small) work(definition);
      },
      { rounds: name === 'merge' ? 3 : 9 },
    );
    yield {
      name: `${name}-5000-vs-50`,
      ratio,
      value: (value / 5000) * 1000,
      against: (against / 5000) * 1000,
      unit: 'µs per node',
      what: `${name} for each node of a workflow of 5,000, against each of a hundred workflows of 50`,
    };
  }
}

/** Brings two sides together that each changed one action in 25, another of them the other; what results is not checked. */
function mergedOfBoth({ tree: { text } }: WorkflowDefinition): MergeResult {
  const mine = text.replace(/org\.example(\.Step\d*(?:00|25|50|75)<)/g, 'com.example$1');
  const theirs = text.replace(/(step \d*(?:05|30|55|80)) &lt;daily/g, '$1 &lt;weekly');
  const [base, one, other] = [text, mine, theirs].map((side) => parseDefinition(side));
  if (base === undefined || one === undefined || other === undefined) throw new Error('There are three.');
  return mergeDefinitions(base, one, other, { check: () => [] });
}

/** Every second node has another name, and one another program. */
function renamedEverywhere(text: string): Definition {
  return parseDefinition(
    text.replace(/"(step-\d*[02468])"/g, '"new-$1"').replace('org.example', 'com.example'),
  );
}

function* memoryFigures(): Generator<Figure> {
  for (const nodes of [50, 5000]) {
    const text = workflowOf(nodes);
    const copies = Math.ceil(5000 / nodes);
    heldBytes(() => Array.from({ length: copies }, () => parseDefinition(text)));
    const bytes = heldBytes(() => Array.from({ length: copies }, () => parseDefinition(text))) / copies;
    const elements = [...elementsWithin(parseDefinition(text).tree)].length;
    yield {
      name: `memory-${nodes}-nodes`,
      ratio: bytes / text.length,
      value: bytes / nodes,
      against: text.length / nodes,
      unit: 'bytes per node',
      what: `heap that a parsed workflow holds (${Math.round(bytes / elements)} bytes per element), against the bytes of its text, which are not counted in`,
    };
  }
}

function* elAndCalendarFigures(): Generator<Figure> {
  const { value } = compare(
    () => expressions.map((text) => checkPlace(text, 'workflow node')),
    () => undefined,
    { rounds: 9 },
  );
  yield {
    name: 'el-check',
    value: (value / expressions.length) * 1000,
    unit: 'µs per text',
    what: `parse and check of one text with expressions, over ${expressions.length} different ones`,
  };
  const definition = parseDefinition(coordinator);
  if (definition.kind !== 'coordinator') throw new Error('The document is a coordinator.');
  const plan = planOf(definition.model);
  const made = (limit: number) => materialize(plan, {}, { limit });
  const times = compare(
    () => made(1000),
    () => made(100),
    { rounds: 9 },
  );
  yield {
    name: 'materialize-1000-vs-100',
    ratio: times.ratio / 10,
    value: times.value,
    against: times.against,
    unit: 'ms',
    what: `${made(1000).actions.length} actions of a daily coordinator in Berlin with 24 hourly inputs each; the ratio is by action, against 100 of them`,
  };
}
