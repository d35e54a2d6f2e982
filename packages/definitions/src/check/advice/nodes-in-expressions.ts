import type { WorkflowDefinition } from '../../definition/definition.ts';
import { setFlag } from '../../definition/edit-parts.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { StringLiteral } from '../../el/syntax.ts';
import { childTypeOf } from '../../schema/schemas.ts';
import type { Value } from '../../tree/value.ts';
import type { XmlTree } from '../../tree/xml-tree.ts';
import { nodesByName, type WorkflowNode } from '../../workflow/workflow.ts';
import { functionName, textsWithExpressions } from '../expressions.ts';
import { nodeOrder } from '../node-order.ts';
import { holderFinder } from '../nodes-of-places.ts';
import type { Rule } from '../rule.ts';
import { type Advice, advise, adviseWithin, fixBy } from './advise.ts';
import { suggestions } from './suggestions.ts';

/** Expressions that ask about a node which is not there, has no data, or can't have run by then. */
export const nodesInExpressions: Rule<WorkflowDefinition> = ({ definition }) => {
  const { tree, model } = definition;
  const found: Diagnostic[] = [];
  const byName = nodesByName(model);
  const suggestion = suggestions(() => [...byName.keys()]);
  const holderOf = holderFinder(model.nodes);
  let comesLater: ReturnType<typeof nodeOrder> | undefined;
  for (const asked of questions(tree)) {
    const { name, value, literal } = asked;
    const report = (advice: Advice) => found.push(adviseWithin(tree, value, literal, advice));
    const node = byName.get(literal.value);
    if (node === undefined) {
      report({
        code: 'unknown-node-in-expression',
        severity: 'warning',
        message: `The workflow has no node ${literal.value}, so that ${name} gives nothing. ${suggestion(literal.value, 'Check the name.')}`,
      });
      continue;
    }
    const here = holderOf(value.element);
    comesLater ??= nodeOrder(model);
    if (here !== undefined && comesLater(node, here)) {
      report({
        code: 'node-not-run-yet',
        severity: 'warning',
        message:
          node === here
            ? `${literal.value} asks about itself: ${name} gives nothing before it ended.`
            : `${literal.value} has not run, or may not have ended, when Oozie comes to ${here.name?.text ?? 'this node'}, so that ${name} gives nothing.`,
      });
      continue;
    }
    if (name === 'wf:actionData') {
      const lacking = lackingOutput(tree, node);
      if (lacking !== undefined) report(lacking);
    }
  }
  return found;
};

/** Actions whose output is captured and read by nothing in the workflow. */
export const unreadOutput: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) => {
  const read = new Set<string>();
  for (const { parts } of textsWithExpressions(tree)) {
    for (const { node } of parts) {
      if (node.kind !== 'function' || functionName(node) !== 'wf:actionData') continue;
      const [argument] = node.args;
      if (argument?.kind !== 'string') return [];
      read.add(argument.value);
    }
  }
  return model.nodes.flatMap((node) => {
    if (node.kind !== 'action' || node.action === undefined || node.name === undefined) return [];
    const { action } = node;
    if (!('captureOutput' in action) || !action.captureOutput || read.has(node.name.text)) return [];
    return [
      advise(tree, action.element, {
        code: 'unread-output',
        severity: 'info',
        message: `The output of ${node.name.text} is captured, and no expression reads it by wf:actionData('${node.name.text}'). Take capture-output out, unless something outside reads it.`,
        fix: fixBy('Take out capture-output', () => setFlag(tree, action.element, 'capture-output', false)),
      }),
    ];
  });
};

interface Question {
  /** The function that asks. */
  readonly name: string;
  readonly value: Value;
  /** The name of the node. */
  readonly literal: StringLiteral;
}

function* questions(tree: XmlTree): Generator<Question> {
  for (const { value, parts } of textsWithExpressions(tree)) {
    for (const { node } of parts) {
      if (node.kind !== 'function') continue;
      const name = functionName(node);
      const [literal] = node.args;
      if (aboutNodes.has(name) && literal?.kind === 'string') yield { name, value, literal };
    }
  }
}

const aboutNodes = new Set([
  'wf:actionData',
  'wf:actionExternalId',
  'wf:actionExternalStatus',
  'wf:actionTrackerUri',
  'wf:errorCode',
  'wf:errorMessage',
  'wf:transition',
  'hadoop:counters',
]);

function lackingOutput(tree: XmlTree, node: WorkflowNode): Advice | undefined {
  if (node.kind !== 'action' || node.action === undefined) return undefined;
  const { action } = node;
  const name = node.name?.text ?? '';
  if (action.type === 'fs' || action.type === 'email') {
    return {
      code: 'no-captured-output',
      severity: 'warning',
      message: `${name} is of type ${action.type}, which has no data: wf:actionData gives nothing.`,
    };
  }
  if (!('captureOutput' in action) || action.captureOutput) return undefined;
  const possible = childTypeOf(action.element, 'capture-output') !== undefined;
  return {
    code: 'no-captured-output',
    severity: 'warning',
    message: `${name} has no <capture-output/>, so that wf:actionData gives nothing. Add it.`,
    ...(possible && {
      fix: fixBy(`Capture the output of ${name}`, () =>
        setFlag(tree, action.element, 'capture-output', true),
      ),
    }),
  };
}
