import type { Properties } from './configuration.ts';

export type JobKind = 'workflow' | 'coordinator' | 'bundle';

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

export function prepareDefinition(_definition: Definition): PreparedDefinition {
  throw new Error('not written yet');
}

/** Where a definition with this checksum is stored. */
export function definitionPath(_definition: { kind: JobKind; root: string; sha256: string }): string {
  throw new Error('not written yet');
}
