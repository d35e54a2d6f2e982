import type { Definition } from '../../definition/definition.ts';
import { rangeOfValue, type Value } from '../../tree/value.ts';
import type { XmlElement } from '../../tree/xml-tree.ts';
import type { ConversionNote } from '../note.ts';
import { propertiesOf } from '../properties/configuration-document.ts';
import { type PropertiesFile, propertiesIn } from '../properties/properties-file.ts';
import { resolveVariables } from '../properties/resolve-variables.ts';
import type { ApplicationFiles, ApplicationOptions } from './application.ts';
import {
  type FolderPath,
  folderOf,
  isRelative,
  joined,
  normalised,
  rootWith,
  within,
} from './cluster-path.ts';
import { filesNamedBy, type NamedFile, type ReferenceKind } from './references-of.ts';

/** The definition that a job runs, and the property that says so. */
export interface MainDefinition {
  readonly path: FolderPath;
  readonly kind: 'workflow' | 'coordinator' | 'bundle';
  /** `undefined` when no properties say it, and it is the only one that could be. */
  readonly property: string | undefined;
}

/** A place where a file of the application names another one. */
export interface ApplicationReference {
  readonly from: FolderPath;
  readonly kind: ReferenceKind;
  readonly value: Value;
  /** The node, or the bundle's coordinator, that names it. */
  readonly of: string | undefined;
  /** With the properties' values, as far as they are known. */
  readonly resolved: string;
  /** The file of the folder, if it is there. */
  readonly to: FolderPath | undefined;
  /**
   * - `found`: it is in the folder
   * - `missing`: it should be in the folder, and isn't
   * - `elsewhere`: it is not in the folder's place on the cluster, or may not be
   * - `unresolved`: properties are missing that it takes to tell
   */
  readonly state: 'found' | 'missing' | 'elsewhere' | 'unresolved';
}

interface Parts {
  readonly files: ApplicationFiles;
  readonly options: ApplicationOptions;
  readonly definitions: ReadonlyMap<FolderPath, Definition>;
  readonly documents: ReadonlyMap<FolderPath, Definition>;
  readonly propertiesFiles: ReadonlyMap<FolderPath, PropertiesFile>;
  /** What a definition is given by itself: what leads to it can say otherwise. */
  readonly given?: ReadonlyMap<FolderPath, Values>;
}

/** A definition with the properties that it is run with, as far as they are known. */
export interface Visit {
  readonly path: FolderPath;
  readonly values: Values;
}

interface Followed {
  readonly main: MainDefinition | undefined;
  readonly root: string | undefined;
  readonly references: readonly ApplicationReference[];
  readonly notes: readonly ConversionNote[];
  readonly visits: readonly Visit[];
}

type Values = Readonly<Record<string, string>>;

const kinds = [
  ['workflow', 'oozie.wf.application.path', 'workflow.xml'],
  ['coordinator', 'oozie.coord.application.path', 'coordinator.xml'],
  ['bundle', 'oozie.bundle.application.path', 'bundle.xml'],
] as const;

/** A workflow that runs itself may give each run another value. */
const mostVisits = 50;

/** Finds what the job runs, and follows what that names; then what is left. */
export function followReferences(parts: Parts): Followed {
  const notes: ConversionNote[] = [];
  const properties = { ...jobProperties(parts), ...parts.options.properties };
  const { main, root } = findMain(parts, properties, notes);
  const references: ApplicationReference[] = [];
  const followed = new Set<string>();
  const times = new Map<FolderPath, number>();
  const visits: Visit[] = [];
  const seen = new Map<XmlElement, Set<string>>();
  const waiting: Visit[] = [];
  if (main !== undefined) waiting.push({ path: main.path, values: properties });
  const left = [...parts.definitions.keys()];
  for (;;) {
    const next = waiting.shift() ?? unvisited(left, followed, properties);
    if (next === undefined) break;
    const { path, values } = next;
    const definition = parts.definitions.get(path);
    const key = JSON.stringify([path, values]);
    const before = times.get(path) ?? 0;
    if (definition === undefined || followed.has(key) || before >= mostVisits) continue;
    times.set(path, before + 1);
    followed.add(key).add(path);
    const known = { ...parts.given?.get(path), ...defaultsBeside(parts, path), ...values };
    visits.push({ path, values: known });
    for (const named of filesNamedBy(definition)) {
      const reference = resolved(parts, root, path, named, known);
      const note = noteOn(definition, reference, known);
      const same = seen.get(named.value.element) ?? new Set();
      seen.set(named.value.element, same);
      if (same.has(reference.resolved)) continue;
      same.add(reference.resolved);
      references.push(reference);
      if (note !== undefined) notes.push(note);
      if (reference.to !== undefined && parts.definitions.has(reference.to)) {
        waiting.push({ path: reference.to, values: { ...known, ...resolvedValues(named.given, known) } });
      }
    }
  }
  return { main, root, references, notes, visits };
}

function unvisited(paths: readonly FolderPath[], followed: ReadonlySet<string>, values: Values) {
  const path = paths.find((one) => !followed.has(one));
  return path === undefined ? undefined : { path, values };
}

function jobProperties({ propertiesFiles, options }: Parts): Values {
  const named = propertiesFiles.get(options.jobProperties ?? 'job.properties');
  if (named !== undefined || options.jobProperties !== undefined) {
    return named === undefined ? {} : propertiesIn(named);
  }
  const fitting = [...propertiesFiles.values()]
    .map(propertiesIn)
    .filter((values) => kinds.some(([, property]) => values[property] !== undefined));
  return fitting.length === 1 ? (fitting[0] ?? {}) : {};
}

