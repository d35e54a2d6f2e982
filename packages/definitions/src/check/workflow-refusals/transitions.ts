import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic, Fix } from '../../diagnostic.ts';
import { nearest } from '../../el/nearest.ts';
import { attributeNamed } from '../../tree/navigate.ts';
import { setTransition } from '../../workflow/edit-workflow.ts';
import { refusalAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { titleOf, type Way, walkThrough } from './walked-workflow.ts';

/** Transitions that lead to no node, to the node itself, or back. Oozie looks at nodes only that the start leads to. */
export const transitions: Rule<WorkflowDefinition> = ({ definition }) => {
  const { tree, model } = definition;
  const graph = walkThrough(model);
  const found: Diagnostic[] = [];
  const misread = new Set(model.unknown.flatMap((element) => attributeNamed(element, 'name')?.value ?? []));
  const names = [...graph.byName.keys()];
  let asked = 0;
  const lost = (way: Way): Diagnostic => {
    const { from, transition, to } = way;
    asked += 1;
    // Each look for a similar name looks at all names.
    const meant =
      asked > 20
        ? undefined
        : nearest(
            to,
            names.filter((name) => name !== from.name?.text),
          );
    const hint = meant === undefined ? `Lead to one of its nodes, or add ${to}.` : `Did you mean ${meant}?`;
    const fix: Fix | undefined =
      meant === undefined
        ? undefined
        : { title: `Lead to ${meant}`, changes: setTransition(definition, transition, meant) };
    return refusalAt(tree, transition.to ?? transition.element, {
      code: 'undefined-transition',
      oozieCode: 'E0708',
      message: `${capital(titleOf(from))} leads to ${to}, and the workflow has no node of that name. ${hint}`,
      fix,
    });
  };
  // What can't be read as a node is reported as such, and may be the one that is meant.
  const isMissing = ({ to }: Way) => to !== '' && !misread.has(to);
  for (const way of graph.lost) if (isMissing(way)) found.push(lost(way));
  for (const node of model.nodes) {
    for (const transition of node.transitions) {
      const to = transition.to?.text;
      if (to === undefined || to === '') continue;
      if (to === node.name?.text) {
        found.push(
          refusalAt(tree, transition.to ?? transition.element, {
            code: 'transition-to-itself',
            oozieCode: 'E0706',
            message: `${capital(titleOf(node))} leads to itself. Lead it on to another node: a workflow can’t go in circles.`,
          }),
        );
      } else if (!graph.reached.has(node) && !graph.byName.has(to) && !misread.has(to)) {
        const { oozieCode: _, ...unseen } = lost({ from: node, transition, to });
        found.push({
          ...unseen,
          severity: 'warning',
          message: `${unseen.message} Oozie doesn’t refuse it, for nothing leads to ${titleOf(node)}.`,
        });
      }
    }
  }
  for (const { way, path } of graph.circles) {
    if (way.from.name?.text === way.to) continue;
    found.push(
      refusalAt(tree, way.transition.to ?? way.transition.element, {
        code: 'circle',
        oozieCode: 'E0707',
        message: `The workflow goes in a circle: ${path.join(' → ')}. Lead this transition to a later node; to repeat something, use a coordinator or a sub-workflow.`,
      }),
    );
  }
  return found;
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
