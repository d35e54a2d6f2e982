import fc from 'fast-check';
import { addCoordinator } from '../bundle/edit-bundle.ts';
import { generateCoordinators, printCoordinator } from '../calendar/generated-coordinators.fixture.ts';
import { generateBundles } from '../check/generated-bundles.fixture.ts';
import { addDataset, renameDataset } from '../coordinator/edit-coordinator.ts';
import type { Definition } from '../definition/definition.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import {
  removeProperty,
  setAttributeText,
  setChildText,
  setChildTexts,
  setProperty,
} from '../definition/edit-parts.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { childElements, elementsWithin } from '../tree/navigate.ts';
import type { TextChange } from '../tree/text-change.ts';
import { addCase, addNode, removeNode, renameNode, setTransition } from '../workflow/edit-workflow.ts';
import { newKill } from '../workflow/new-nodes.ts';
import { workflowDocuments } from '../workflow/workflow-documents.fixture.ts';

export interface RandomEdit {
  readonly kind: number;
  readonly at: number;
  readonly to: number;
}

/** Edits of one side; names and values of few kinds, so that those of two sides meet. */
export const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({
  kind: fc.nat(9),
  at: fc.nat(9),
  to: fc.nat(3),
});

export const randomEdits = fc.array(randomEdit, { maxLength: 4 });

/** Workflows, coordinators and bundles that Oozie takes. */
export const validDocuments: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: workflowDocuments({ depth: 1, length: 2 }) },
  {
    weight: 1,
    arbitrary: fc
      .nat(400)
      .map((seed) => generateCoordinators(seed, 1).map(({ plan }) => printCoordinator(plan))[0] ?? ''),
  },
  { weight: 1, arbitrary: fc.nat(400).map((seed) => generateBundles(seed, 1)[0] ?? '') },
);

/** The document after some edits; one that its definition doesn't allow is left out. */
export function randomlyEdited(xml: string, edits: readonly RandomEdit[], who = 'x'): Definition {
  let definition = parseDefinition(xml);
  for (const edit of edits) {
    try {
      definition = editDefinition(definition, changesOf(definition, edit, who));
    } catch (error) {
      if (!(error instanceof Error) || !/EditError/.test(error.name)) throw error;
    }
  }
  return definition;
}

/** What one edit changes. */
export function changesOf(definition: Definition, { kind, at, to }: RandomEdit, who: string): TextChange[] {
  const { tree } = definition;
  const elements = [...elementsWithin(tree)];
  const some = elements[at % elements.length];
  if (kind === 0 && some) return [{ start: some.start, end: some.start, text: `<!-- ${who} ${to} -->` }];
  if (kind === 1 && tree.root) return setAttributeText(tree, tree.root, 'name', `app-${to}`);
  if (definition.kind === 'workflow') return ofWorkflow(definition, kind, at, to);
  if (definition.kind === 'coordinator') {
    const [dataset] = definition.model.datasets?.datasets ?? [];
    const times = { frequency: `${to + 1}`, initialInstance: '2026-01-01T00:00Z', timezone: 'UTC' };
    if (kind < 4) return addDataset(definition, { name: `new-${at}`, ...times, uriTemplate: '/new' });
    if (kind < 6) return renameDataset(definition, dataset?.name?.text ?? '', `renamed-${to}`);
    const workflow = elements.find(({ local }) => local === 'workflow');
    if (workflow === undefined) return [];
    if (kind < 8) return setProperty(tree, workflow, `p${at}`, `${to}`);
    return setChildText(tree, workflow, 'app-path', `/app/${to}`);
  }
  if (definition.kind !== 'bundle') return [];
  const { coordinators } = definition.model;
  const coordinator = coordinators[at % coordinators.length]?.element;
  if (kind < 4) return addCoordinator(definition, { name: `new-${at}`, appPath: `/${to}` });
  if (coordinator === undefined) return [];
  if (kind < 6) return setAttributeText(tree, coordinator, 'name', `renamed-${to}`);
  if (kind < 8) return setProperty(tree, coordinator, `p${at}`, `${to}`);
  return setChildText(tree, coordinator, 'app-path', `/app/${to}`);
}

function ofWorkflow(
  definition: Extract<Definition, { kind: 'workflow' }>,
  kind: number,
  at: number,
  to: number,
): TextChange[] {
  const { tree, model } = definition;
  const { nodes } = model;
  const node = nodes[at % nodes.length];
  const names = nodes.flatMap(({ name }) => name?.text ?? []);
  const action = node?.kind === 'action' ? node.action?.element : undefined;
  const transition = node?.transitions[0];
  const target = names[to % names.length] ?? 'end';
  const name = node && 'name' in node ? node.name?.text : undefined;
  if (kind === 2 && transition) return setTransition(definition, transition, target);
  if (kind === 3) return addNode(definition, newKill(`new-${at}`, `${to}`));
  if (kind === 4 && name !== undefined) return renameNode(definition, name, `renamed-${to}`);
  if (kind === 5 && name !== undefined && node?.kind === 'action') {
    return removeNode(definition, name, { redirectTo: node.transitions[0]?.to?.text ?? 'end' });
  }
  if (kind === 6 && node?.kind === 'decision') return addCase(definition, node, `\${x == ${to}}`, target);
  if (kind === 6 && action?.local === 'shell') {
    const had = childElements(action).filter(({ local }) => local === 'argument').length;
    return setChildTexts(tree, action, 'argument', [...Array(had).fill('-'), `${to}`]);
  }
  const configured = ['java', 'map-reduce', 'pig', 'hive', 'shell', 'spark', 'sub-workflow'];
  if (action === undefined || !configured.includes(action.local)) return [];
  if (kind === 7) return removeProperty(tree, action, `p${at % 3}`);
  return setProperty(tree, action, `p${at % 3}`, `${to}`);
}
