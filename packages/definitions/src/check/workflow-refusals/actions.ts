import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { elementsIn, elementTypeOf } from '../../schema/schemas.ts';
import { childNamed, childrenNamed, textOf } from '../../tree/navigate.ts';
import { elementValue } from '../../tree/value.ts';
import type { XmlElement, XmlTree } from '../../tree/xml-tree.ts';
import { actionTypes } from '../../workflow/read-action.ts';
import type { ActionNode } from '../../workflow/workflow.ts';
import { refusalAt } from '../refusal.ts';
import type { Checking, Rule } from '../rule.ts';

/** Actions that Oozie can't run: of no type that it has, or without the servers that they need. */
export const actions: Rule<WorkflowDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const found = launcherNumbers(tree, model.global?.element);
  for (const node of model.nodes) {
    if (node.kind !== 'action') continue;
    const element = node.action?.element;
    if (element === undefined) {
      found.push(...withoutWork(tree, node));
    } else if (!runnable.has(element.local)) {
      found.push(
        refusalAt(tree, element, {
          code: 'unknown-action-type',
          oozieCode: 'E0723',
          message: `Oozie runs no actions of type ${element.local}. It runs ${actionTypes.join(', ')}.`,
        }),
      );
    } else {
      found.push(...launcherNumbers(tree, element), ...missingServers(checking, element));
    }
  }
  return found;
};

/** The decisions' own type is one, too. */
const runnable: ReadonlySet<string> = new Set([...actionTypes, 'switch']);

/** The actions that run on a cluster: the executors that extend JavaActionExecutor. */
const onCluster = new Set('java map-reduce pig hive hive2 sqoop distcp spark shell git'.split(' '));

function withoutWork(tree: XmlTree, node: ActionNode): Diagnostic[] {
  if (node.sla === undefined) return [];
  const message = `The action ${node.name?.text ?? ''} does nothing: an SLA stands where its work should. Write what it does.`;
  return [refusalAt(tree, node.sla.element, { code: 'action-without-work', oozieCode: 'E0803', message })];
}

function missingServers(
  { definition: { tree, model }, properties }: Checking<WorkflowDefinition>,
  element: XmlElement,
): Diagnostic[] {
  if (!onCluster.has(element.local)) return [];
  // A sub-workflow may get the global section of the workflow that starts it.
  if (properties?.['oozie.wf.globalconf'] !== undefined) return [];
  const { global } = model;
  const has = (local: string) => childNamed(element, local) !== undefined;
  const missing: string[] = [];
  if (!has('name-node') && global?.nameNode === undefined) missing.push('name-node');
  if (
    !has('resource-manager') &&
    !has('job-tracker') &&
    global?.resourceManager === undefined &&
    global?.jobTracker === undefined
  ) {
    missing.push(takes(element, 'resource-manager') ? 'resource-manager' : 'job-tracker');
  }
  const untold = missing.filter((local) => !isRequired(element, local));
  if (untold.length === 0) return [];
  const elements = untold.map((local) => `<${local}>`).join(' and ');
  return [
    refusalAt(tree, element, {
      code: 'missing-server',
      oozieCode: 'E0701',
      message: `This ${element.local} action has no ${elements}, and no <global> gives ${untold.length === 1 ? 'it' : 'them'}. Write ${elements} here or in <global>.`,
    }),
  ];
}

function takes(element: XmlElement, local: string): boolean {
  const type = elementTypeOf(element);
  return type?.holds === 'elements' && elementsIn(type.content).some(({ name }) => name === local);
}

/** What the schema has required already. */
function isRequired(element: XmlElement, local: string): boolean {
  const type = elementTypeOf(element);
  if (type?.holds !== 'elements') return false;
  return elementsIn(type.content).some(({ name, min }) => name === local && min > 0);
}

/** Numbers that the schema takes and Java doesn't: with white space around, or beyond 2147483647. */
function launcherNumbers(tree: XmlTree, within: XmlElement | undefined): Diagnostic[] {
  const launcher = within && childNamed(within, 'launcher');
  if (launcher === undefined) return [];
  return ['memory.mb', 'vcores'].flatMap((local) => {
    const [first] = childrenNamed(launcher, local);
    if (first === undefined) return [];
    const text = textOf(first);
    if (/^[-+]?[0-9]+$/.test(text) && Math.abs(Number(text)) <= 2_147_483_647) return [];
    const message = `${local} has to be a whole number without white space around it, at most 2147483647.`;
    return [refusalAt(tree, elementValue(first), { code: 'launcher-number', oozieCode: 'E0803', message })];
  });
}
