/** What Oozie's schemas say an element holds. */
export type ElementType = ElementContent & { readonly attributes: readonly AttributeType[] };

type ElementContent =
  /** Elements, and white space between them. */
  | { readonly holds: 'elements'; readonly content: Particle }
  | { readonly holds: 'text'; readonly text: TextType }
  /** Nothing at all: a flag. */
  | { readonly holds: 'nothing' };

export interface AttributeType {
  readonly name: string;
  readonly text: TextType;
  readonly required: boolean;
}

/**
 * What a text has to be. `node-name` is the schemas' IDENTIFIER for workflow nodes; `name` is that of datasets, events and
 * a bundle's coordinators, which can't begin with an underscore.
 */
export type TextType = 'string' | 'boolean' | 'unsignedInt' | 'short' | 'node-name' | 'name';

/** A part of what may stand in an element: so many times an element, or a sequence or a choice of parts. */
export type Particle = ElementParticle | GroupParticle | AnyParticle;

interface Occurrence {
  readonly min: number;
  /** `Infinity` without a bound. */
  readonly max: number;
}

export interface ElementParticle extends Occurrence {
  readonly kind: 'element';
  readonly name: string;
  readonly type: ElementType;
}

export interface GroupParticle extends Occurrence {
  readonly kind: 'sequence' | 'choice';
  readonly of: readonly Particle[];
}

/** One element of another schema. */
export interface AnyParticle extends Occurrence {
  readonly kind: 'any';
  /** Of any namespace but the element's own, or of one of these. */
  readonly namespaces: 'other' | readonly string[];
}

const once: Occurrence = { min: 1, max: 1 };
const perhaps: Occurrence = { min: 0, max: 1 };
const anyNumber: Occurrence = { min: 0, max: Number.POSITIVE_INFINITY };
const atLeastOnce: Occurrence = { min: 1, max: Number.POSITIVE_INFINITY };

export const text: ElementType = { holds: 'text', text: 'string', attributes: [] };
export const flag: ElementType = { holds: 'nothing', attributes: [] };

export function one(name: string, type: ElementType = text): ElementParticle {
  return { kind: 'element', name, type, ...once };
}

export function optional(name: string, type: ElementType = text): ElementParticle {
  return { kind: 'element', name, type, ...perhaps };
}

export function many(name: string, type: ElementType = text): ElementParticle {
  return { kind: 'element', name, type, ...anyNumber };
}

export function some(name: string, type: ElementType = text): ElementParticle {
  return { kind: 'element', name, type, ...atLeastOnce };
}

export function atLeast(min: number, name: string, type: ElementType): ElementParticle {
  return { kind: 'element', name, type, min, max: Number.POSITIVE_INFINITY };
}

export function sequence(...of: Particle[]): GroupParticle {
  return { kind: 'sequence', of, ...once };
}

export function optionalSequence(...of: Particle[]): GroupParticle {
  return { kind: 'sequence', of, ...perhaps };
}

export function manySequences(...of: Particle[]): GroupParticle {
  return { kind: 'sequence', of, ...anyNumber };
}

export function choice(...of: Particle[]): GroupParticle {
  return { kind: 'choice', of, ...once };
}

export function optionalChoice(...of: Particle[]): GroupParticle {
  return { kind: 'choice', of, ...perhaps };
}

export function manyChoices(...of: Particle[]): GroupParticle {
  return { kind: 'choice', of, ...anyNumber };
}

export function someChoices(...of: Particle[]): GroupParticle {
  return { kind: 'choice', of, ...atLeastOnce };
}

export function any(namespaces: 'other' | readonly string[], occurrence: 'one' | 'optional'): AnyParticle {
  return { kind: 'any', namespaces, ...(occurrence === 'one' ? once : perhaps) };
}

export function elements(content: Particle, ...attributes: AttributeType[]): ElementType {
  return { holds: 'elements', content, attributes };
}

export function nothing(...attributes: AttributeType[]): ElementType {
  return { holds: 'nothing', attributes };
}

export function textWith(...attributes: AttributeType[]): ElementType {
  return { holds: 'text', text: 'string', attributes };
}

export function required(name: string, type: TextType = 'string'): AttributeType {
  return { name, text: type, required: true };
}

export function allowed(name: string, type: TextType = 'string'): AttributeType {
  return { name, text: type, required: false };
}

/** The parts that hold, without those that a version has not: `when(since('0.4'), optional('global'))`. */
export function when(condition: boolean, ...particles: Particle[]): Particle[] {
  return condition ? particles : [];
}
