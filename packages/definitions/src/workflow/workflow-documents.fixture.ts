import fc from 'fast-check';
import { type ActionInstance, actionInstances } from '../schema/instances.fixture.ts';
import { workflowVersions } from '../schema/workflow-schema.ts';
import { appendChild } from '../tree/edit-children.ts';
import { editXml } from '../tree/edit-xml.ts';
import { type NewElement, type NewNode, newComment, newElement } from '../tree/new-node.ts';
import { parseXml } from '../tree/parse-xml.ts';
import { newAction, newDecision, newEnd, newFork, newJoin, newKill } from './new-nodes.ts';

/** What a workflow does, one after the other; forks and decisions hold further such lists. */
type Steps = readonly Step[];
type Step =
  | { readonly kind: 'action'; readonly action: ActionInstance }
  | { readonly kind: 'fork' | 'decision'; readonly branches: readonly Steps[] };

export interface WorkflowShape {
  /** How deep forks and decisions may lie in each other. */
  depth?: number;
  /** How many steps there are in a row. */
  length?: number;
}

/**
 * Workflows that Oozie takes, of all versions, with actions of all types, forks, joins and decisions in each other,
 * parameters, a global section, comments between nodes, indented by spaces or tabs, with any line ends, with or
 * without a prefix.
 */
export function workflowDocuments({ depth = 2, length = 3 }: WorkflowShape = {}): fc.Arbitrary<string> {
  return fc
    .constantFrom(...workflowVersions)
    .chain((version) => {
      const fitting = actionInstances.filter(({ workflowVersion }) => workflowVersion === version);
      return fc.record({
        version: fc.constant(version),
        steps: stepLists(fitting, depth, length),
        sections: fc.boolean(),
        prefix: fc.constantFrom('', '', 'wf'),
        comments: fc.boolean(),
        indentation: fc.constantFrom('  ', '    ', '\t'),
        lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
        declaration: fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n'),
      });
    })
    .map(({ version, steps, sections, prefix, comments, indentation, lineEnd, declaration }) => {
      const nodes = nodesOf(steps);
      const withSections = sections && version >= '0.4' ? sectionsBefore : [];
      const children: NewNode[] = [...withSections, newElement('start', { to: nodes.first }), ...nodes.nodes];
      const commented = comments
        ? children.flatMap((node, index) =>
            index % 3 === 2 ? [newComment(` ${index} & more `), node] : [node],
          )
        : children;
      const qualified = (name: string) => (prefix === '' ? name : `${prefix}:${name}`);
      const app = qualified('workflow-app');
      const xmlns = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
      // The line within the root tells the indentation; it goes when the rest has come.
      const frame = `${declaration}<${app} name="generated" ${xmlns}="uri:oozie:workflow:${version}">\n${indentation}<!---->\n</${app}>\n`;
      const { tree } = parseXml(frame.replaceAll('\n', lineEnd));
      const root = tree.root;
      if (root === undefined) throw new Error('no root');
      const filled = editXml(tree, appendChild(tree, root, ...commented)).tree.text;
      return filled.replace(`${indentation}<!---->${lineEnd}`, '');
    });
}

const sectionsBefore: NewElement[] = [
  newElement('parameters', {}, [
    newElement('property', {}, [newElement('name', {}, 'queue'), newElement('value', {}, 'default')]),
  ]),
  newElement('global', {}, [
    newElement('job-tracker', {}, 'jt:8032'),
    newElement('name-node', {}, 'hdfs://nn'),
    newElement('configuration', {}, [
      newElement('property', {}, [newElement('name', {}, 'a.b'), newElement('value', {}, '1 < 2')]),
    ]),
  ]),
];

function stepLists(actions: readonly ActionInstance[], depth: number, length: number): fc.Arbitrary<Steps> {
  const action = fc.constantFrom(...actions).map((one): Step => ({ kind: 'action', action: one }));
  const step =
    depth === 0
      ? action
      : fc.oneof(
          { weight: 3, arbitrary: action },
          {
            weight: 1,
            arbitrary: fc.record({
              kind: fc.constantFrom('fork' as const, 'decision' as const),
              branches: fc.array(stepLists(actions, depth - 1, 2), { minLength: 2, maxLength: 3 }),
            }),
          },
        );
  return fc.array(step, { minLength: 1, maxLength: length });
}

/** Names the steps, and leads each to the one behind it. */
function nodesOf(steps: Steps): { first: string; nodes: NewElement[] } {
  let count = 0;
  const named = (kind: string) => {
    count += 1;
    return `${kind}-${count}`;
  };
  const nodes: NewElement[] = [];
  const lay = (list: Steps, next: string): string => {
    let target = next;
    for (const step of list.toReversed()) target = layStep(step, target);
    return target;
  };
  const layStep = (step: Step, next: string): string => {
    const name = named(step.kind);
    if (step.kind === 'action') {
      nodes.unshift(newAction({ name, action: step.action.action, ok: next, error: 'fail' }));
      return name;
    }
    if (step.kind === 'fork') {
      const join = named('join');
      nodes.unshift(newJoin(join, next));
      const paths = step.branches.toReversed().map((branch) => lay(branch, join));
      nodes.unshift(newFork(name, paths.toReversed()));
      return name;
    }
    const ways = step.branches
      .toReversed()
      .map((branch) => lay(branch, next))
      .toReversed();
    const [otherwise = next, ...others] = ways;
    const cases = others.map((to, index) => ({ condition: `\${1 < ${index} && true}`, to }));
    nodes.unshift(newDecision(name, cases, otherwise));
    return name;
  };
  const first = lay(steps, 'end');
  nodes.push(newKill('fail', 'failed at ${wf:lastErrorNode()}'), newEnd('end'));
  return { first, nodes };
}
