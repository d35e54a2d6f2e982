import { readPropertiesIn } from '../configuration/configuration.ts';
import { versionOf } from '../schema/version.ts';
import { childElements, childNamed, childrenNamed } from '../tree/navigate.ts';
import { attributeValue, childValue } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import type { Bundle } from './bundle.ts';

const sections = new Set(['parameters', 'controls', 'coordinator']);

/** Reads a `<bundle-app>`, as much of it as there is. */
export function readBundle(element: XmlElement): Bundle {
  const controls = childNamed(element, 'controls');
  return {
    element,
    version: versionOf(element, 'bundle'),
    name: attributeValue(element, 'name'),
    parameters: readPropertiesIn(element, 'parameters'),
    controls: controls && { element: controls, kickOffTime: childValue(controls, 'kick-off-time') },
    coordinators: childrenNamed(element, 'coordinator').map((coordinator) => ({
      element: coordinator,
      name: attributeValue(coordinator, 'name'),
      critical: attributeValue(coordinator, 'critical'),
      enabled: attributeValue(coordinator, 'enabled'),
      appPath: childValue(coordinator, 'app-path'),
      configuration: readPropertiesIn(coordinator, 'configuration'),
    })),
    unknown: childElements(element).filter((child) => !sections.has(child.local)),
  };
}
