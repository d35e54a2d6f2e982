import type { Properties, Property } from '../configuration/configuration.ts';
import type { Launcher } from '../configuration/launcher.ts';
import type { Sla } from '../sla/sla.ts';
import type { Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import type { Action } from './action.ts';

/**
 * A `<workflow-app>`: a view of the tree, read once. Everything has its `element`, so that a reader can point at
 * it and an edit knows what to change. Nothing is checked: what is missing is `undefined`, what is there twice is
 * there twice (in lists), and elements are known by their local names, whatever their namespace.
 */
export interface Workflow {
  readonly element: XmlElement;
  /** `1.0`, `0.5` …; `undefined` when the namespace is no `uri:oozie:workflow:…`. */
  readonly version: string | undefined;
  readonly name: Value | undefined;
  /** Formal parameters: names that a job has to give, or defaults (from 0.4 on). */
  readonly parameters: Properties | undefined;
  readonly global: Global | undefined;
  readonly credentials: readonly Credential[];
  /** All nodes, start and end among them, in the order of the document. */
  readonly nodes: readonly WorkflowNode[];
  readonly sla: Sla | undefined;
  /** Child elements that Oozie knows nothing of. */
  readonly unknown: readonly XmlElement[];
}

/** A `<global>`: what all actions share (from 0.4 on). */
export interface Global {
  readonly element: XmlElement;
  readonly jobTracker: Value | undefined;
  readonly resourceManager: Value | undefined;
  readonly nameNode: Value | undefined;
  readonly launcher: Launcher | undefined;
  readonly jobXmls: readonly Value[];
  readonly configuration: Properties | undefined;
}

/** A `<credential>` (from 0.2.5 on). */
export interface Credential {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  readonly type: Value | undefined;
  readonly properties: readonly Property[];
}

export type WorkflowNode = StartNode | EndNode | KillNode | ForkNode | JoinNode | DecisionNode | ActionNode;

interface WorkflowNodeBase {
  readonly element: XmlElement;
  /** What leads to other nodes, in the order of the document. */
  readonly transitions: readonly Transition[];
}

/** A way from a node to another. */
export interface Transition {
  readonly role: TransitionRole;
  /** The element or, for `start` and `join`, the node that names the target. */
  readonly element: XmlElement;
  /** The name of the node it leads to. */
  readonly to: Value | undefined;
  /** Of a `case`: the EL expression under which it is taken. */
  readonly condition: Value | undefined;
}

/** `start` and `join` have one transition, an action `ok` and `error`, a fork `path`s, a decision `case`s and `default`. */
export type TransitionRole = 'start' | 'join' | 'ok' | 'error' | 'path' | 'case' | 'default';

/** Where the workflow begins. It has no name in the definition; in Oozie's lists it is called `:start:`. */
export interface StartNode extends WorkflowNodeBase {
  readonly kind: 'start';
  readonly name: undefined;
}

export interface EndNode extends WorkflowNodeBase {
  readonly kind: 'end';
  readonly name: Value | undefined;
}

export interface KillNode extends WorkflowNodeBase {
  readonly kind: 'kill';
  readonly name: Value | undefined;
  readonly message: Value | undefined;
}

export interface ForkNode extends WorkflowNodeBase {
  readonly kind: 'fork';
  readonly name: Value | undefined;
}

export interface JoinNode extends WorkflowNodeBase {
  readonly kind: 'join';
  readonly name: Value | undefined;
}

export interface DecisionNode extends WorkflowNodeBase {
  readonly kind: 'decision';
  readonly name: Value | undefined;
  readonly switch: XmlElement | undefined;
}

export interface ActionNode extends WorkflowNodeBase {
  readonly kind: 'action';
  readonly name: Value | undefined;
  /** Names of credentials, separated by commas (from 0.2.5 on). */
  readonly cred: Value | undefined;
  /** From 0.3 on. */
  readonly retryMax: Value | undefined;
  /** Minutes, from 0.3 on. */
  readonly retryInterval: Value | undefined;
  /** `exponential` or `periodic`, from 0.5 on. */
  readonly retryPolicy: Value | undefined;
  /** What it does. */
  readonly action: Action | undefined;
  readonly sla: Sla | undefined;
}

/** The node of that name; the first, if there are several, which Oozie refuses. */
export function nodeNamed(workflow: Workflow, name: string): Exclude<WorkflowNode, StartNode> | undefined {
  for (const node of workflow.nodes) {
    if (node.kind !== 'start' && node.name?.text === name) return node;
  }
  return undefined;
}

/** All nodes by name, for many look-ups; of several with a name, the first. */
export function nodesByName(workflow: Workflow): Map<string, Exclude<WorkflowNode, StartNode>> {
  const found = new Map<string, Exclude<WorkflowNode, StartNode>>();
  for (const node of workflow.nodes) {
    if (node.kind === 'start' || node.name === undefined || found.has(node.name.text)) continue;
    found.set(node.name.text, node);
  }
  return found;
}

/** The transition with a role; the first, of paths and cases. */
export function transitionOf(node: WorkflowNode, role: TransitionRole): Transition | undefined {
  return node.transitions.find((transition) => transition.role === role);
}
