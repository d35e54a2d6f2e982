import type { Properties } from '../../configuration/configuration.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Value } from '../../tree/value.ts';
import type { Action } from '../../workflow/action.ts';
import { propertiesOf } from '../properties/configuration-document.ts';

/**
 * How a definition refers to another file. `exec` is the command of a shell action, which may also be a program of the
 * cluster's machines, and `jar` that of a spark action.
 */
export type ReferenceKind =
  | 'sub-workflow'
  | 'workflow'
  | 'coordinator'
  | 'datasets'
  | 'job-xml'
  | 'script'
  | 'file'
  | 'archive'
  | 'exec'
  | 'jar';

/** A file that a definition names. */
export interface NamedFile {
  readonly kind: ReferenceKind;
  readonly value: Value;
  /** The node, or the bundle's coordinator, that names it. */
  readonly of: string | undefined;
  /** The properties that the definition there gets, beside the job's. */
  readonly given: Readonly<Record<string, string>>;
  /** Names under which `file` and `archive` elements put files beside the action. */
  readonly shipped: readonly string[];
}

/** Every file that a definition names, in the order of the document. */
export function filesNamedBy(definition: Definition): NamedFile[] {
  const found: NamedFile[] = [];
  const add = (
    kind: ReferenceKind,
    values: readonly (Value | undefined)[],
    of?: string,
    more: { configuration?: Properties | undefined; shipped?: readonly string[] } = {},
  ) => {
    const given = more.configuration === undefined ? {} : propertiesOf(more.configuration.element);
    for (const value of values) {
      if (value !== undefined && value.text !== '') {
        found.push({ kind, value, of, given, shipped: more.shipped ?? [] });
      }
    }
  };
  if (definition.kind === 'bundle') {
    for (const { name, appPath, configuration } of definition.model.coordinators) {
      add('coordinator', [appPath], name?.text, { configuration });
    }
  } else if (definition.kind === 'coordinator') {
    const { action, datasets } = definition.model;
    add('datasets', datasets?.includes ?? []);
    add('workflow', [action?.appPath], undefined, { configuration: action?.configuration });
  } else if (definition.kind === 'workflow') {
    add('job-xml', definition.model.global?.jobXmls ?? []);
    for (const node of definition.model.nodes) {
      if (node.kind !== 'action' || node.action === undefined) continue;
      const { action } = node;
      const of = node.name?.text;
      if (action.type === 'sub-workflow') {
        add('sub-workflow', [action.appPath], of, { configuration: action.configuration });
      }
      const shipped = 'files' in action ? [...action.files, ...action.archives].map(linkOf) : [];
      for (const [kind, values] of filesOf(action)) add(kind, values, of, { shipped });
    }
  }
  return found;
}

function filesOf(action: Action): [ReferenceKind, readonly (Value | undefined)[]][] {
  return [
    ['job-xml', 'jobXmls' in action ? action.jobXmls : []],
    ['script', 'script' in action ? [action.script] : []],
    ['exec', action.type === 'shell' ? [action.exec] : []],
    ['jar', action.type === 'spark' ? [action.jar] : []],
    ['file', 'files' in action ? action.files : []],
    ['archive', 'archives' in action ? action.archives : []],
  ];
}

/** The name under which a file is put beside an action: behind the `#`, or its own. */
function linkOf({ text }: Value): string {
  const at = text.indexOf('#');
  return at < 0 ? text.slice(text.lastIndexOf('/') + 1) : text.slice(at + 1);
}
