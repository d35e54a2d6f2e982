import type { Definition } from '../../definition/definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { actionVersions } from '../../schema/action-schema.ts';
import { workflowVersions } from '../../schema/workflow-schema.ts';
import { attributeNamed } from '../../tree/navigate.ts';
import type { XmlElement, XmlTree } from '../../tree/xml-tree.ts';
import type { Rule } from '../rule.ts';
import { advise } from './advise.ts';

/** The first version of each schema with all that a definition needs today; later ones add what few use. */
const sufficient = { coordinator: '0.4', bundle: '0.2' } as const;

/** Documents in an old version of their schema, and the first action of each old one. */
export const oldSchemas: Rule = ({ definition }) => {
  const { tree, kind, model } = definition;
  if (model === undefined) return [];
  const wanted = kind === 'workflow' ? newest(workflowVersions) : sufficient[kind];
  return [...old(tree, model.element, model.version, wanted, kind), ...oldActions(definition)];
};

function oldActions(definition: Definition): Diagnostic[] {
  if (definition.kind !== 'workflow') return [];
  const seen = new Set<string>();
  return definition.model.nodes.flatMap((node) => {
    const action = node.kind === 'action' ? node.action : undefined;
    if (action === undefined || action.version === undefined) return [];
    const versions: readonly string[] | undefined = Object.entries(actionVersions).find(
      ([type]) => type === action.type,
    )?.[1];
    if (versions === undefined || seen.has(`${action.type} ${action.version}`)) return [];
    seen.add(`${action.type} ${action.version}`);
    return old(definition.tree, action.element, action.version, newest(versions), `${action.type} action`);
  });
}

function old(
  tree: XmlTree,
  element: XmlElement,
  version: string | undefined,
  wanted: string,
  what: string,
): Diagnostic[] {
  if (version === undefined || Number(version) >= Number(wanted)) return [];
  const attribute = attributeNamed(element, 'xmlns');
  const advice = {
    code: 'old-schema',
    severity: 'info',
    message: `This ${what} is written for schema ${version}. Oozie 5 has ${wanted}, with more to set and better checks: move to it when you next change this.`,
  } as const;
  return [
    advise(tree, attribute === undefined ? element : { text: attribute.value, element, attribute }, advice),
  ];
}

function newest(versions: readonly string[]): string {
  return versions.at(-1) ?? '';
}
