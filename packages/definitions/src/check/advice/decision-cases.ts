import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { evaluateText } from '../../el/evaluate.ts';
import { functionSignatures } from '../../el/functions.ts';
import { parseElText } from '../../el/parse.ts';
import type { ElNode, ElText } from '../../el/syntax.ts';
import { workflowScope } from '../../el/workflow-scope.ts';
import type { XmlTree } from '../../tree/xml-tree.ts';
import type { Transition } from '../../workflow/workflow.ts';
import { functionName, partsOf } from '../expressions.ts';
import type { Rule } from '../rule.ts';
import { advise, shown } from './advise.ts';

/** Cases of decisions that are the same in every run. Oozie takes a case when its text is `true`, and nothing else. */
export const decisionCases: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  model.nodes.flatMap((node) =>
    node.kind === 'decision' ? node.transitions.flatMap((transition) => look(tree, transition)) : [],
  );

function look(tree: XmlTree, { condition, to }: Transition): Diagnostic[] {
  if (condition === undefined || condition.text === '') return [];
  const parsed = parseElText(condition.text);
  if (parsed.diagnostics.length > 0) return [];
  const [only] = parsed.parts;
  const target = to?.text ?? '';
  if (parsed.parts.every(({ kind }) => kind === 'literal') && !/^(?:true|false)$/.test(condition.text)) {
    const message = `This is no expression, so that the case to ${target} is never taken. Write \${${shown(condition.text)}}.`;
    return [advise(tree, condition, { code: 'case-without-expression', severity: 'warning', message })];
  }
  if (parsed.parts.length > 1) {
    const message = `The condition has text outside of \${…}, so that it is never just "true", and the case to ${target} is never taken. Put all of it in one \${…}.`;
    return [advise(tree, condition, { code: 'case-outside-expression', severity: 'warning', message })];
  }
  const fixed = isConstant(parsed) ? evaluateText(parsed, workflowScope({ properties: {} })) : undefined;
  if (fixed?.kind === 'value') {
    const message =
      fixed.text === 'true'
        ? `This is true in every run: the cases below it, and the default, are never taken.`
        : `This is never true: the case to ${target} is never taken.`;
    return [advise(tree, condition, { code: 'case-is-constant', severity: 'warning', message })];
  }
  if (only?.kind !== 'expression' || only.node === undefined) return [];
  const other = otherThanBoolean(only.node);
  if (other === undefined) return [];
  const message = `This gives a ${other}, not true or false: the case to ${target} is never taken. Compare it with something.`;
  return [advise(tree, condition, { code: 'case-not-boolean', severity: 'warning', message })];
}

/** Whether an expression takes nothing from the job. */
function isConstant(parsed: ElText): boolean {
  for (const { node } of partsOf(parsed)) {
    if (node.kind === 'identifier' || node.kind === 'function' || node.kind === 'lambda') return false;
  }
  return true;
}

/** What an expression gives when that is surely neither a truth value nor a text that may be one. */
function otherThanBoolean(node: ElNode): string | undefined {
  switch (node.kind) {
    case 'group':
      return otherThanBoolean(node.inner);
    case 'integer':
    case 'float':
      return 'number';
    case 'function': {
      const result = functionSignatures.get(functionName(node))?.result;
      return result === 'number' || result === 'map' ? result : undefined;
    }
    case 'operation':
      return node.rest.some(({ operator }) => ['+', '-', '*', 'div', 'mod'].includes(operator))
        ? 'number'
        : undefined;
    default:
      return undefined;
  }
}
