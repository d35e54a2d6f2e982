import type { FileOperationKind } from '../configuration/file-operation.ts';
import { normalised } from '../convert/application/cluster-path.ts';
import {
  type ApplicationReference,
  followReferences,
  type Visit,
} from '../convert/application/follow-references.ts';
import { resolveVariables } from '../convert/properties/resolve-variables.ts';
import type { Coordinator, Dataset } from '../coordinator/coordinator.ts';
import { readDatasets } from '../coordinator/read-coordinator.ts';
import type { Definition } from '../definition/definition.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { edgesBy } from './node-order.ts';

/** A definition among others, and where it is. */
export interface LineageDocument {
  /** On the cluster, or in a folder that all are in: `hdfs://nn/apps/daily/workflow.xml`, `daily/workflow.xml`. */
  readonly path: string;
  readonly definition: Definition;
  /** What it is submitted with, or would be; what runs it can say otherwise. */
  readonly properties?: Readonly<Record<string, string>>;
}

export interface LineageOptions {
  /** Of all of them. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Where on the cluster the folder is that paths begin in. */
  readonly root?: string;
}

/**
 * - `data`: what a dataset's template, an fs action or a `prepare` names; the same text is the same data
 * - `elsewhere`: an application that is named, and not among the documents
 */
export type LineageNode =
  | {
      readonly id: string;
      readonly kind: 'bundle' | 'coordinator' | 'workflow';
      readonly path: string;
      readonly name: string | undefined;
    }
  | { readonly id: string; readonly kind: 'data' | 'elsewhere'; readonly uri: string };

/** From what comes first to what comes of it: data lead to their readers, and writers to their data. */
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly role: 'runs' | 'reads' | 'writes' | 'touches';
  /** The event, the node, or the bundle's coordinator that says it. */
  readonly of: string | undefined;
  /** Of `touches`: what is done. */
  readonly operation?: FileOperationKind;
}

/** What runs what, and what reads what others write. */
export interface Lineage {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly edges: readonly LineageEdge[];
  readonly outgoing: ReadonlyMap<string, readonly LineageEdge[]>;
  readonly incoming: ReadonlyMap<string, readonly LineageEdge[]>;
}

type Values = Readonly<Record<string, string>>;

const instants = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE'];

/**
 * What many definitions have to do with each other: bundles run coordinators, these workflows, and these others; the
 * data that one writes another one reads. Properties' values are put in; what has none stays as it is written. Broken
 * definitions give what can be read of them.
 */
export function lineageOf(documents: readonly LineageDocument[], options: LineageOptions = {}): Lineage {
  const absolute = documents.some(({ path }) => /^(?:\/|[a-z][\w+.-]*:)/i.test(path));
  const paths = new Map(documents.map((one) => [keyOf(one.path), one]));
  const all = [...paths].map(([path, { definition }]) => [path, definition] as const);
  const parts = {
    files: new Map(all.map(([path, { tree }]) => [path, tree.text])),
    definitions: new Map(all.filter(([, { kind }]) => kind !== 'unknown')),
    documents: new Map(all.filter(([, { kind }]) => kind === 'unknown')),
    propertiesFiles: new Map(),
    options: { ...options, root: options.root ?? (absolute ? '/' : '') },
  };
  const properties = (path: string) => ({ ...paths.get(path)?.properties });
  // A path of an included file can take properties that only the way there gives.
  const first = followReferences({ ...parts, given: new Map(all.map(([path]) => [path, properties(path)])) });
  const datasets = new Map<string, ReadonlyMap<string, Dataset>>();
  const given = new Map<string, Values>();
  const included = edgesBy(
    'from',
    first.references.flatMap(({ from, to, kind }) =>
      kind === 'datasets' && to !== undefined ? [{ from, to }] : [],
    ),
  );
  for (const [path, definition] of all) {
    if (definition.kind !== 'coordinator') continue;
    const known = datasetsOf(definition.model, included.get(path) ?? [], parts.documents);
    datasets.set(path, known);
    given.set(path, eventValues(definition.model, known));
  }
  const { references, visits } = followReferences({
    ...parts,
    given: new Map(all.map(([path]) => [path, { ...given.get(path), ...properties(path) }])),
  });
  const found = new Found();
  for (const [path, definition] of all) {
    if (definition.kind === 'unknown') continue;
    const { kind, model } = definition;
    const shown = paths.get(path)?.path ?? path;
    found.nodes.set(path, { id: path, kind, path: shown, name: model.name?.text });
  }
  for (const reference of references) addRun(found, reference);
  for (const { path, values } of visits) {
    const definition = parts.definitions.get(path);
    if (definition?.kind === 'coordinator') {
      addEvents(found, { path, values }, definition.model, datasets.get(path) ?? new Map());
    } else if (definition?.kind === 'workflow') addOperations(found, { path, values }, definition.model);
  }
  const { nodes, edges } = found;
  const list = [...edges.values()];
  return { nodes, edges: list, outgoing: edgesBy('from', list), incoming: edgesBy('to', list) };
}

