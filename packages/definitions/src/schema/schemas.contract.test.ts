import { oozieSchemas } from '@howdah/local-oozie';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeXml } from '../tree/encoding.ts';
import { attributeNamed, childElements, childNamed, childrenNamed } from '../tree/navigate.ts';
import { parseXml } from '../tree/parse-xml.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import type { ElementType, Particle } from './content-model.ts';
import { schemas } from './schemas.ts';

/** The roots of Oozie's own schema files, by their file names. */
const files = new Map<string, XmlElement>();

beforeAll(async () => {
  for (const { name, bytes } of await oozieSchemas()) {
    const { root } = parseXml(decodeXml(bytes).text).tree;
    if (root !== undefined) files.set(name, root);
  }
});

const value = (element: XmlElement, name: string) => attributeNamed(element, name)?.value;

/** What a schema file says, in the same words as our tables: `sequence(one x, …)`. */
class SchemaFile {
  readonly roots: XmlElement[];

  constructor(root: XmlElement) {
    const included = childrenNamed(root, 'include').flatMap((include) => {
      const file = files.get(value(include, 'schemaLocation') ?? '');
      return file === undefined ? [] : [file];
    });
    this.roots = [root, ...included];
  }

  type(element: XmlElement, seen: readonly string[]): string {
    const name = value(element, 'type');
    const inline = childNamed(element, 'complexType');
    if (inline !== undefined) return this.complexType(inline, seen);
    if (name === undefined) return '?';
    if (name.startsWith('xs:')) return `text ${name.slice(3)}`;
    const local = name.replace(/^.*:/, '');
    if (seen.includes(local)) return 'again';
    const type = this.named('complexType', local);
    return type === undefined ? `?${local}` : this.complexType(type, [...seen, local]);
  }

  complexType(type: XmlElement, seen: readonly string[]): string {
    const attributes = (within: XmlElement) =>
      childrenNamed(within, 'attribute').map((attribute) => {
        const required = value(attribute, 'use') === 'required' ? '!' : '?';
        return `@${value(attribute, 'name')}${required} ${this.simple(value(attribute, 'type') ?? '')}`;
      });
    const extension =
      childNamed(type, 'simpleContent') && childNamed(childElements(type)[0] ?? type, 'extension');
    if (extension !== undefined) {
      const base = this.simple(value(extension, 'base') ?? '');
      return [`text ${base}`, ...attributes(extension).sort()].join(' ');
    }
    const content = childElements(type).find(({ local }) => local === 'sequence' || local === 'choice');
    const holds = content === undefined ? 'nothing' : this.particle(content, seen);
    return [holds, ...attributes(type).sort()].join(' ');
  }

  particle(element: XmlElement, seen: readonly string[]): string {
    const times = `${value(element, 'minOccurs') ?? '1'}..${(value(element, 'maxOccurs') ?? '1').replace('unbounded', '*')}`;
    if (element.local === 'element') {
      return `${times} ${value(element, 'name')}{${this.type(element, seen)}}`;
    }
    if (element.local === 'any') return `${times} any ${value(element, 'namespace')}`;
    const parts = childElements(element).map((part) => this.particle(part, seen));
    return `${times} ${element.local}(${(element.local === 'choice' ? parts.sort() : parts).join(', ')})`;
  }

  simple(type: string): string {
    if (type.startsWith('xs:')) return type.slice(3);
    const restricted = this.named('simpleType', type.replace(/^.*:/, ''));
    const pattern = restricted && childNamed(childElements(restricted)[0] ?? restricted, 'pattern');
    return (pattern && value(pattern, 'value')) ?? `?${type}`;
  }

  named(kind: string, name: string): XmlElement | undefined {
    for (const root of this.roots) {
      const found = childrenNamed(root, kind).find((type) => value(type, 'name') === name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

const patterns = {
  'node-name': '([a-zA-Z_]([\\-_a-zA-Z0-9])*){1,39}',
  name: '([a-zA-Z]([\\-_a-zA-Z0-9])*){1,39}',
} as const;

function simpleText(type: string): string {
  return type === 'node-name' || type === 'name' ? patterns[type] : type;
}

/** What our tables say, in the same words. */
function told(type: ElementType, seen: readonly ElementType[]): string {
  const attributes = type.attributes
    .map(({ name, required, text }) => `@${name}${required ? '!' : '?'} ${simpleText(text)}`)
    .sort();
  const holds = type.holds === 'elements' ? toldParticle(type.content, [...seen, type]) : toldText(type);
  return [holds, ...attributes].join(' ');
}

function toldText(type: Exclude<ElementType, { holds: 'elements' }>): string {
  return type.holds === 'text' ? `text ${simpleText(type.text)}` : 'nothing';
}

function toldParticle(particle: Particle, seen: readonly ElementType[]): string {
  const times = `${particle.min}..${particle.max === Number.POSITIVE_INFINITY ? '*' : particle.max}`;
  if (particle.kind === 'element') {
    return `${times} ${particle.name}{${seen.includes(particle.type) ? 'again' : told(particle.type, seen)}}`;
  }
  if (particle.kind === 'any') {
    const namespaces = particle.namespaces === 'other' ? '##other' : particle.namespaces.join(' ');
    return `${times} any ${namespaces}`;
  }
  const parts = particle.of.map((part) => toldParticle(part, seen));
  return `${times} ${particle.kind}(${(particle.kind === 'choice' ? parts.sort() : parts).join(', ')})`;
}

describe('our tables of elements', () => {
  it('know every schema that Oozie comes with, but one that it only checks SLAs with', () => {
    const namespaces = [...files].flatMap(([file, root]) =>
      file.startsWith('gms-') ? [] : [value(root, 'targetNamespace')],
    );
    expect([...schemas.keys()].sort()).toEqual(
      namespaces.filter((namespace) => namespace !== undefined).sort(),
    );
  });

  it('say what Oozie’s schema files say', () => {
    for (const [file, root] of files) {
      const schema = schemas.get(value(root, 'targetNamespace') ?? '');
      if (schema === undefined || file.startsWith('gms-')) continue;
      const read = new SchemaFile(root);
      const declared = childrenNamed(root, 'element').map(
        (element) => [value(element, 'name'), read.type(element, [])] as const,
      );
      const ours = [...schema.elements].map(([name, type]) => [name, told(type, [])] as const);
      expect(Object.fromEntries(ours), file).toEqual(Object.fromEntries(declared));
    }
  });
});
