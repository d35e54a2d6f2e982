import { posix } from 'node:path';
import {
  changeText,
  type Definition,
  elementsWithin,
  rangeOfValue,
  setValue,
  type TextChange,
  textOf,
  type Value,
} from '@howdah/definitions';
import {
  applicationPathProperty,
  type JobKind,
  type PreparedDefinition,
  type Properties,
  prepareDefinition,
} from '@howdah/oozie-client';
import { usageFailure } from '../failure.ts';

/** A definition in the folder of an application. */
export interface LocalDefinition {
  /** Its path in the folder, with `/`. */
  readonly file: string;
  readonly definition: Exclude<Definition, { kind: 'unknown' }>;
}

/** Where a definition goes, and with what in it. */
export interface PlannedUpload extends PreparedDefinition {
  readonly file: string;
}

export interface DeploymentPlan {
  /** In the order in which they are to be stored: what another one refers to comes first. */
  readonly uploads: readonly PlannedUpload[];
  /** The one that nothing else refers to and that makes the job; undefined when there are several. */
  readonly entry: PlannedUpload | undefined;
  /** The job's properties: those given, with references into the folder turned into paths, and the entry's own path. */
  readonly properties: Properties;
}

/** What kind of definition an `app-path` in this kind leads to. */
const referredKind: Readonly<Record<JobKind, JobKind>> = {
  workflow: 'workflow',
  coordinator: 'workflow',
  bundle: 'coordinator',
};

interface Reference {
  readonly value: Value;
  readonly to: LocalDefinition;
  /** The property by which the reference is made, e.g. `workflowPath` for `${workflowPath}`. */
  readonly property: string | undefined;
}

/**
 * Plans where the definitions of a folder are stored. Each goes to a path made of its own checksum, and names those
 * that it refers to by theirs, so the leaves come first, and what is stored once never changes. An `app-path` refers
 * into the folder when it is a relative path (from its own file, or from the folder), or `${property}` with such a
 * value.
 * @throws {Failure} `usage` for a folder without definitions, a reference that leads nowhere, and a circle
 */
export function planDeployment(
  definitions: readonly LocalDefinition[],
  given: Properties,
  root: string,
): DeploymentPlan {
  if (definitions.length === 0) {
    throw usageFailure(
      'There is no definition in the folder.',
      'It needs an XML file with a workflow-app, coordinator-app or bundle-app.',
    );
  }
  const references = new Map(definitions.map((each) => [each, referencesOf(each, definitions, given)]));
  const uploads = new Map<LocalDefinition, PlannedUpload>();
  let properties = given;
  const plan = (local: LocalDefinition, above: readonly LocalDefinition[]): PlannedUpload => {
    const planned = uploads.get(local);
    if (planned !== undefined) return planned;
    if (above.includes(local)) {
      const circle = [...above.slice(above.indexOf(local)), local].map(({ file }) => file);
      throw usageFailure(
        `${circle.join(' → ')} is a circle, in which no definition can be stored before the others.`,
        'Break it by giving one of the paths as an absolute path on the cluster.',
      );
    }
    const changes: TextChange[] = [];
    for (const { value, to, property } of references.get(local) ?? []) {
      const { path } = plan(to, [...above, local]);
      if (property === undefined) changes.push(...setValue(local.definition.tree, value, path));
      else properties = { ...properties, [property]: path };
    }
    const xml = changeText(local.definition.tree.text, changes);
    const upload = { file: local.file, ...prepareDefinition({ kind: local.definition.kind, xml, root }) };
    uploads.set(local, upload);
    return upload;
  };
  for (const local of definitions) plan(local, []);
  const referred = new Set([...references.values()].flat().map(({ to }) => to));
  const entry = entryOf([...uploads].filter(([local]) => !referred.has(local)).map(([, upload]) => upload));
  const paths = new Set(Object.values(applicationPathProperty));
  const others = Object.fromEntries(Object.entries(properties).filter(([name]) => !paths.has(name)));
  return {
    uploads: [...uploads.values()],
    entry,
    properties:
      entry === undefined ? properties : { ...others, [applicationPathProperty[entry.kind]]: entry.path },
  };
}

/** The only bundle, else the only coordinator, else the only workflow. */
function entryOf(candidates: readonly PlannedUpload[]): PlannedUpload | undefined {
  for (const kind of ['bundle', 'coordinator', 'workflow'] as const) {
    const [first, ...more] = candidates.filter((each) => each.kind === kind);
    if (first !== undefined) return more.length === 0 ? first : undefined;
  }
  return undefined;
}

function referencesOf(
  local: LocalDefinition,
  definitions: readonly LocalDefinition[],
  given: Properties,
): Reference[] {
  const { tree, kind } = local.definition;
  return [...elementsWithin(tree)]
    .filter((element) => element.local === 'app-path')
    .flatMap((element) => {
      const value: Value = { text: textOf(element).trim(), element };
      const property = /^\$\{\s*([\w.-]+)\s*\}$/.exec(value.text)?.[1];
      const path = property === undefined ? value.text : given[property];
      // What is computed, or absolute, is a matter of the cluster.
      if (path === undefined || path === '' || /\$\{|^\/|^[a-z][\w+.-]*:/i.test(path)) return [];
      const to = found(path, local, referredKind[kind], definitions);
      if (to !== undefined) return [{ value, to, property }];
      const { line } = rangeOfValue(tree, value).start;
      throw usageFailure(
        `${local.file}, line ${line}: ${path} leads to no ${referredKind[kind]} in the folder.`,
        'Name one by its path in the folder, or give an absolute path on the cluster.',
      );
    });
}

function found(
  path: string,
  from: LocalDefinition,
  kind: JobKind,
  definitions: readonly LocalDefinition[],
): LocalDefinition | undefined {
  const places = [posix.dirname(from.file), '.'].map((folder) => posix.normalize(posix.join(folder, path)));
  for (const place of places) {
    const bare = place.replace(/\/$/, '');
    const to = definitions.find(
      ({ file, definition }) =>
        definition.kind === kind && (file === bare || file === posix.join(bare, `${kind}.xml`)),
    );
    if (to !== undefined && to !== from) return to;
  }
  return undefined;
}
