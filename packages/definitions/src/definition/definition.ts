import type { Bundle } from '../bundle/bundle.ts';
import type { Coordinator } from '../coordinator/coordinator.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { XmlTree } from '../tree/xml-tree.ts';
import type { Workflow } from '../workflow/workflow.ts';

/**
 * A definition as it was read: a value that never changes. `model` is a view of `tree`, and `tree` is the text
 * with what is what in it. `editDefinition` makes another one.
 */
export type Definition = WorkflowDefinition | CoordinatorDefinition | BundleDefinition | UnknownDefinition;

export type DefinitionKind = Definition['kind'];

interface DefinitionBase {
  readonly tree: XmlTree;
  /** What is wrong with the XML, and whether the root is one of Oozie's. What is wrong with the job, `check` finds. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface WorkflowDefinition extends DefinitionBase {
  readonly kind: 'workflow';
  readonly model: Workflow;
}

export interface CoordinatorDefinition extends DefinitionBase {
  readonly kind: 'coordinator';
  readonly model: Coordinator;
}

export interface BundleDefinition extends DefinitionBase {
  readonly kind: 'bundle';
  readonly model: Bundle;
}

/** A document whose root is none of Oozie's applications: a configuration, an included `<datasets>`, anything. */
export interface UnknownDefinition extends DefinitionBase {
  readonly kind: 'unknown';
  readonly model: undefined;
}
