import type { Definition } from '../../definition/definition.ts';
import { type NewElement, newElement } from '../../tree/new-node.ts';
import type { ConversionNote } from '../note.ts';
import { newProperty } from '../properties/configuration-document.ts';
import type { HueFields } from './hue-json.ts';

/** A document of Hue's, converted. */
export interface HueDocument {
  readonly kind: 'workflow' | 'coordinator' | 'bundle';
  readonly uuid: string;
  readonly name: string;
  readonly definition: Definition;
  /** What Hue would submit the job with, but for `nameNode` and `jobTracker`, which it knows from its settings. */
  readonly properties: Readonly<Record<string, string>>;
  /** The folder on the cluster that Hue keeps the application in; `''` when it has none yet. */
  readonly folder: string;
  /** Files beside the definition that Hue makes of saved queries when it submits the job. */
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly ConversionNote[];
}

/** A document as exported, before it is converted. */
export interface ExportedDocument {
  readonly type: string;
  readonly uuid: string;
  readonly name: string;
  readonly data: HueFields;
}

/** What a part of a document is converted with. */
export interface HueContext {
  /** Another document of the export. */
  readonly document: (uuid: string) => ExportedDocument | undefined;
  readonly note: (code: string, message: string, of?: string) => void;
  /** Adds a file to the application's folder. */
  readonly file: (name: string, content: string) => void;
  /** Adds a property to those of the job. */
  readonly property: (name: string, value: string) => void;
}

/** The folder of a document that is in the export too. */
export function folderOfDocument(document: ExportedDocument | undefined): string {
  if (document === undefined) return '';
  const { data } = document;
  const workflow = data.fields('workflow').fields('properties').text('deployment_dir');
  return workflow || data.fields('properties').text('deployment_dir');
}

export function configurationOf(pairs: readonly (readonly [string, string])[]): NewElement[] {
  if (pairs.length === 0) return [];
  return [
    newElement(
      'configuration',
      {},
      pairs.map(([name, value]) => newProperty(name, value)),
    ),
  ];
}

const slaFields = [
  'nominal-time',
  'should-start',
  'should-end',
  'max-duration',
  'alert-events',
  'alert-contact',
  'notification-msg',
  'upstream-apps',
];

/** Whether there is an SLA, and it, as Hue has it: pairs of keys and values, of which the first says if it counts. */
export function slaOf(properties: HueFields): NewElement[] {
  const entries = properties.list('sla').map((entry) => [entry.text('key'), entry.text('value')] as const);
  const values = new Map(entries);
  if (values.get('enabled') !== 'true') return [];
  const children = slaFields.flatMap((field) => {
    const value = values.get(field) ?? '';
    return value === '' ? [] : [newElement(field, {}, value)];
  });
  return [newElement('info', {}, children, 'uri:oozie:sla:0.2')];
}

/** Paths as Hue completes them: relative ones are those of the user's home, and the file system is `nameNode`'s. */
export function completedPath(path: string, user = '${wf:user()}'): string {
  if (/^(?:\$|[a-z][\w+.-]*:)/i.test(path)) return path;
  return path.startsWith('/') ? `\${nameNode}${path}` : `\${nameNode}/user/${user}/${path}`;
}

/** Notes what was not read of a part. */
export function noteUnread(fields: HueFields, context: HueContext, of: string): void {
  for (const [name, value] of fields.unread()) {
    if (forTheEditor.has(name)) continue;
    context.note(
      'hue-field-left-out',
      `Oozie’s definition has no place for “${name}” of ${of}: ${value}`,
      of,
    );
  }
}

/** What only Hue's editor is interested in. */
const forTheEditor = new Set([
  'description',
  'isDirty',
  'show_arrows',
  'sla_enabled',
  'sla_workflow_enabled',
  'wf1_id',
  'schema_version',
  'join_id',
  'fork_id',
  'deployment_dir',
  'timezone_ui',
  'cron_advanced',
  'imports',
]);
