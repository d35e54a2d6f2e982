import type { WorkflowDefinition } from '../definition/definition.ts';
import { DefinitionEditError, refuseIllegalName } from '../definition/edit-error.ts';
import { renameInExpressions } from '../definition/names-in-expressions.ts';
import { insertInOrder } from '../schema/insert-in-order.ts';
import { insertAfter, insertBefore, removeNode as removeXmlNode } from '../tree/edit-children.ts';
import { setAttribute } from '../tree/edit-content.ts';
import { childNamed } from '../tree/navigate.ts';
import { type NewElement, newElement } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';
import { nodeNamed, type StartNode, type Transition, type Workflow, type WorkflowNode } from './workflow.ts';

const namedInExpressions = {
  functions: [
    'wf:actionData',
    'wf:actionExternalId',
    'wf:actionExternalStatus',
    'wf:actionTrackerUri',
    'wf:errorCode',
    'wf:errorMessage',
    'wf:transition',
    'hadoop:counters',
  ],
  compared: ['wf:lastErrorNode'],
};

type NamedNode = Exclude<WorkflowNode, StartNode>;

/**
 * Gives a node another name, everywhere: in the transitions that lead to it, and in EL expressions that ask about
 * it (`wf:actionData('fetch')`).
 * @throws DefinitionEditError `no-such-node`, `name-taken`, `illegal-name`
 */
export function renameNode(definition: WorkflowDefinition, from: string, to: string): TextChange[] {
  const { model, tree } = definition;
  const node = existingNode(model, from);
  if (from === to) return [];
  refuseIllegalName(to);
  if (nodeNamed(model, to) !== undefined) {
    throw new DefinitionEditError('name-taken', `There is a node "${to}" already. Choose another name.`);
  }
  return [
    ...setAttribute(tree, node.element, 'name', to),
    ...transitionsTo(model, from).flatMap((transition) => setTransition(definition, transition, to)),
    ...renameInExpressions(tree, model.element, from, to, namedInExpressions),
  ];
}

/** Makes a transition lead to another node. */
export function setTransition(
  { tree }: WorkflowDefinition,
  transition: Transition,
  to: string,
): TextChange[] {
  return setAttribute(tree, transition.element, transition.role === 'path' ? 'start' : 'to', to);
}

/** Adds a path to a fork, or an `ok` or `error` to an action that lacks it. */
export function addTransition(
  { tree }: WorkflowDefinition,
  node: NamedNode,
  role: 'path' | 'ok' | 'error',
  to: string,
): TextChange[] {
  return insertInOrder(tree, node.element, newElement(role, role === 'path' ? { start: to } : { to }));
}

/** Adds a case to a decision, behind the others; Oozie takes the first whose condition is true. */
export function addCase(
  { tree }: WorkflowDefinition,
  decision: NamedNode,
  condition: string,
  to: string,
): TextChange[] {
  const choice = childNamed(decision.element, 'switch');
  const added = newElement('case', { to }, condition);
  return choice === undefined
    ? insertInOrder(tree, decision.element, newElement('switch', {}, [added]))
    : insertInOrder(tree, choice, added);
}

/** Takes a path or a case away. */
export function removeTransition({ tree }: WorkflowDefinition, transition: Transition): TextChange[] {
  return removeXmlNode(tree, transition.element);
}

/**
 * Adds a node (made by `newAction`, `newFork` …): behind the node `after`, else behind all others but the end.
 * Nothing leads to it yet.
 * @throws DefinitionEditError `no-such-node`, `name-taken`
 */
export function addNode(
  { model, tree }: WorkflowDefinition,
  node: NewElement,
  options: { readonly after?: string } = {},
): TextChange[] {
  const { name } = node.attributes;
  if (name !== undefined && nodeNamed(model, name) !== undefined) {
    throw new DefinitionEditError('name-taken', `There is a node "${name}" already. Choose another name.`);
  }
  if (options.after === undefined) return insertInOrder(tree, model.element, node);
  const after = existingNode(model, options.after);
  // The schema has the end last.
  if (after.kind === 'end' && node.name !== 'end') return insertBefore(tree, after.element, node);
  return insertAfter(tree, after.element, node);
}

/**
 * Takes a node out. What led to it leads to `redirectTo` then; by default to where the node itself led on, by its
 * `ok` or as a join. A fork's path that would lead nowhere new is taken out as well.
 * @throws DefinitionEditError `no-such-node`, `still-referenced` when it is not clear where to lead
 */
export function removeNode(
  definition: WorkflowDefinition,
  name: string,
  options: { readonly redirectTo?: string } = {},
): TextChange[] {
  const { model, tree } = definition;
  const node = existingNode(model, name);
  const references = transitionsTo(model, name).filter(
    ({ element }) => element.start < node.element.start || element.end > node.element.end,
  );
  const target = options.redirectTo ?? leadsOnTo(node);
  if (references.length > 0 && (target === undefined || target === name)) {
    throw new DefinitionEditError(
      'still-referenced',
      `${references.length} transition(s) lead to "${name}". Say where they shall lead instead.`,
    );
  }
  const redirected = references.flatMap((transition) => {
    if (target === undefined) return [];
    const alreadyThere =
      transition.role === 'path' &&
      siblingPaths(model, transition).some((path) => path !== transition && path.to?.text === target);
    return alreadyThere
      ? removeTransition(definition, transition)
      : setTransition(definition, transition, target);
  });
  return [...removeXmlNode(tree, node.element), ...redirected];
}

/** Every transition that leads to a node of that name. */
export function transitionsTo(workflow: Workflow, name: string): Transition[] {
  return workflow.nodes.flatMap((node) => node.transitions.filter(({ to }) => to?.text === name));
}

function existingNode(workflow: Workflow, name: string): NamedNode {
  const node = nodeNamed(workflow, name);
  if (node === undefined) {
    throw new DefinitionEditError('no-such-node', `The workflow has no node "${name}".`);
  }
  return node;
}

function leadsOnTo(node: WorkflowNode): string | undefined {
  return node.transitions.find(({ role }) => role === 'ok' || role === 'join')?.to?.text;
}

function siblingPaths(workflow: Workflow, path: Transition): readonly Transition[] {
  return workflow.nodes.find((node) => node.transitions.includes(path))?.transitions ?? [];
}
