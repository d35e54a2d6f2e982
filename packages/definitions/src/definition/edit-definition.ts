import { readBundle } from '../bundle/read-bundle.ts';
import { readCoordinator } from '../coordinator/read-coordinator.ts';
import { XmlEditError } from '../tree/edit-error.ts';
import { editXml } from '../tree/edit-xml.ts';
import type { TextChange } from '../tree/text-change.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';
import type {
  BundleDefinition,
  CoordinatorDefinition,
  Definition,
  WorkflowDefinition,
} from './definition.ts';
import { readDefinition } from './parse-definition.ts';

/**
 * Makes changes that were all computed for this definition, and reads the result, as one of the same kind. What is
 * outside of the changes stays as it is, to the byte.
 * @throws RangeError when changes touch the same place: make them one after the other
 * @throws XmlEditError when they take the root element away
 */
export function editDefinition(
  definition: WorkflowDefinition,
  changes: readonly TextChange[],
): WorkflowDefinition;
export function editDefinition(
  definition: CoordinatorDefinition,
  changes: readonly TextChange[],
): CoordinatorDefinition;
export function editDefinition(
  definition: BundleDefinition,
  changes: readonly TextChange[],
): BundleDefinition;
export function editDefinition(definition: Definition, changes: readonly TextChange[]): Definition;
export function editDefinition(definition: Definition, changes: readonly TextChange[]): Definition {
  const parsed = editXml(definition.tree, changes);
  if (definition.kind === 'unknown') return readDefinition(parsed);
  const { tree, diagnostics } = parsed;
  const { root } = tree;
  if (root === undefined) {
    throw new XmlEditError(
      'root',
      'After these changes, the document would have no root element that can be read.',
    );
  }
  switch (definition.kind) {
    case 'workflow':
      return { kind: 'workflow', model: readWorkflow(root), tree, diagnostics };
    case 'coordinator':
      return { kind: 'coordinator', model: readCoordinator(root), tree, diagnostics };
    case 'bundle':
      return { kind: 'bundle', model: readBundle(root), tree, diagnostics };
  }
}
