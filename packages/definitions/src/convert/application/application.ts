import type { Definition } from '../../definition/definition.ts';
import { parseDefinition } from '../../definition/parse-definition.ts';
import { decodeXml, encodeXml } from '../../tree/encoding.ts';
import { changeText, type TextChange } from '../../tree/text-change.ts';
import type { ConversionNote } from '../note.ts';
import { type PropertiesFile, readPropertiesFile } from '../properties/properties-file.ts';
import type { FolderPath } from './cluster-path.ts';
import { type ApplicationReference, followReferences, type MainDefinition } from './follow-references.ts';

/** The files of a folder by their paths in it. */
export type ApplicationFiles = ReadonlyMap<FolderPath, string | Uint8Array>;

export interface ApplicationOptions {
  /** What is given with the job beside its properties file; counts before that. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Where the folder is, or will be, on the cluster. By default it is told from the application's path. */
  readonly root?: string;
  /** The properties file of the job, by default `job.properties`, or else the only one that names an application. */
  readonly jobProperties?: FolderPath;
}

/** A folder with an application: what its files are, and what in them refers to what. A value that never changes. */
export interface Application {
  readonly files: ApplicationFiles;
  readonly options: ApplicationOptions;
  readonly definitions: ReadonlyMap<FolderPath, Definition>;
  /** `config-default.xml`, and other XML that is no definition: datasets, a `job-xml`. */
  readonly documents: ReadonlyMap<FolderPath, Definition>;
  readonly propertiesFiles: ReadonlyMap<FolderPath, PropertiesFile>;
  /** What is in a `lib` folder, and so on the class path of the workflow beside it. */
  readonly libraries: readonly FolderPath[];
  /** What the job runs. */
  readonly main: MainDefinition | undefined;
  /** Where the folder is on the cluster, as far as that is known. */
  readonly root: string | undefined;
  readonly references: readonly ApplicationReference[];
  /** What is missing, or can't be told. */
  readonly notes: readonly ConversionNote[];
}

/**
 * Reads the files of a folder as an application: its definitions, its properties, and which file refers to which,
 * with the job's properties in the places of variables. Never throws, and reads nothing itself.
 * @example
 * readApplication(new Map([['workflow.xml', xml], ['job.properties', properties], ['lib/my.jar', bytes]]))
 */
export function readApplication(files: ApplicationFiles, options: ApplicationOptions = {}): Application {
  const definitions = new Map<FolderPath, Definition>();
  const documents = new Map<FolderPath, Definition>();
  const propertiesFiles = new Map<FolderPath, PropertiesFile>();
  const libraries: FolderPath[] = [];
  for (const [path, content] of files) {
    if (/(?:^|\/)lib\/[^/]+$/.test(path)) libraries.push(path);
    else if (/\.xml$/i.test(path)) {
      const definition = parseDefinition(typeof content === 'string' ? content : decodeXml(content).text);
      (definition.kind === 'unknown' ? documents : definitions).set(path, definition);
    } else if (/\.properties$/i.test(path)) {
      propertiesFiles.set(path, readPropertiesFile(typeof content === 'string' ? content : latin1(content)));
    }
  }
  const read = { files, options, definitions, documents, propertiesFiles, libraries };
  const { visits: _, ...followed } = followReferences(read);
  return { ...read, ...followed };
}

/** What becomes of files: a new content, changes of an XML or properties file's text, or `undefined`: it goes. */
export type ApplicationChanges = ReadonlyMap<
  FolderPath,
  string | Uint8Array | readonly TextChange[] | undefined
>;

/**
 * Makes changes of several files, and reads the result. Files that are not named stay the same.
 * @throws RangeError when changes of a text overlap, or are meant for a file that is not there
 */
export function changeApplication(application: Application, changes: ApplicationChanges): Application {
  const files = new Map(application.files);
  for (const [path, change] of changes) {
    if (change === undefined) files.delete(path);
    else if (typeof change === 'string' || change instanceof Uint8Array) files.set(path, change);
    else files.set(path, changed(path, files.get(path), change));
  }
  return readApplication(files, application.options);
}

/** The files of an application, to be written: those that nothing changed are the very ones that were read. */
export function writeApplication(application: Application): Map<FolderPath, string | Uint8Array> {
  return new Map(application.files);
}

function changed(
  path: FolderPath,
  content: string | Uint8Array | undefined,
  changes: readonly TextChange[],
): string | Uint8Array {
  if (content === undefined) throw new RangeError(`There is no ${path} to change.`);
  if (typeof content === 'string') return changeText(content, changes);
  if (/\.xml$/i.test(path)) {
    const { text, encoding } = decodeXml(content);
    return encodeXml(changeText(text, changes), encoding);
  }
  const text = changeText(latin1(content), changes);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** As Java reads the bytes of a `.properties` file. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}
