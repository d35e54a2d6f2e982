import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { XmlElement } from '../../tree/xml-tree.ts';
import { rangeWithin } from '../advice/advise.ts';
import { markupChecker, textsWithExpressions } from '../expressions.ts';
import { namesAtSubmit } from '../formal-parameters.ts';
import { holderFinder } from '../nodes-of-places.ts';
import type { Rule } from '../rule.ts';

/**
 * Expressions that only a dry run looks at: it evaluates the whole workflow but its SLAs, the parts that mean nothing to a
 * running one among them. What the nodes do, other rules look at.
 */
export const dryRunExpressions: Rule<WorkflowDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const check = markupChecker(namesAtSubmit(checking));
  const isElsewhere = holderFinder(elsewhere(checking.definition));
  const found: Diagnostic[] = [];
  for (const { value, parsed } of textsWithExpressions(tree)) {
    if (isElsewhere(value.element) !== undefined) continue;
    for (const problem of check(parsed)) {
      if (problem.severity !== 'error') continue;
      const { code, message } = problem;
      const { local } = value.element;
      const inGlobal =
        value.element !== model.global?.element && isWithin(value.element, model.global?.element);
      const who = inGlobal
        ? 'A dry run refuses it, and the actions that take it from <global> fail.'
        : `A dry run refuses it; elsewhere, Oozie doesn’t evaluate this <${local}>.`;
      found.push({
        code,
        severity: 'warning',
        message: `${message} ${who}`,
        range: rangeWithin(tree, value, problem),
      });
    }
  }
  return found;
};

interface Holder {
  readonly element: XmlElement;
}

/** SLAs, and what nodes do. */
function elsewhere({ model }: WorkflowDefinition): Holder[] {
  const holders: Holder[] = model.sla === undefined ? [] : [model.sla];
  for (const node of model.nodes) {
    if (node.kind === 'action') holders.push(...[node.action, node.sla].filter((part) => part !== undefined));
    if (node.kind === 'decision' && node.switch !== undefined) holders.push({ element: node.switch });
    if (node.kind === 'kill' && node.message !== undefined) holders.push(node.message);
  }
  return holders.toSorted((one, other) => one.element.start - other.element.start);
}

function isWithin(element: XmlElement, outer: XmlElement | undefined): boolean {
  return outer !== undefined && element.start >= outer.start && element.end <= outer.end;
}
