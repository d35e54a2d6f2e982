import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { refusalAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { titleOf, walkThrough } from './walked-workflow.ts';

/** Names that two nodes have, and names that are too long. What letters a name may have, the schema says. */
export const nodeNames: Rule<WorkflowDefinition> = ({ definition: { tree, model } }) => {
  const { byName, reached } = walkThrough(model);
  const found: Diagnostic[] = [];
  for (const node of model.nodes) {
    if (node.kind === 'start' || node.name === undefined) continue;
    const name = node.name.text;
    const first = byName.get(name);
    if (first !== undefined && first !== node) {
      found.push(
        refusalAt(tree, node.name, {
          code: 'duplicate-node-name',
          oozieCode: 'E0705',
          message: `There is already a node named ${name}: ${titleOf(first)}. Give this one another name.`,
        }),
      );
    }
    if (name.length > longestName && reached.has(node)) {
      found.push(
        refusalAt(tree, node.name, {
          code: 'node-name-too-long',
          oozieCode: 'E0724',
          message: `The name of a node can have ${longestName} characters; this one has ${name.length}. Shorten it.`,
        }),
      );
    }
  }
  return found;
};

const longestName = 128;
