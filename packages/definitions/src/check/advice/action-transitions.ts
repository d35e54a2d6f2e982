import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { setTransition } from '../../workflow/edit-workflow.ts';
import { type ActionNode, nodesByName, transitionOf } from '../../workflow/workflow.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Actions whose failure makes no difference. */
export const actionTransitions: Rule<WorkflowDefinition> = ({ definition }) => {
  const { tree, model } = definition;
  const byName = nodesByName(model);
  const kills = model.nodes.filter((node) => node.kind === 'kill');
  const [onlyKill] = kills.length === 1 ? kills : [];
  const look = (node: ActionNode): Diagnostic[] => {
    const ok = transitionOf(node, 'ok')?.to;
    const error = transitionOf(node, 'error');
    if (error?.to === undefined) return [];
    const name = node.name?.text ?? '';
    const target = error.to.text;
    if (byName.get(target)?.kind === 'end') {
      const kill = onlyKill?.name?.text;
      return [
        advise(tree, error.to, {
          code: 'error-leads-to-end',
          severity: 'warning',
          message: `When ${name} fails, the workflow ends and counts as SUCCEEDED. Lead its error to a kill node${kill === undefined ? '' : `, such as ${kill}`}.`,
          ...(kill !== undefined && {
            fix: fixBy(`Lead to ${kill}`, () => setTransition(definition, error, kill)),
          }),
        }),
      ];
    }
    // Whoever is told of a failure before the kill: that the message got through doesn't matter.
    if (ok?.text !== target || byName.get(target)?.kind === 'kill') return [];
    return [
      advise(tree, error.to, {
        code: 'same-transitions',
        severity: 'info',
        message: `Whether ${name} works or fails, ${target} is next. If its failure matters, lead its error elsewhere.`,
      }),
    ];
  };
  return model.nodes.flatMap((node) => (node.kind === 'action' ? look(node) : []));
};
