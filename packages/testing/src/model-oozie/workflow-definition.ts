import { propertiesIn } from './configuration.ts';
import { memo } from './job-table.ts';
import { refuse } from './refusal.ts';
import {
  childOf,
  childrenOf,
  MalformedXml,
  parseXml,
  printXml,
  textOf,
  type XmlElement,
} from './xml-tree.ts';

/** A workflow's definition, read. */
export interface WorkflowDefinition {
  /** As written, with its expressions. */
  readonly name: string;
  readonly root: XmlElement;
  readonly nodes: Readonly<Record<string, WorkflowNode>>;
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  readonly name: string;
  readonly value: string | undefined;
}

export type WorkflowNode =
  | { readonly is: 'start' | 'join'; readonly name: string; readonly to: string }
  | { readonly is: 'end'; readonly name: string }
  | { readonly is: 'kill'; readonly name: string; readonly message: string }
  | { readonly is: 'fork'; readonly name: string; readonly paths: readonly string[] }
  | { readonly is: 'decision'; readonly name: string; readonly body: XmlElement }
  | {
      readonly is: 'action';
      readonly name: string;
      readonly type: string;
      readonly body: XmlElement;
      readonly ok: string;
      readonly error: string;
    };

export const startNode = ':start:';

const known = new Map<string, WorkflowDefinition>();
const mostKnown = 500;

/**
 * Reads and checks a workflow's definition.
 * @see org.apache.oozie.workflow.lite: LiteWorkflowAppParser, LiteWorkflowValidator
 * @throws {Refusal} E0701 for what is no workflow by its schema (of which the outline is checked), E0705 to E0708,
 * E0730 for what is wrong with its nodes
 */
export function parseWorkflow(xml: string): WorkflowDefinition {
  const found = known.get(xml);
  if (found !== undefined) return found;
  const definition = readWorkflow(xml);
  if (known.size >= mostKnown) known.clear();
  known.set(xml, definition);
  return definition;
}

/** The root of a definition of a kind. @throws {Refusal} E0701 */
export function definitionRoot(xml: string, kind: 'workflow' | 'coordinator' | 'bundle'): XmlElement {
  let root: XmlElement;
  try {
    root = parseXml(xml);
  } catch (error) {
    if (error instanceof MalformedXml) throw notBySchema(error.message);
    throw error;
  }
  if (root.name !== `${kind}-app` || !root.namespace.startsWith(`uri:oozie:${kind}:`)) {
    throw notBySchema(`<${root.name}> in the namespace "${root.namespace}" is no ${kind}`);
  }
  return root;
}

export function notBySchema(what: string) {
  return refuse('E0701', `XML schema error, ${what}`);
}

/** The value of an attribute that the schema demands. @throws {Refusal} E0701 */
export function attributeOf(element: XmlElement, name: string): string {
  const value = element.attributes[name];
  if (value === undefined) throw notBySchema(`<${element.name}> has no attribute ${name}`);
  return value;
}

/** The child that the schema demands. @throws {Refusal} E0701 */
export function demandedChild(element: XmlElement, name: string): XmlElement {
  const child = childOf(element, name);
  if (child === undefined) throw notBySchema(`<${element.name}> has no <${name}>`);
  return child;
}

export function parametersOf(root: XmlElement): Parameter[] {
  const parameters = childOf(root, 'parameters');
  if (parameters === undefined) return [];
  return childrenOf(parameters, 'property').map((property) => {
    const value = childOf(property, 'value');
    return {
      name: textOf(demandedChild(property, 'name')).trim(),
      value: value === undefined ? undefined : textOf(value).trim(),
    };
  });
}

function readWorkflow(xml: string): WorkflowDefinition {
  const root = definitionRoot(xml, 'workflow');
  const name = attributeOf(root, 'name');
  const nodes: Record<string, WorkflowNode> = {};
  const start: WorkflowNode = {
    is: 'start',
    name: startNode,
    to: attributeOf(demandedChild(root, 'start'), 'to'),
  };
  demandedChild(root, 'end');
  for (const node of [start, ...childrenOf(root).flatMap(readNode)]) {
    if (nodes[node.name] !== undefined) throw refuse('E0705', `the node [${node.name}] is defined twice`);
    nodes[node.name] = node;
  }
  const definition = { name, root, nodes, parameters: parametersOf(root) };
  checkTransitions(definition);
  return definition;
}

