import { readProperties, readPropertiesIn } from '../configuration/configuration.ts';
import { readLauncher } from '../configuration/launcher.ts';
import { versionOf } from '../schema/version.ts';
import { readSla } from '../sla/sla.ts';
import { childElements, childNamed, childrenNamed } from '../tree/navigate.ts';
import { attributeValue, childValue, childValues, elementValue } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import { readAction } from './read-action.ts';
import type {
  ActionNode,
  Credential,
  DecisionNode,
  ForkNode,
  Global,
  Transition,
  TransitionRole,
  Workflow,
  WorkflowNode,
} from './workflow.ts';

const sections = new Set(['parameters', 'global', 'credentials', 'info']);

/** Reads a `<workflow-app>`, as much of it as there is. */
export function readWorkflow(element: XmlElement): Workflow {
  const nodes: WorkflowNode[] = [];
  const unknown: XmlElement[] = [];
  for (const child of childElements(element)) {
    const node = readNode(child);
    if (node !== undefined) nodes.push(node);
    else if (!sections.has(child.local)) unknown.push(child);
  }
  return {
    element,
    version: versionOf(element, 'workflow'),
    name: attributeValue(element, 'name'),
    parameters: readPropertiesIn(element, 'parameters'),
    global: readGlobal(element),
    credentials: readCredentials(element),
    nodes,
    sla: readSla(element),
    unknown,
  };
}

function readNode(element: XmlElement): WorkflowNode | undefined {
  const name = attributeValue(element, 'name');
  switch (element.local) {
    case 'start':
      return { kind: 'start', element, name: undefined, transitions: [transition('start', element)] };
    case 'end':
      return { kind: 'end', element, name, transitions: [] };
    case 'kill':
      return { kind: 'kill', element, name, transitions: [], message: childValue(element, 'message') };
    case 'fork':
      return readFork(element);
    case 'join':
      return { kind: 'join', element, name, transitions: [transition('join', element)] };
    case 'decision':
      return readDecision(element);
    case 'action':
      return readActionNode(element);
    default:
      return undefined;
  }
}

function transition(role: TransitionRole, element: XmlElement, attribute = 'to'): Transition {
  const condition = role === 'case' ? elementValue(element) : undefined;
  return { role, element, to: attributeValue(element, attribute), condition };
}

function readFork(element: XmlElement): ForkNode {
  const transitions = childrenNamed(element, 'path').map((path) => transition('path', path, 'start'));
  return { kind: 'fork', element, name: attributeValue(element, 'name'), transitions };
}

function readDecision(element: XmlElement): DecisionNode {
  const choice = childNamed(element, 'switch');
  const transitions = (choice === undefined ? [] : childElements(choice)).flatMap((child) =>
    child.local === 'case' || child.local === 'default' ? [transition(child.local, child)] : [],
  );
  return { kind: 'decision', element, name: attributeValue(element, 'name'), transitions, switch: choice };
}

function readActionNode(element: XmlElement): ActionNode {
  const transitions: Transition[] = [];
  let action: XmlElement | undefined;
  for (const child of childElements(element)) {
    if (child.local === 'ok' || child.local === 'error') transitions.push(transition(child.local, child));
    else if (child.local !== 'info') action ??= child;
  }
  return {
    kind: 'action',
    element,
    name: attributeValue(element, 'name'),
    transitions,
    cred: attributeValue(element, 'cred'),
    retryMax: attributeValue(element, 'retry-max'),
    retryInterval: attributeValue(element, 'retry-interval'),
    retryPolicy: attributeValue(element, 'retry-policy'),
    action: action === undefined ? undefined : readAction(action),
    sla: readSla(element),
  };
}

function readGlobal(workflow: XmlElement): Global | undefined {
  const element = childNamed(workflow, 'global');
  if (element === undefined) return undefined;
  return {
    element,
    jobTracker: childValue(element, 'job-tracker'),
    resourceManager: childValue(element, 'resource-manager'),
    nameNode: childValue(element, 'name-node'),
    launcher: readLauncher(element),
    jobXmls: childValues(element, 'job-xml'),
    configuration: readPropertiesIn(element, 'configuration'),
  };
}

function readCredentials(workflow: XmlElement): Credential[] {
  const element = childNamed(workflow, 'credentials');
  if (element === undefined) return [];
  return childrenNamed(element, 'credential').map((credential) => ({
    ...readProperties(credential),
    name: attributeValue(credential, 'name'),
    type: attributeValue(credential, 'type'),
  }));
}
