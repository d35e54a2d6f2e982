import type { BundleDefinition } from '../definition/definition.ts';
import { DefinitionEditError } from '../definition/edit-error.ts';
import { insertInOrder } from '../schema/insert-in-order.ts';
import { removeNode } from '../tree/edit-children.ts';
import { type NewElement, newElement } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';

/** A coordinator as it can be added to a bundle. */
export interface NewBundleCoordinator {
  readonly name: string;
  readonly appPath: string;
  readonly critical?: boolean;
  /** From 0.2 on. */
  readonly enabled?: boolean;
  readonly configuration?: Readonly<Record<string, string>>;
}

/** Adds a coordinator, behind the others. @throws DefinitionEditError `name-taken` */
export function addCoordinator(
  { model, tree }: BundleDefinition,
  coordinator: NewBundleCoordinator,
): TextChange[] {
  if (model.coordinators.some(({ name }) => name?.text === coordinator.name)) {
    throw new DefinitionEditError('name-taken', `There is a coordinator "${coordinator.name}" already.`);
  }
  return insertInOrder(tree, model.element, bundledElement(coordinator));
}

/** The element of a coordinator in a bundle. */
export function bundledElement({
  name,
  appPath,
  critical,
  enabled,
  configuration = {},
}: NewBundleCoordinator): NewElement {
  const properties = Object.entries(configuration).map(([key, value]) =>
    newElement('property', {}, [newElement('name', {}, key), newElement('value', {}, value)]),
  );
  const attributes = { name, critical: critical?.toString(), enabled: enabled?.toString() };
  return newElement('coordinator', attributes, [
    newElement('app-path', {}, appPath),
    ...(properties.length === 0 ? [] : [newElement('configuration', {}, properties)]),
  ]);
}

/** Takes a coordinator out of a bundle. @throws DefinitionEditError `no-such-part` */
export function removeCoordinator({ model, tree }: BundleDefinition, name: string): TextChange[] {
  const coordinator = model.coordinators.find((one) => one.name?.text === name);
  if (coordinator === undefined) {
    throw new DefinitionEditError('no-such-part', `The bundle has no coordinator "${name}".`);
  }
  return removeNode(tree, coordinator.element);
}