const nodeName = /^[a-zA-Z_][-_a-zA-Z0-9]{0,127}$/;

function readNode(element: XmlElement): WorkflowNode[] {
  const { name: kind } = element;
  if (!['end', 'kill', 'fork', 'join', 'decision', 'action'].includes(kind)) return [];
  const name = attributeOf(element, 'name');
  if (!nodeName.test(name)) throw notBySchema(`"${name}" can't be the name of a node`);
  switch (kind) {
    case 'end':
      return [{ is: 'end', name }];
    case 'kill':
      return [{ is: 'kill', name, message: textOf(demandedChild(element, 'message')) }];
    case 'join':
      return [{ is: 'join', name, to: attributeOf(element, 'to') }];
    case 'fork':
      return [
        { is: 'fork', name, paths: childrenOf(element, 'path').map((path) => attributeOf(path, 'start')) },
      ];
    case 'decision': {
      const body = demandedChild(element, 'switch');
      demandedChild(body, 'default');
      return [{ is: 'decision', name, body }];
    }
    default:
      return [readAction(element, name)];
  }
}

function readAction(element: XmlElement, name: string): WorkflowNode {
  const body = childrenOf(element).find((child) => !['ok', 'error', 'info'].includes(child.name));
  if (body === undefined) throw notBySchema(`the action "${name}" does nothing`);
  const to = (transition: string) => attributeOf(demandedChild(element, transition), 'to');
  return { is: 'action', name, type: body.name, body, ok: to('ok'), error: to('error') };
}

/** Where a node can lead. */
export function transitionsOf(node: WorkflowNode): readonly string[] {
  switch (node.is) {
    case 'start':
    case 'join':
      return [node.to];
    case 'fork':
      return node.paths;
    case 'decision':
      return childrenOf(node.body).map((branch) => attributeOf(branch, 'to'));
    case 'action':
      return [node.ok, node.error];
    default:
      return [];
  }
}

function checkTransitions({ nodes }: WorkflowDefinition): void {
  for (const node of Object.values(nodes)) {
    if (transitionsOf(node).includes(node.name)) {
      throw refuse('E0706', `the node [${node.name}] leads to itself`);
    }
  }
  const done = new Set<string>();
  const reached: WorkflowNode[] = [];
  const follow = (name: string, from: string, path: readonly string[]) => {
    const node = nodes[name];
    if (node === undefined)
      throw refuse('E0708', `the node [${from}] leads to [${name}], which there is not`);
    if (path.includes(name)) throw refuse('E0707', `a loop goes through the node [${name}]`);
    if (done.has(name)) return;
    reached.push(node);
    for (const next of transitionsOf(node)) follow(next, name, [...path, name]);
    done.add(name);
  };
  follow(startNode, startNode, []);
  const count = (kind: string) => reached.filter(({ is }) => is === kind).length;
  if (count('fork') !== count('join')) throw refuse('E0730', 'forks and joins are not in pairs');
}

const templates = new WeakMap<object, unknown>();

/** What an action's `conf` is made from: its body, or a decision's branches. */
export function confTemplate(node: WorkflowNode): string {
  return memo(node, templates, printTemplate);
}

function printTemplate(node: WorkflowNode): string {
  if (node.is === 'decision') return printXml(node.body);
  if (node.is === 'kill') return node.message;
  if (node.is !== 'action') return '';
  return printXml(node.type === 'sub-workflow' ? withSources(node.body) : node.body);
}

/** Oozie reads and prints the properties of a sub-workflow once over, and Hadoop puts more to each. */
function withSources(body: XmlElement): XmlElement {
  const plain = (name: string, text: string): XmlElement => ({
    name,
    namespace: '',
    attributes: {},
    content: text === '' ? [] : [text],
  });
  const given = childOf(body, 'configuration');
  const properties = Object.entries(given === undefined ? {} : propertiesIn(given)).map(
    ([name, value]): XmlElement => ({
      name: 'property',
      namespace: '',
      attributes: { xmlns: '' },
      content: [
        plain('name', name),
        plain('value', value),
        plain('final', 'false'),
        plain('source', 'programmatically'),
      ],
    }),
  );
  const configuration: XmlElement = {
    name: 'configuration',
    namespace: body.namespace,
    attributes: {},
    content: properties,
  };
  const others = body.content.filter((piece) => piece !== given);
  return { ...body, content: [...others, configuration] };
}
