import type { Diagnostic } from '../diagnostic.ts';
import { nearest } from '../el/nearest.ts';
import type { ElementType } from '../schema/content-model.ts';
import { schemasOf } from '../schema/schemas.ts';
import { setAttribute } from '../tree/edit-content.ts';
import { attributeNamed, nameRange, rangeBetween, textOf } from '../tree/navigate.ts';
import { rangeOfValue } from '../tree/value.ts';
import type { XmlElement, XmlTree } from '../tree/xml-tree.ts';
import type { Checking, Rule } from './rule.ts';
import { checkAttributes } from './schema-rules/attributes.ts';
import { checkContent } from './schema-rules/content.ts';
import type { KnownElements } from './schema-rules/foreign-elements.ts';
import { listed, refuse, shown } from './schema-rules/refuse.ts';
import { wrongText } from './schema-rules/text-types.ts';

type JobKind = 'workflow' | 'coordinator' | 'bundle';

/** Everything that the schema of the document's kind refuses. */
function againstSchema({ definition: { kind, tree } }: Checking): readonly Diagnostic[] {
  const { root } = tree;
  if (kind === 'unknown' || root === undefined) return [];
  const known = schemasFor(kind);
  const type = known.get(root.namespace ?? '')?.elements.get(root.local);
  if (type === undefined) return [unknownRoot(tree, root, kind)];
  const found: Diagnostic[] = [];
  checkElement(tree, root, type, known, found);
  return found;
}

/** What Oozie's schemas refuse: `/v2/validate` says no more than this and what is wrong with the XML. */
export const schemaRefusals: readonly Rule[] = [againstSchema];

const byKind = new Map<JobKind, KnownElements>();

function schemasFor(kind: JobKind): KnownElements {
  let known = byKind.get(kind);
  if (known === undefined) {
    known = new Map(schemasOf(kind).map((schema) => [schema.namespace, schema]));
    byKind.set(kind, known);
  }
  return known;
}

function unknownRoot(tree: XmlTree, root: XmlElement, kind: JobKind): Diagnostic {
  const namespace = root.namespace ?? '';
  const versions = [...schemasFor(kind).keys()].filter((one) => one.startsWith(`uri:oozie:${kind}:`));
  const xmlns = attributeNamed(root, root.prefix === '' ? 'xmlns' : `xmlns:${root.prefix}`);
  const meant = xmlns && nearest(namespace, versions.toReversed());
  return refuse(xmlns ? rangeBetween(tree, xmlns.valueStart, xmlns.valueEnd) : nameRange(tree, root), {
    code: 'schema-unknown-namespace',
    message:
      namespace === ''
        ? `<${root.name}> has no namespace, by which Oozie tells its version. Write xmlns="${versions.at(-1)}".`
        : `Oozie knows no <${root.name}> of the namespace "${shown(namespace)}". It knows ${listed(versions, 'and')}.`,
    fix:
      xmlns === undefined || meant === undefined
        ? undefined
        : { title: `Change to ${meant}`, changes: setAttribute(tree, root, xmlns.name, meant) },
  });
}

function checkElement(
  tree: XmlTree,
  element: XmlElement,
  type: ElementType,
  known: KnownElements,
  found: Diagnostic[],
): void {
  for (const one of checkAttributes(tree, element, type.attributes)) found.push(one);
  if (type.holds === 'elements') {
    const content = checkContent(tree, element, type.content, known);
    for (const one of content.found) found.push(one);
    for (const child of content.children) {
      if (child.type !== undefined) checkElement(tree, child.element, child.type, known, found);
    }
    return;
  }
  const allowed = type.holds === 'text' ? ['text', 'cdata'] : [];
  let wrong = false;
  for (const child of element.children) {
    if (child.kind === 'comment' || child.kind === 'instruction' || allowed.includes(child.kind)) continue;
    if (child.kind === 'junk' || (child.kind === 'cdata' && child.value === '')) continue;
    wrong = true;
    if (child.kind === 'element' && type.holds === 'text') {
      const message = `<${shown(element.name)}> contains text and no elements. Write "<" as &lt;, or remove <${shown(child.name)}>.`;
      found.push(refuse(nameRange(tree, child), { code: 'schema-element-not-allowed', message }));
    }
  }
  if (type.holds === 'text') {
    const expected = wrong ? undefined : wrongText(textOf(element), type.text);
    if (expected === undefined) return;
    const message = `"${shown(textOf(element))}" can’t stand in <${shown(element.name)}>. ${expected}`;
    found.push(refuse(rangeOfValue(tree, { text: '', element }), { code: 'schema-bad-value', message }));
  } else if (wrong) {
    found.push(notEmpty(tree, element));
  }
}

function notEmpty(tree: XmlTree, element: XmlElement): Diagnostic {
  const blank = element.children.every((child) => child.kind === 'text' && /^[ \t\r\n]*$/.test(child.value));
  const { startTagEnd, endTagStart, end } = element;
  return refuse(rangeBetween(tree, startTagEnd, endTagStart), {
    code: 'schema-not-empty',
    message: `<${shown(element.name)}> has to be empty: not even white space may stand in it. Write <${shown(element.name)}…/>.`,
    fix: blank
      ? {
          title: 'Empty it',
          changes: [
            { start: startTagEnd - 1, end: startTagEnd, text: '/>' },
            { start: startTagEnd, end, text: '' },
          ],
        }
      : undefined,
  });
}
