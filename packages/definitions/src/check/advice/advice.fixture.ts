import { parseDefinition } from '../../definition/parse-definition.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { checkDefinition } from '../check-definition.ts';
import type { CheckOptions } from '../rule.ts';

/** A part of a workflow that one row of a table is about; the rest is as it should be. */
export interface WorkflowPiece {
  readonly parameters?: string;
  readonly credentials?: string;
  readonly global?: string;
  readonly message?: string;
  /** An action, with NAME for its own name, PREVIOUS and NEXT for the nodes around. */
  readonly action?: string;
  readonly attributes?: string;
  readonly ok?: string;
  readonly error?: string;
  /** Instead of an action: the cases of a decision. */
  readonly cases?: string;
}

const goodMessage = `Failed: \${wf:errorMessage(wf:lastErrorNode())}`;

/** A workflow that Oozie takes, of a node for each piece, one behind the other. */
export function workflowOf(...pieces: readonly WorkflowPiece[]): string {
  const all = (part: 'parameters' | 'credentials' | 'global') => {
    const content = pieces.map((piece) => piece[part] ?? '').join('');
    return content === '' ? '' : `\n  <${part}>${content}</${part}>`;
  };
  const message = pieces.find((piece) => piece.message !== undefined)?.message ?? goodMessage;
  const nodes = pieces.map((piece, index) => {
    const [name, next] = [`n${index}`, index + 1 < pieces.length ? `n${index + 1}` : 'end'];
    const named = (text: string) =>
      text
        .replaceAll('PREVIOUS', `n${index - 1}`)
        .replaceAll('NEXT', next)
        .replaceAll('NAME', name);
    if (piece.cases !== undefined) {
      return `<decision name="${name}"><switch>${named(piece.cases)}<default to="${next}"/></switch></decision>`;
    }
    const body = named(piece.action ?? `<fs><mkdir path="\${nameNode}/made/${name}"/></fs>`);
    const attributes = piece.attributes === undefined ? '' : ` ${piece.attributes}`;
    return `<action name="${name}"${attributes}>
    ${body}
    <ok to="${named(piece.ok ?? 'NEXT')}"/>
    <error to="${named(piece.error ?? 'fail')}"/>
  </action>`;
  });
  return `<workflow-app xmlns="uri:oozie:workflow:1.0" name="w">${all('parameters')}${all('global')}${all('credentials')}
  <start to="n0"/>
  ${nodes.join('\n  ')}
  <kill name="fail"><message>${message}</message></kill>
  <end name="end"/>
</workflow-app>
`;
}

/** An action of a type, in the newest version of its schema. */
export function action(type: string, content: string, version = '1.0'): string {
  const namespace = type === 'map-reduce' ? '' : ` xmlns="uri:oozie:${type}-action:${version}"`;
  return `<${type}${namespace}><resource-manager>\${rm}</resource-manager><name-node>\${nameNode}</name-node>${content}</${type}>`;
}

export function property(name: string, value: string): string {
  return `<property><name>${name}</name><value>${value}</value></property>`;
}

export interface CoordinatorPiece {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly controls?: string;
  readonly datasets?: string;
  readonly inputs?: string;
  readonly outputs?: string;
  readonly properties?: string;
}

/** A daily coordinator in UTC that Oozie takes. */
export function coordinatorOf(piece: CoordinatorPiece = {}): string {
  const attributes = {
    name: 'c',
    frequency: `\${coord:days(1)}`,
    start: '2030-01-01T03:00Z',
    end: '2031-01-01T00:00Z',
    timezone: 'UTC',
    ...piece.attributes,
  };
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  const section = (name: string, content: string | undefined) =>
    content === undefined ? '' : `\n  <${name}>${content}</${name}>`;
  return `<coordinator-app xmlns="uri:oozie:coordinator:0.5"${written.join('')}>${section('controls', piece.controls)}${section('datasets', piece.datasets)}${section('input-events', piece.inputs)}${section('output-events', piece.outputs)}
  <action><workflow><app-path>\${nameNode}/apps/w</app-path>${section('configuration', piece.properties)}</workflow></action>
</coordinator-app>
`;
}

export function dataset(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  uri?: string,
): string {
  const all = {
    frequency: `\${coord:days(1)}`,
    'initial-instance': '2029-01-01T03:00Z',
    timezone: 'UTC',
    ...attributes,
  };
  const written = Object.entries(all).map(([key, value]) => ` ${key}="${value}"`);
  const template = uri ?? `\${nameNode}/${name}/\${YEAR}/\${MONTH}/\${DAY}`;
  return `<dataset name="${name}"${written.join('')}><uri-template>${template}</uri-template></dataset>`;
}

/** What is found of one code, each with the text that it points at. */
export function foundOf(xml: string, code: string, options: CheckOptions = {}): readonly Found[] {
  return checkDefinition(parseDefinition(xml), options)
    .filter((diagnostic) => diagnostic.code === code)
    .map((diagnostic) => ({ ...diagnostic, at: pointedAt(xml, diagnostic) }));
}

export interface Found extends Diagnostic {
  readonly at: string;
}

function pointedAt(xml: string, { range }: Diagnostic): string {
  return xml.slice(range.start.offset, range.end.offset);
}