function findMain(parts: Parts, properties: Values, notes: ConversionNote[]) {
  const given = kinds.filter(([, property]) => (properties[property] ?? '') !== '');
  if (given.length > 1) {
    const names = given.map(([, property]) => property).join(' and ');
    notes.push({
      code: 'application-several-paths',
      message: `The properties have ${names}; Oozie takes one of them. Leave the others out.`,
    });
  }
  const [first] = given;
  if (first === undefined) return onlyMain(parts, notes);
  const [kind, property, file] = first;
  const path = resolveVariables(properties[property] ?? '', properties).text;
  const candidates = [...parts.definitions].flatMap(([at, definition]) => {
    if (definition.kind !== kind) return [];
    const asFolder = at === file || at.endsWith(`/${file}`) ? rootWith(path, folderOf(at)) : undefined;
    const asFile = path.endsWith('.xml') ? rootWith(path, at) : asFolder;
    return asFile === undefined ? [] : [{ at, root: asFile }];
  });
  const wanted = parts.options.root;
  const [best] = candidates
    .filter(({ root }) => wanted === undefined || within(wanted, root) === '')
    .toSorted((one, other) => other.at.length - one.at.length);
  if (best === undefined) {
    notes.push({
      code: 'application-main-missing',
      message: `${property} leads to ${path.slice(0, 200)}, and the folder has no ${kind} that would be there.`,
      of: property,
    });
    return { main: undefined, root: wanted };
  }
  return { main: { path: best.at, kind, property }, root: wanted ?? best.root };
}

/** Without properties: the outermost definition that there is one of. */
function onlyMain({ definitions, options }: Parts, notes: ConversionNote[]) {
  for (const [kind] of kinds.toReversed()) {
    const found = [...definitions].filter(([, definition]) => definition.kind === kind);
    const [first] = found;
    if (first !== undefined && found.length === 1) {
      return { main: { path: first[0], kind, property: undefined }, root: options.root };
    }
    if (first !== undefined) break;
  }
  const message =
    definitions.size === 0
      ? 'There is no workflow, coordinator or bundle in the folder.'
      : 'The folder has several definitions, and no properties say which one the job runs.';
  notes.push({ code: 'application-main-unknown', message });
  return { main: undefined, root: options.root };
}

/** The `config-default.xml` beside a workflow: what counts when the job says nothing. */
function defaultsBeside({ documents, definitions }: Parts, path: FolderPath): Values {
  if (definitions.get(path)?.kind !== 'workflow') return {};
  const root = documents.get(joined(folderOf(path), 'config-default.xml'))?.tree.root;
  return root?.local === 'configuration' ? propertiesOf(root) : {};
}

function resolvedValues(given: Values, known: Values): Values {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, resolveVariables(value, known).text]),
  );
}

function resolved(
  parts: Parts,
  root: string | undefined,
  from: FolderPath,
  named: NamedFile,
  known: Values,
): ApplicationReference {
  const { kind, value, of } = named;
  const folder = folderOf(from);
  const here = root === undefined ? undefined : joined(root, folder);
  const values = here === undefined ? known : { ...known, 'wf:appPath()': here };
  const { text, missing } = resolveVariables(value.text, values);
  const reference = { from, kind, value, of, resolved: text };
  const path = text.replace(/#.*$/s, '');
  const inside = isRelative(path)
    ? normalised(joined(folder, path))
    : root === undefined
      ? undefined
      : within(root, path);
  const to = inside === undefined ? undefined : fileAt(parts, kind, folder, inside);
  if (to !== undefined) return { ...reference, to, state: 'found' };
  if (missing.length > 0) return { ...reference, to, state: 'unresolved' };
  if (inside === undefined) return { ...reference, to, state: 'elsewhere' };
  const elsewhere =
    (kind === 'exec' && (named.shipped.includes(path) || !/\.(?:sh|bash|py|pl|rb)$/.test(path))) ||
    (kind === 'jar' && named.shipped.includes(path));
  return { ...reference, to, state: elsewhere ? 'elsewhere' : 'missing' };
}

function fileAt({ files }: Parts, kind: ReferenceKind, folder: FolderPath, path: FolderPath) {
  const definition = {
    'sub-workflow': 'workflow.xml',
    workflow: 'workflow.xml',
    coordinator: 'coordinator.xml',
  };
  const names = [path];
  if (kind === 'sub-workflow' || kind === 'workflow' || kind === 'coordinator') {
    names.push(joined(path, definition[kind]));
  }
  if (kind === 'jar') names.push(joined(joined(folder, 'lib'), path.slice(path.lastIndexOf('/') + 1)));
  return names.find((name) => files.has(name));
}

function noteOn(
  { tree }: Definition,
  { kind, value, of, state, resolved: text, from }: ApplicationReference,
  known: Values,
): ConversionNote | undefined {
  if (state !== 'missing' && state !== 'unresolved') return undefined;
  const range = rangeOfValue(tree, value);
  const about = of === undefined ? { range } : { range, of };
  if (state === 'missing') {
    const message = `${from} names the ${kind} ${text.slice(0, 200)}, which is not in the folder. Add it, or correct the path.`;
    return { code: 'application-file-missing', message, ...about };
  }
  const { missing } = resolveVariables(value.text, known);
  const message = `${from} names the ${kind} ${value.text.slice(0, 200)}, and there is no value for ${missing.join(', ')}.`;
  return { code: 'application-variable-missing', message, ...about };
}
