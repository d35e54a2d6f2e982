import { type NewElement, newElement } from '../tree/new-node.ts';
import { type ActionWithSchema, actionElement, actionVersions } from './action-schema.ts';
import type { ElementType, Particle, TextType } from './content-model.ts';
import { type WorkflowVersion, workflowElements, workflowVersions } from './workflow-schema.ts';

const texts: Record<TextType, string> = {
  string: 'x',
  boolean: 'true',
  unsignedInt: '1',
  short: '3',
  'node-name': 'end',
  name: 'x',
};

/** Everything that a content model lets in, once or twice; of a choice, one alternative. */
function allOf(particle: Particle, alternative: number): NewElement[] {
  if (particle.kind === 'any') return [];
  if (particle.kind === 'element') {
    const element = instanceOf(particle.name, particle.type, alternative);
    return Array.from({ length: Math.min(particle.max, Math.max(particle.min, 2)) }, () => element);
  }
  if (particle.kind === 'sequence' || particle.max > 1) {
    return particle.of.flatMap((part) => allOf(part, alternative));
  }
  const chosen = particle.of[alternative % particle.of.length];
  return chosen === undefined ? [] : allOf(chosen, alternative);
}

/** An element with all that its type lets in. */
export function instanceOf(name: string, type: ElementType, alternative: number): NewElement {
  const attributes = Object.fromEntries(type.attributes.map((one) => [one.name, texts[one.text]]));
  if (type.holds === 'elements') return newElement(name, attributes, allOf(type.content, alternative));
  return newElement(name, attributes, type.holds === 'text' ? texts[type.text] : []);
}

/** An action with all that its schema lets in, and the version of a workflow that it can be in. */
export interface ActionInstance {
  readonly title: string;
  readonly workflowVersion: WorkflowVersion;
  readonly action: NewElement;
}

const ownSchemas: ActionInstance[] = (
  ['shell', 'hive', 'hive2', 'sqoop', 'distcp', 'spark', 'email', 'ssh', 'git'] satisfies ActionWithSchema[]
).flatMap((name) =>
  actionVersions[name].flatMap((version) =>
    [0, 1].map((alternative) => {
      const { attributes, children } = instanceOf(name, actionElement[name](version), alternative);
      return {
        title: `${name} ${version}, alternative ${alternative}`,
        workflowVersion: version === '1.0' ? '1.0' : '0.5',
        action: newElement(name, attributes, children, `uri:oozie:${name}-action:${version}`),
      } satisfies ActionInstance;
    }),
  ),
);

const workflowSchemas: ActionInstance[] = workflowVersions.flatMap((workflowVersion) =>
  Object.entries(workflowElements(workflowVersion))
    .filter(([name]) => !['workflow-app', 'switch', 'kill'].includes(name))
    .flatMap(([name, type]) =>
      [0, 1].map((alternative) => ({
        title: `${name} of workflow ${workflowVersion}, alternative ${alternative}`,
        workflowVersion,
        action: instanceOf(name, type, alternative),
      })),
    ),
);

/** Every action of every schema that Oozie 5.2.1 comes with, with all that it can have. */
export const actionInstances: readonly ActionInstance[] = [...ownSchemas, ...workflowSchemas];
