import type { XmlElement } from './xml-tree.ts';

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** What each prefix means at the place that is being read; the last of a prefix's list holds. */
export type NamespaceBindings = Map<string, string[]>;

export function createBindings(): NamespaceBindings {
  return new Map([
    ['', ['']],
    ['xml', [xmlNamespace]],
    ['xmlns', [xmlnsNamespace]],
  ]);
}

export function bind(bindings: NamespaceBindings, prefix: string, namespace: string): void {
  const list = bindings.get(prefix);
  if (list === undefined) bindings.set(prefix, [namespace]);
  else list.push(namespace);
}

export function unbind(bindings: NamespaceBindings, prefix: string): void {
  bindings.get(prefix)?.pop();
}

/** The namespace of a prefix, `''` for none; `undefined` when the prefix is not declared. */
export function boundTo(bindings: NamespaceBindings, prefix: string): string | undefined {
  return bindings.get(prefix)?.at(-1);
}

/** The prefix that an attribute declares (`''` for `xmlns="…"`); `undefined` when it declares none. */
export function declaredPrefix(attribute: {
  readonly prefix: string;
  readonly local: string;
}): string | undefined {
  if (attribute.prefix === 'xmlns') return attribute.local;
  return attribute.prefix === '' && attribute.local === 'xmlns' ? '' : undefined;
}

/** Why a prefix can't be declared to mean a namespace, for people; `undefined` when it can. */
export function wrongDeclaration(prefix: string, namespace: string): string | undefined {
  if (prefix === 'xmlns') return 'The prefix "xmlns" is reserved: it can’t be declared.';
  if (namespace === xmlnsNamespace) return `"${xmlnsNamespace}" is reserved: no prefix can mean it.`;
  if (prefix === 'xml' && namespace !== xmlNamespace) {
    return `The prefix "xml" always means "${xmlNamespace}".`;
  }
  if (prefix !== 'xml' && namespace === xmlNamespace)
    return `Only the prefix "xml" can mean "${xmlNamespace}".`;
  if (prefix !== '' && namespace === '') {
    return `The prefix "${prefix}" is declared to mean nothing, which XML 1.0 does not allow.`;
  }
  return undefined;
}

/** Everything that is declared at an element's children: prefix to namespace, `''` for the default. */
export function namespacesWithin(element: XmlElement | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = element; at !== undefined; at = at.parent) {
    for (const attribute of at.attributes) {
      const prefix = declaredPrefix(attribute);
      if (prefix !== undefined && !found.has(prefix)) found.set(prefix, attribute.value);
    }
  }
  if (!found.has('')) found.set('', '');
  found.set('xml', xmlNamespace);
  return found;
}
