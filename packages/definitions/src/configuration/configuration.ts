import { childNamed, childrenNamed } from '../tree/navigate.ts';
import { childValue, type Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';

/** A `<property>`: of a configuration, of formal parameters, of a credential. */
export interface Property {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  /** A formal parameter without a value has to be given with the job. */
  readonly value: Value | undefined;
  readonly description: Value | undefined;
}

/** A `<configuration>`, a `<parameters>`, or a `<credential>`: whatever holds properties. */
export interface Properties {
  readonly element: XmlElement;
  /** In their order, names that come twice included; Oozie takes the last. */
  readonly properties: readonly Property[];
}

/** The properties directly within an element. */
export function readProperties(element: XmlElement): Properties {
  return { element, properties: childrenNamed(element, 'property').map(readProperty) };
}

/** The properties within the first child of that name. */
export function readPropertiesIn(element: XmlElement, local: string): Properties | undefined {
  const child = childNamed(element, local);
  return child === undefined ? undefined : readProperties(child);
}

function readProperty(element: XmlElement): Property {
  return {
    element,
    name: childValue(element, 'name'),
    value: childValue(element, 'value'),
    description: childValue(element, 'description'),
  };
}

/** The property that counts, of those with a name: the last. */
export function propertyNamed(properties: Properties | undefined, name: string): Property | undefined {
  return properties?.properties.findLast((property) => property.name?.text === name);
}
