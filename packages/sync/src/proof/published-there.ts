import { printConfiguration } from '@howdah/oozie-client';
import {
  currentOf,
  noticeName,
  noticeProperties,
  type Published,
  publishedIn,
} from '../kinds/definition/published.ts';
import { workflow } from '../testing-ground/oozie-jobs.ts';
import { type DocumentParts, documentParts, documentText } from './documents.ts';

/** A server on which documents are published, past the network. */
export interface Publishing {
  jobs(): {
    readonly workflows: readonly {
      readonly id: string;
      readonly appName: string;
      readonly appPath: string;
      readonly status: string;
      readonly user: string;
      readonly createdTime: number;
      readonly conf: Readonly<Record<string, string>>;
    }[];
  };
  readonly fetch: typeof globalThis.fetch;
}

/** The revisions of a document that jobs tell of: more than one only while a new one takes the place of the last. */
export const revisionsThere = (oozie: Pick<Publishing, 'jobs'>, name: string): readonly Published[] =>
  oozie.jobs().workflows.flatMap(({ id, appName, status, user, createdTime, conf }) => {
    if (appName !== noticeName(name) || status !== 'PREP') return [];
    return publishedIn(workflow({ id, user, createdTime, conf: printConfiguration(conf) })) ?? [];
  });

/** Somebody else, in another browser, publishes a revision of a document that there is. Tells whether it could. */
export async function publishThere(
  oozie: Publishing,
  name: string,
  changed: Partial<DocumentParts>,
): Promise<boolean> {
  const current = currentOf(revisionsThere(oozie, name));
  const notice = oozie.jobs().workflows.find(({ id }) => id === current?.jobId);
  if (current === undefined || notice === undefined) return false;
  const text = documentText({ ...documentParts(current.text), ...changed });
  const url = 'http://oozie.example/oozie/v2';
  const answer = await oozie.fetch(`${url}/jobs?user.name=somebody`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/xml' },
    body: printConfiguration({
      ...noticeProperties({ ...current, text, number: current.number + 1 }),
      'oozie.wf.application.path': notice.appPath,
      'user.name': 'somebody',
    }),
  });
  // In safe mode nobody publishes anything.
  if (!answer.ok) return false;
  await oozie.fetch(`${url}/job/${current.jobId}?action=kill&user.name=somebody`, { method: 'PUT' });
  return true;
}
