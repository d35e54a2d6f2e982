import { type Collection, workflowRuns } from '../collection/collection.ts';
import { definitions } from '../kinds/definition/definitions.ts';

/** A row of the app that holds a definition. */
export interface Document {
  id: string;
  xml: string;
  number?: number;
}

/** A row of the app that becomes a run of a document's definition, once that is published. */
export interface Visit {
  id: string;
  document: string;
  status: 'finished';
  wanted?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  jobId?: string;
  jobStatus?: string;
}

/** What people change in a document: two places, so that edits of both can be merged. */
export interface DocumentParts {
  readonly program: string;
  readonly message: string;
}

export const documentText = ({
  program,
  message,
}: DocumentParts) => `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="visit"/>
  <action name="visit">
    <java><resource-manager>rm</resource-manager><name-node>nn</name-node><main-class>${program}</main-class></java>
    <ok to="end"/>
    <error to="fail"/>
  </action>
  <kill name="fail"><message>${message}</message></kill>
  <end name="end"/>
</workflow-app>`;

export const documentParts = (xml: string): DocumentParts => ({
  program: /<main-class>(.*?)</.exec(xml)?.[1] ?? '',
  message: /<message>(.*?)</.exec(xml)?.[1] ?? '',
});

export const documents: Collection<Document> = definitions<Document>({
  store: 'documents',
  toOozie: ({ id, xml }) => ({ name: id, text: xml, properties: { jobName: 'any' } }),
  fromOozie: ({ text, number }) => ({ xml: text, number }),
});

export const visits: Collection<Visit> = workflowRuns<Visit>({
  store: 'visits',
  outgoing: { index: 'status', equals: 'finished' },
  toOozie: ({ id, document, wanted }) => ({
    definition: { collection: 'documents', key: document },
    properties: { jobName: id },
    ...(wanted === undefined ? {} : { state: wanted }),
  }),
  fromOozie: ({ id, status, gone }) => ({ jobId: id, jobStatus: gone ? 'GONE' : status }),
});