/** What was found, each once. */
class Found {
  readonly nodes = new Map<string, LineageNode>();
  readonly edges = new Map<string, LineageEdge>();

  edge(edge: LineageEdge): void {
    const key = JSON.stringify([edge.from, edge.to, edge.role, edge.of, edge.operation]);
    if (!this.edges.has(key)) this.edges.set(key, edge);
  }

  /** The id of what is at a URI. */
  uri(kind: 'data' | 'elsewhere', uri: string): string {
    const id = `${kind}:${uri}`;
    if (!this.nodes.has(id)) this.nodes.set(id, { id, kind, uri });
    return id;
  }
}

function keyOf(path: string): string {
  const inside = path.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, '');
  return normalised(inside) ?? inside;
}

function datasetsOf(
  { datasets }: Coordinator,
  included: readonly { readonly to: string }[],
  documents: ReadonlyMap<string, Definition>,
): Map<string, Dataset> {
  const more = included.flatMap(({ to }) => {
    const root = documents.get(to)?.tree.root;
    return root === undefined ? [] : readDatasets(root).datasets;
  });
  const all = [...(datasets?.datasets ?? []), ...more].toReversed();
  return new Map(all.flatMap((one) => (one.name === undefined ? [] : [[one.name.text, one]])));
}

/** What a coordinator's expressions stand for: its instants, and the URIs of its events. */
function eventValues(model: Coordinator, datasets: ReadonlyMap<string, Dataset>): Values {
  const values: Record<string, string> = Object.fromEntries(instants.map((name) => [name, marked(name)]));
  const events = [
    ...(model.inputEvents?.dataIns ?? []).map((event) => ['coord:dataIn', event] as const),
    ...(model.outputEvents?.dataOuts ?? []).map((event) => ['coord:dataOut', event] as const),
  ];
  for (const [called, { name, dataset }] of events) {
    const template = datasets.get(dataset?.text ?? '')?.uriTemplate?.text;
    if (name === undefined || template === undefined) continue;
    for (const quote of ["'", '"']) values[`${called}(${quote}${name.text}${quote})`] = template;
  }
  return values;
}

/** A place of a template that is no property, written so that it stays while others are filled in. */
function marked(name: string): string {
  return `\u0001${name}\u0001`;
}

/** Where a text leads, written in one way only. */
function uriOf(text: string, values: Values): string {
  const resolved = resolveVariables(text, values).text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no XML contains it
  const uri = resolved.replace(/\u0001(\w+)\u0001/g, '${$1}').trim();
  const [, server = '', path = ''] = /^((?:[a-z][\w+.-]*:(?:\/\/[^/]*)?)?)(.*)$/is.exec(uri) ?? [];
  const short = path.replace(/\/(?:\.?\/)+/g, '/').replace(/(.)\/$/s, '$1');
  return server.toLowerCase() + short;
}

function addRun(found: Found, { from, to, kind, of, resolved }: ApplicationReference): void {
  if (kind !== 'coordinator' && kind !== 'workflow' && kind !== 'sub-workflow') return;
  const target = to !== undefined && found.nodes.has(to) ? to : found.uri('elsewhere', uriOf(resolved, {}));
  found.edge({ from, to: target, role: 'runs', of });
}

function addEvents(
  found: Found,
  { path, values }: Visit,
  { inputEvents, outputEvents }: Coordinator,
  datasets: ReadonlyMap<string, Dataset>,
): void {
  const dataOf = (name: string | undefined) => {
    const template = datasets.get(name ?? '')?.uriTemplate?.text;
    return template === undefined ? undefined : found.uri('data', uriOf(template, values));
  };
  for (const { name, dataset } of inputEvents?.dataIns ?? []) {
    const data = dataOf(dataset?.text);
    if (data !== undefined) found.edge({ from: data, to: path, role: 'reads', of: name?.text });
  }
  for (const { name, dataset } of outputEvents?.dataOuts ?? []) {
    const data = dataOf(dataset?.text);
    if (data !== undefined) found.edge({ from: path, to: data, role: 'writes', of: name?.text });
  }
}

function addOperations(found: Found, { path, values }: Visit, workflow: Workflow): void {
  for (const node of workflow.nodes) {
    if (node.kind !== 'action' || node.action === undefined) continue;
    const { action } = node;
    const operations = [
      ...('prepare' in action ? (action.prepare?.operations ?? []) : []),
      ...(action.type === 'fs' ? action.operations : []),
    ];
    for (const { kind, path: of, source, target } of operations) {
      for (const place of [of, source, target]) {
        if (place === undefined || place.text === '') continue;
        const data = found.uri('data', uriOf(place.text, values));
        found.edge({ from: path, to: data, role: 'touches', of: node.name?.text, operation: kind });
      }
    }
  }
}
