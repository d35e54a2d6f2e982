import { type Property, readPropertiesIn } from '../../configuration/configuration.ts';
import { insertInOrder } from '../../schema/insert-in-order.ts';
import { childTypeOf } from '../../schema/schemas.ts';
import { removeNode } from '../../tree/edit-children.ts';
import { renameElement } from '../../tree/edit-content.ts';
import { childNamed } from '../../tree/navigate.ts';
import { newElement } from '../../tree/new-node.ts';
import type { TextChange } from '../../tree/text-change.ts';
import type { XmlElement, XmlTree } from '../../tree/xml-tree.ts';
import { launcherSettings } from '../launcher-settings.ts';

/** What schemas 1.0 have other words for, in an action or `<global>` that has just become one. */
export function upgradeLaunched(tree: XmlTree, element: XmlElement): TextChange[] {
  return [...resourceManager(tree, element), ...launcherOf(tree, element)];
}

function resourceManager(tree: XmlTree, element: XmlElement): TextChange[] {
  const jobTracker = childNamed(element, 'job-tracker');
  if (jobTracker === undefined || childTypeOf(element, 'resource-manager') === undefined) return [];
  const { prefix } = jobTracker;
  return renameElement(tree, jobTracker, prefix === '' ? 'resource-manager' : `${prefix}:resource-manager`);
}

/**
 * Moves the properties that a `<launcher>` can set to one.
 * @see org.apache.oozie.workflow.lite.LauncherConfigHandler
 */
function launcherOf(tree: XmlTree, element: XmlElement): TextChange[] {
  if (childTypeOf(element, 'launcher') === undefined) return [];
  const configuration = readPropertiesIn(element, 'configuration');
  if (configuration === undefined) return [];
  const { properties } = configuration;
  const moved = properties.filter((property) => movable(property, properties));
  if (moved.length === 0) return [];
  const launcher = newElement(
    'launcher',
    {},
    moved.map(({ name, value }) =>
      newElement(launcherSettings.get(name?.text ?? '') ?? '', {}, value?.text ?? ''),
    ),
  );
  const removed =
    moved.length === properties.length
      ? removeNode(tree, configuration.element)
      : moved.flatMap((property) => removeNode(tree, property.element));
  return [...insertInOrder(tree, element, launcher), ...removed];
}

/** Whether nothing would be lost or mean something else. */
function movable(property: Property, all: readonly Property[]): boolean {
  const name = property.name?.text ?? '';
  const setting = launcherSettings.get(name);
  const value = property.value?.text ?? '';
  if (setting === undefined || value === '') return false;
  if (property.description !== undefined || property.element.children.some(({ kind }) => kind === 'comment'))
    return false;
  if (all.filter((other) => other.name?.text === name).length > 1) return false;
  // The schema takes no expression for these, and Oozie wants an int.
  if (setting === 'memory.mb' || setting === 'vcores') return /^\d{1,9}$/.test(value);
  return true;
}
