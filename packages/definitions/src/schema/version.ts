import type { XmlElement } from '../tree/xml-tree.ts';

/** The version in a namespace of Oozie's: `0.5` of `uri:oozie:workflow:0.5`. */
export function versionOf(element: XmlElement, subject: string): string | undefined {
  const start = `uri:oozie:${subject}:`;
  return element.namespace?.startsWith(start) ? element.namespace.slice(start.length) : undefined;
}
