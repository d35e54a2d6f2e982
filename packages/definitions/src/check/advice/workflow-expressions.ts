import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { ElDiagnostic } from '../../el/syntax.ts';
import { childNamed } from '../../tree/navigate.ts';
import type { XmlElement } from '../../tree/xml-tree.ts';
import type { WorkflowNode } from '../../workflow/workflow.ts';
import { markupChecker, textsWithExpressions } from '../expressions.ts';
import { namesAtSubmit } from '../formal-parameters.ts';
import { holderFinder } from '../nodes-of-places.ts';
import type { Rule } from '../rule.ts';
import { adviseWithin } from './advise.ts';

/**
 * Expressions that a workflow's nodes fail with. Oozie evaluates a node when it comes to it, so that it takes the
 * workflow first, and the job fails in the middle.
 */
export const workflowExpressions: Rule<WorkflowDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const check = markupChecker(namesAtSubmit(checking));
  const holderOf = holderFinder(model.nodes.flatMap(evaluatedPart));
  const found: Diagnostic[] = [];
  for (const { value, parsed } of textsWithExpressions(tree)) {
    const holder = holderOf(value.element);
    if (holder === undefined) continue;
    for (const problem of check(parsed)) {
      found.push(
        adviseWithin(tree, value, problem, {
          code: problem.code,
          severity:
            problem.code === 'el-unknown-variable' && problem.severity === 'warning' ? 'info' : 'warning',
          message: messageOf(problem, value.text, holder.title),
        }),
      );
    }
  }
  return found;
};

function messageOf(
  { code, message, severity, start, end }: ElDiagnostic,
  text: string,
  title: string,
): string {
  if (code !== 'el-unknown-variable') return `${message} Oozie finds out when it comes to ${title}.`;
  if (message.startsWith('A property with dots')) return message;
  const name = text.slice(start, end);
  const hint = /Did you mean [^?]*\?/.exec(message)?.[0];
  const otherwise = hint ?? `Give the job a property ${name}.`;
  return severity === 'warning'
    ? `${name} has no value, which ${title} needs in one of its branches. ${otherwise}`
    : `${name} has no value, unless the application's config-default.xml gives one: without, ${title} fails when Oozie comes to it. ${otherwise}`;
}

interface Evaluated {
  readonly element: XmlElement;
  readonly title: string;
}

/** What Oozie evaluates of a node: what an action does, a decision's switch, a kill's message. */
function evaluatedPart(node: WorkflowNode): Evaluated[] {
  const element =
    node.kind === 'action'
      ? node.action?.element
      : node.kind === 'decision'
        ? node.switch
        : node.kind === 'kill'
          ? childNamed(node.element, 'message')
          : undefined;
  return element === undefined
    ? []
    : [{ element, title: `the ${node.kind} ${node.name?.text ?? ''}`.trimEnd() }];
}
