import type { Diagnostic } from '../../diagnostic.ts';
import { nearest } from '../../el/nearest.ts';
import type { AnyParticle, ElementParticle } from '../../schema/content-model.ts';
import type { Schema } from '../../schema/schemas.ts';
import { setAttribute } from '../../tree/edit-content.ts';
import { attributeNamed, nameRange, rangeBetween } from '../../tree/navigate.ts';
import type { XmlElement, XmlTree } from '../../tree/xml-tree.ts';
import { listed, refuse, shown } from './refuse.ts';

/** The schemas of a kind of job by namespace. */
export type KnownElements = ReadonlyMap<string, Schema>;

/** An element where elements of other schemas may stand: it has to be one that Oozie knows. */
export function foreignElement(tree: XmlTree, element: XmlElement, known: KnownElements): Diagnostic[] {
  const namespace = element.namespace ?? '';
  const schema = known.get(namespace);
  if (schema?.elements.has(element.local) === true) return [];
  const name = shown(element.name);
  if (schema !== undefined) {
    const names = [...schema.elements.keys()].map((one) => `<${one}>`);
    const message = `${namespace} has no element <${name}>. It has ${listed(names, 'and')}.`;
    return [refuse(nameRange(tree, element), { code: 'schema-unknown-element', message })];
  }
  const elsewhere = namespacesWith(element.local, known);
  const xmlns = attributeNamed(element, element.prefix === '' ? 'xmlns' : `xmlns:${element.prefix}`);
  const range = xmlns ? rangeBetween(tree, xmlns.valueStart, xmlns.valueEnd) : nameRange(tree, element);
  const meant = nearest(namespace, elsewhere.toReversed());
  const hint =
    elsewhere.length === 0
      ? `There is no <${shown(element.local)}> in any of its schemas.`
      : `It knows <${shown(element.local)}> of ${listed(elsewhere, 'and')}.`;
  const fix =
    meant === undefined || xmlns === undefined
      ? undefined
      : { title: `Change to ${meant}`, changes: setAttribute(tree, element, xmlns.name, meant) };
  return [
    refuse(range, {
      code: 'schema-unknown-namespace',
      message: `Oozie knows no namespace "${shown(namespace)}". ${hint}`,
      fix,
    }),
  ];
}

/** What to say of an element that would be right, if it had the namespace of its schema. */
export function withoutItsNamespace(
  tree: XmlTree,
  element: XmlElement,
  expected: readonly (ElementParticle | AnyParticle)[],
  known: KnownElements,
): Diagnostic | undefined {
  const any = expected.find((leaf) => leaf.kind === 'any');
  if (any === undefined || any.kind !== 'any') return undefined;
  const candidates = namespacesWith(element.local, known).filter(
    (namespace) =>
      namespace !== element.parent?.namespace &&
      (any.namespaces === 'other'
        ? !namespace.startsWith('uri:oozie:workflow:')
        : any.namespaces.includes(namespace)),
  );
  const newest = candidates.at(-1);
  if (newest === undefined) return undefined;
  const fix =
    element.prefix === '' && attributeNamed(element, 'xmlns') === undefined
      ? { title: `Add xmlns="${newest}"`, changes: setAttribute(tree, element, 'xmlns', newest) }
      : undefined;
  return refuse(nameRange(tree, element), {
    code: 'schema-wrong-namespace',
    message: `<${shown(element.name)}> has a schema of its own. Write <${shown(element.local)} xmlns="${newest}">${candidates.length > 1 ? ', or an older version of it' : ''}.`,
    fix,
  });
}

function namespacesWith(local: string, known: KnownElements): string[] {
  return [...known.values()].flatMap(({ namespace, elements }) => (elements.has(local) ? [namespace] : []));
}
