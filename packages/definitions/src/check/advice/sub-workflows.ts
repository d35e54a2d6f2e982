import type { WorkflowDefinition } from '../../definition/definition.ts';
import { setFlag } from '../../definition/edit-parts.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Sub-workflows that get no properties at all, not even the name node. */
export const subWorkflows: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) =>
  model.nodes.flatMap((node) => {
    if (node.kind !== 'action' || node.action?.type !== 'sub-workflow') return [];
    const { action } = node;
    if (action.propagateConfiguration || (action.configuration?.properties.length ?? 0) > 0) return [];
    return [
      advise(tree, action.element, {
        code: 'sub-workflow-without-configuration',
        severity: 'info',
        message: `The workflow that ${node.name?.text ?? 'this action'} runs gets none of this one's properties. Add <propagate-configuration/>, unless it needs none.`,
        fix: fixBy('Pass on the properties', () =>
          setFlag(tree, action.element, 'propagate-configuration', true),
        ),
      }),
    ];
  });
