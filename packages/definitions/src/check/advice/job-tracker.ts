import type { WorkflowDefinition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { childTypeOf } from '../../schema/schemas.ts';
import { renameElement } from '../../tree/edit-content.ts';
import { allElementsNamed, childNamed } from '../../tree/navigate.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** `<job-tracker>` where the schema has `<resource-manager>`: there has been no job tracker since Hadoop 2. */
export const jobTrackers: Rule<WorkflowDefinition> = ({ definition: { tree } }) => {
  const found: Diagnostic[] = [];
  for (const element of allElementsNamed(tree, 'job-tracker')) {
    const { parent } = element;
    if (parent === undefined) continue;
    if (childTypeOf(parent, 'resource-manager') === undefined) continue;
    if (childNamed(parent, 'resource-manager') !== undefined) continue;
    const name = element.prefix === '' ? 'resource-manager' : `${element.prefix}:resource-manager`;
    found.push(
      advise(tree, element, {
        code: 'job-tracker',
        severity: 'info',
        message: 'Hadoop has no job tracker any more. Write <resource-manager>, which means the same.',
        fix: fixBy('Write resource-manager', () => renameElement(tree, element, name)),
      }),
    );
  }
  return found;
};
