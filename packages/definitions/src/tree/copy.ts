import { isBlank } from './characters.ts';
import { escapeAttribute } from './escape.ts';
import { indentationOf } from './layout.ts';
import { declaredPrefix } from './namespaces.ts';
import { elementsWithin } from './navigate.ts';
import type { XmlCopy } from './new-node.ts';
import { changeText, type TextChange } from './text-change.ts';
import type { WritingPlace } from './write-node.ts';
import type { XmlElement, XmlText, XmlTree } from './xml-tree.ts';

/** A copy as text for a place: indented as there, with the declarations it needs there. */
export function writeCopy({ tree, element }: XmlCopy, place: WritingPlace): string {
  const changes: TextChange[] = [];
  const declarations = missingDeclarations(element, place.scope);
  if (declarations !== '') {
    const at = element.start + 1 + element.name.length;
    changes.push({ start: at, end: at, text: declarations });
  }
  if (place.indentation !== undefined) {
    changes.push(...reindented(tree, element, place.indentation, place.lineEnd));
  }
  const own = changes.map(({ start, end, text }) => ({
    start: start - element.start,
    end: end - element.start,
    text,
  }));
  return changeText(tree.text.slice(element.start, element.end), own);
}

/** The changes that give the lines within an element another indentation. Only white space between elements changes. */
export function reindented(
  tree: XmlTree,
  element: XmlElement,
  indentation: string,
  lineEnd?: string,
): TextChange[] {
  const old = indentationOf(tree, element) ?? '';
  const changes: TextChange[] = [];
  for (const space of spaceBetweenElements(element)) {
    const written = tree.text.slice(space.start, space.end);
    const text = written.replace(/(\r\n?|\n)([ \t]*)/g, (_all, end: string, spaces: string) =>
      spaces.startsWith(old)
        ? `${lineEnd ?? end}${indentation}${spaces.slice(old.length)}`
        : `${lineEnd ?? end}${spaces}`,
    );
    if (text !== written) changes.push({ start: space.start, end: space.end, text });
  }
  return changes;
}

/** White space with line ends in elements that hold no other text: it means nothing. */
function* spaceBetweenElements(within: XmlElement): Generator<XmlText> {
  for (const element of elementsWithin(within)) {
    const texts = element.children.filter((child) => child.kind === 'text');
    const onlyElements =
      element.children.some((child) => child.kind === 'element') &&
      !element.children.some((child) => child.kind === 'cdata') &&
      texts.every((text) => isBlank(text.value));
    if (onlyElements) yield* texts;
  }
}

function missingDeclarations(element: XmlElement, scope: ReadonlyMap<string, string>): string {
  const needed = new Map<string, string>();
  for (const inner of elementsWithin(element)) {
    for (const { prefix, namespace, declares } of [inner, ...inner.attributes].map(asName)) {
      if (declares || namespace === undefined || prefix === 'xml') continue;
      if (!declaredBetween(inner, element, prefix)) needed.set(prefix, namespace);
    }
  }
  return [...needed]
    .filter(([prefix, namespace]) => scope.get(prefix) !== namespace)
    .map(
      ([prefix, namespace]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace)}"`,
    )
    .join('');
}

/** An element without prefix is in the default namespace, an attribute without prefix in none. */
function asName(named: {
  readonly kind?: 'element';
  readonly prefix: string;
  readonly local: string;
  readonly namespace: string | undefined;
}) {
  const declares = named.kind === undefined && (named.prefix === '' || declaredPrefix(named) !== undefined);
  return { prefix: named.prefix, namespace: named.namespace, declares };
}

function declaredBetween(from: XmlElement, to: XmlElement, prefix: string): boolean {
  for (let at: XmlElement | undefined = from; at !== undefined; at = at === to ? undefined : at.parent) {
    if (at.attributes.some((attribute) => declaredPrefix(attribute) === prefix)) return true;
  }
  return false;
}
