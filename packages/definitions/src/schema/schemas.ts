import type { XmlElement } from '../tree/xml-tree.ts';
import { type ActionWithSchema, actionElement, actionVersions } from './action-schema.ts';
import { bundleElements, bundleVersions } from './bundle-schema.ts';
import type { ElementParticle, ElementType, Particle } from './content-model.ts';
import { coordinatorElements, coordinatorVersions } from './coordinator-schema.ts';
import { slaElements, slaVersions } from './sla-schema.ts';
import { workflowElements, workflowVersions } from './workflow-schema.ts';

/** One of the schemas that Oozie 5.2.1 comes with. */
export interface Schema {
  readonly namespace: string;
  /** The elements that can stand by themselves, by name. */
  readonly elements: ReadonlyMap<string, ElementType>;
}

/** Every schema that Oozie 5.2.1 loads by default, by namespace. */
export const schemas: ReadonlyMap<string, Schema> = new Map(
  [
    ...workflowVersions.map((version) => schema('workflow', version, workflowElements(version))),
    ...coordinatorVersions.map((version) => schema('coordinator', version, coordinatorElements(version))),
    ...bundleVersions.map((version) => schema('bundle', version, bundleElements(version))),
    ...slaVersions.map((version) => schema('sla', version, slaElements(version))),
    ...actionsWithSchemas().flatMap((action) =>
      actionVersions[action].map((version) =>
        schema(`${action}-action`, version, { [action]: actionElement[action](version) }),
      ),
    ),
  ].map((one) => [one.namespace, one]),
);

function schema(subject: string, version: string, elements: Record<string, ElementType>): Schema {
  return { namespace: `uri:oozie:${subject}:${version}`, elements: new Map(Object.entries(elements)) };
}

function actionsWithSchemas(): ActionWithSchema[] {
  const names: string[] = Object.keys(actionVersions);
  return names.filter((name): name is ActionWithSchema => Object.hasOwn(actionVersions, name));
}

/** The schemas of one sort of job: `oozie.service.SchemaService.{wf,coord,bundle}.schemas`. */
export function schemasOf(kind: 'workflow' | 'coordinator' | 'bundle'): Schema[] {
  return [...schemas.values()].filter(({ namespace }) => {
    const subject = namespace.split(':')[2];
    if (subject === 'sla') return kind !== 'bundle';
    return subject === kind || (kind === 'workflow' && subject?.endsWith('-action') === true);
  });
}

/**
 * What the schemas say about an element where it stands; `undefined` when none declares it: it, or one around it, is
 * unknown or of a version that hasn't got it.
 */
export function elementTypeOf(element: XmlElement): ElementType | undefined {
  const { parent } = element;
  const outer = parent && elementTypeOf(parent);
  if (outer?.holds === 'elements' && element.namespace === parent?.namespace) {
    const declared = namedIn(outer.content, element.local);
    if (declared !== undefined) return declared.type;
  }
  // Where a schema lets in elements of others, these are known by themselves.
  return schemas.get(element.namespace ?? '')?.elements.get(element.local);
}

/** What the schema says about a child element of that name; `undefined` when there can't be one. */
export function childTypeOf(parent: XmlElement, local: string): ElementType | undefined {
  const outer = elementTypeOf(parent);
  return outer?.holds === 'elements' ? namedIn(outer.content, local)?.type : undefined;
}

function namedIn(particle: Particle, name: string): ElementParticle | undefined {
  if (particle.kind === 'element') return particle.name === name ? particle : undefined;
  if (particle.kind === 'any') return undefined;
  for (const part of particle.of) {
    const found = namedIn(part, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every element particle in a content model, in the order in which they may stand. */
export function elementsIn(particle: Particle): ElementParticle[] {
  if (particle.kind === 'element') return [particle];
  return particle.kind === 'any' ? [] : particle.of.flatMap(elementsIn);
}
