import type { Definition } from '../../definition/definition.ts';
import type { ConversionNote } from '../note.ts';
import { hueBundle } from './hue-bundle.ts';
import { hueCoordinator } from './hue-coordinator.ts';
import {
  type ExportedDocument,
  folderOfDocument,
  type HueContext,
  type HueDocument,
} from './hue-document.ts';
import { type HueFields, hueFields, parsedJson } from './hue-json.ts';
import { hueWorkflow } from './hue-workflow.ts';

/** An export of Hue's, converted. */
export interface HueConversion {
  readonly documents: readonly HueDocument[];
  /** About the export as a whole; each document has its own. */
  readonly notes: readonly ConversionNote[];
}

/**
 * Converts what Hue's document browser exports (JSON) to definitions: workflows, coordinators and bundles of its editor.
 * What has no counterpart, and what Hue would take from its settings or other documents, becomes notes. Never throws.
 * @example
 * for (const { name, definition, notes } of convertHue(json).documents) console.log(name, printDefinition(definition), notes);
 */
export function convertHue(json: string): HueConversion {
  const parsed = parsedJson(json);
  if (!Array.isArray(parsed)) {
    const message = 'This is no export of Hue’s: it should be a JSON list of documents.';
    return { documents: [], notes: [{ code: 'hue-no-export', message }] };
  }
  const notes: ConversionNote[] = [];
  const exported = parsed.map((one) => exportedDocument(hueFields(one)));
  const byUuid = new Map(exported.map((one) => [one.uuid, one]));
  const documents = exported.flatMap((one) => {
    const convert = Object.hasOwn(converters, one.type) ? converters[one.type] : undefined;
    if (convert !== undefined) return [converted(one, convert, byUuid)];
    if (one.type.startsWith('oozie')) {
      const message = `“${one.name}” is of the type ${one.type || 'unknown'}, of Hue’s old editor: open and save it in the new one.`;
      notes.push({ code: 'hue-unknown-document', message, of: one.name });
    } else if (!/^(?:query-|notebook$|spark|directory|link-)/.test(one.type)) {
      const message = `“${one.name}” is of the type ${one.type || 'unknown'}, which is no job of Oozie’s.`;
      notes.push({ code: 'hue-unknown-document', message, of: one.name });
    }
    return [];
  });
  return { documents, notes };
}

type Convert = (data: HueFields, name: string, context: HueContext) => Definition;

const converters: Readonly<Record<string, Convert>> = {
  'oozie-workflow2': (data, name, context) => hueWorkflow(data.fields('workflow'), name, context),
  'oozie-coordinator2': hueCoordinator,
  'oozie-bundle2': hueBundle,
};

function exportedDocument(document: HueFields): ExportedDocument {
  const fields = document.fields('fields');
  const data = hueFields(parsedJson(fields.text('data')));
  return {
    type: fields.text('type'),
    uuid: fields.text('uuid') || data.text('uuid'),
    name: fields.text('name') || data.fields('workflow').text('name') || data.text('name') || 'untitled',
    data,
  };
}

function converted(
  document: ExportedDocument,
  convert: Convert,
  byUuid: ReadonlyMap<string, ExportedDocument>,
): HueDocument {
  const notes: ConversionNote[] = [];
  const files = new Map<string, string>();
  const properties = new Map<string, string>();
  const definition = convert(document.data, document.name, {
    document: (uuid) => byUuid.get(uuid),
    note: (code, message, of) => notes.push({ code, message, ...(of !== undefined && { of }) }),
    file: (name, content) => files.set(name, content),
    property: (name, value) => properties.set(name, value),
  });
  const { uuid, name, type } = document;
  const kind = type === 'oozie-workflow2' ? 'workflow' : type === 'oozie-bundle2' ? 'bundle' : 'coordinator';
  const folder = folderOfDocument(document);
  return { kind, uuid, name, definition, properties: Object.fromEntries(properties), folder, files, notes };
}
