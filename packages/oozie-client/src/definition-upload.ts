import type { Properties } from './configuration.ts';
import { javaTrim } from './java-trim.ts';
import { applicationPathProperty, type JobKind } from './job-kind.ts';
import { refusedInput } from './refused-input.ts';
import { sha256 } from './sha256.ts';
import { dryrun } from './submission.ts';
import type { RequestOptions, Transport } from './transport.ts';

/** A definition that is to be stored on the cluster. */
export interface Definition {
  kind: JobKind;
  /** The `workflow-app`, `coordinator-app` or `bundle-app` document. */
  xml: string;
  /** The folder under which definitions are stored, with scheme, e.g. `hdfs://namenode:8020/user/alice/definitions`. */
  root: string;
}

/** A definition as the cluster stores it. */
export interface PreparedDefinition {
  readonly kind: JobKind;
  /** The document exactly as it is stored. */
  readonly xml: string;
  /** Of the stored bytes, in lower-case hexadecimal. */
  readonly sha256: string;
  /** `<root>/<sha256>/workflow.xml`, `coordinator.xml` or `bundle.xml` */
  readonly path: string;
}

/** A definition to upload, with the properties that Oozie needs to check it. */
export interface DefinitionUpload extends Definition {
  /** Oozie resolves the definition's `${…}` with these while it checks it; they leave no trace in what is stored. */
  properties?: Properties;
}

const inlineDefinition = 'oozie.jobs.api.generated.xml';
const neverDefined = 'howdah.verbatim';

/**
 * Oozie resolves the `${…}` of a document that comes with a submission, and fails on more than 20; but it stops at
 * the first one that it cannot resolve, so this one, which nothing defines, keeps the rest of the bytes as they are.
 * @see org.apache.oozie.util.XConfiguration#substituteVars
 */
const verbatim = `<!-- \${${neverDefined}} -->`;

/**
 * What {@link OozieClient.uploadDefinition} stores, and where; pure, so that the path is known without Oozie. The
 * document loses its XML declaration (it is stored as UTF-8) and the white space around it, and gets a comment at its
 * head that keeps Oozie from resolving its `${…}`. Emoji and other characters beyond U+FFFF become references, which
 * mean the same. Preparing what is prepared changes nothing.
 * @throws {OozieError} `invalid-request` for an empty document or root, and one with a half surrogate pair
 */
export function prepareDefinition(definition: Definition): PreparedDefinition {
  const { kind, root } = definition;
  const document = javaTrim(definition.xml.replace(/^\ufeff/, ''));
  const xml = document.startsWith(verbatim)
    ? document
    : verbatim + referToEmoji(javaTrim(document.replace(/^<\?xml\s[^>]*\?>/, '')));
  if (xml === verbatim) throw refusedInput('The definition is empty.');
  // A half pair would be stored as another character than the one that the checksum is of.
  if (/\p{Surrogate}/u.test(xml)) {
    throw refusedInput('The definition has half of a surrogate pair, which UTF-8 cannot carry.');
  }
  const checksum = sha256(new TextEncoder().encode(xml));
  return { kind, xml, sha256: checksum, path: definitionPath({ kind, root, sha256: checksum }) };
}

/**
 * Where a definition with this checksum is stored.
 * @throws {OozieError} `invalid-request` for an empty root
 */
export function definitionPath(definition: { kind: JobKind; root: string; sha256: string }): string {
  const root = definition.root.replace(/\/+$/, '');
  if (!root)
    throw refusedInput('Definitions need a folder, such as hdfs://namenode:8020/user/alice/definitions.');
  return `${root}/${definition.sha256}/${definition.kind}.xml`;
}

/**
 * Stores a definition by a dry run, the one way over REST to write a file to the cluster: Oozie writes a document
 * that comes with a submission before it checks it, never overwrites one, and keeps it even when the check fails.
 * @see org.apache.oozie.servlet.V1JobsServlet#checkAndWriteApplicationXMLToHDFS
 */
export async function uploadDefinition(
  transport: Transport,
  definition: DefinitionUpload,
  options?: RequestOptions,
): Promise<{ path: string; sha256: string }> {
  const { kind, xml, path, sha256 } = prepareDefinition(definition);
  const removed = new Set([...Object.values(applicationPathProperty), neverDefined]);
  const properties = Object.entries(definition.properties ?? {}).filter(([name]) => !removed.has(name));
  await dryrun(
    transport,
    { ...Object.fromEntries(properties), [applicationPathProperty[kind]]: path, [inlineDefinition]: xml },
    options,
  );
  return { path, sha256 };
}

/** Oozie cannot check a workflow whose document comes with such characters (see `submission.ts`); references pass. */
function referToEmoji(xml: string): string {
  return xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>|[\u{10000}-\u{10ffff}]/gu, (found) =>
    found.startsWith('<')
      ? found.replace(/[\u{10000}-\u{10ffff}]/gu, (character) => `]]>${reference(character)}<![CDATA[`)
      : reference(found),
  );
}

function reference(character: string): string {
  return `&#x${character.codePointAt(0)?.toString(16)};`;
}
