import { canonicalJob, type JobKind, parseConfiguration, type Workflow } from '@howdah/oozie-client';
import { digestOf } from '../digest.ts';
import type { DefinitionRevision } from './spec.ts';

/** A revision as its notice tells of it. */
export type Published = Omit<DefinitionRevision, 'gone'>;

/** The name of the inert workflows that tell of a definition's revisions. */
export const noticeName = (name: string) => `howdah-definition/${name}`;

/**
 * The workflow that tells which revision of a definition is current, by its properties. It is never started: Oozie
 * keeps it as it is for as long as nobody kills it.
 */
export const noticeWorkflow = `<workflow-app name="\${howdahNotice}" xmlns="uri:oozie:workflow:1.0">
  <start to="end"/>
  <end name="end"/>
</workflow-app>
`;

export const revisionDigest = (type: JobKind, text: string) => digestOf({ kind: type, xml: text });

/** Text as a property can carry it: Oozie trims properties, and resolves `${…}` in them. */
function packed(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function unpacked(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new TextDecoder(undefined, { ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What a notice is submitted with. */
export function noticeProperties(
  revision: Pick<Published, 'name' | 'type' | 'text' | 'path' | 'number'>,
): Record<string, string> {
  return {
    howdahNotice: noticeName(revision.name),
    'howdah.definition.name': revision.name,
    'howdah.definition.type': revision.type,
    'howdah.definition.text': packed(revision.text),
    'howdah.definition.path': revision.path,
    'howdah.definition.number': String(revision.number),
  };
}

/** The revision that a workflow tells of; undefined for any other workflow. */
export function publishedIn(job: Workflow): Published | undefined {
  const conf = parseConfiguration(job.conf ?? '<configuration/>');
  const name = conf['howdah.definition.name'];
  const type = conf['howdah.definition.type'];
  const text = unpacked(conf['howdah.definition.text'] ?? '');
  const path = conf['howdah.definition.path'];
  const number = Number(conf['howdah.definition.number']);
  if (!name || !text || !path || !Number.isInteger(number)) return undefined;
  if (type !== 'workflow' && type !== 'coordinator' && type !== 'bundle') return undefined;
  const digest = revisionDigest(type, text);
  const { user, createdTime: publishedAt, id: jobId } = job;
  return { name, type, text, digest, path, number, user, publishedAt, jobId };
}

/**
 * Which of the revisions that are told of is current: the highest number, and of several that were made of the same one
 * at the same time the first, which everybody finds the same.
 */
export function currentOf(told: readonly Published[]): Published | undefined {
  const highest = Math.max(...told.map(({ number }) => number));
  const candidates = told
    .filter(({ number }) => number === highest)
    .map((revision) => ({ id: revision.jobId, status: 'PREP', revision }));
  return canonicalJob(candidates)?.revision;
}
