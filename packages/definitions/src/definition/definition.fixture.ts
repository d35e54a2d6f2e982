import type { BundleDefinition, CoordinatorDefinition, WorkflowDefinition } from './definition.ts';
import { parseDefinition } from './parse-definition.ts';

/** A workflow from its XML; fails the test when it is none. */
export function workflowFrom(xml: string): WorkflowDefinition {
  const definition = parseDefinition(xml);
  if (definition.kind !== 'workflow') throw new Error(`a ${definition.kind}, not a workflow`);
  return definition;
}

export function coordinatorFrom(xml: string): CoordinatorDefinition {
  const definition = parseDefinition(xml);
  if (definition.kind !== 'coordinator') throw new Error(`a ${definition.kind}, not a coordinator`);
  return definition;
}

export function bundleFrom(xml: string): BundleDefinition {
  const definition = parseDefinition(xml);
  if (definition.kind !== 'bundle') throw new Error(`a ${definition.kind}, not a bundle`);
  return definition;
}
