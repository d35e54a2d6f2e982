import { type BundleControl, bundleControl } from './bundles.ts';
import type { Properties } from './configuration.ts';
import { type CoordinatorControl, coordinatorControl } from './coordinators.ts';
import { type DefinitionUpload, uploadDefinition } from './definition-upload.ts';
import { dryrun, submit } from './submission.ts';
import {
  createTransport,
  type OozieClientOptions,
  type RequestOptions,
  type Transport,
} from './transport.ts';
import { type WorkflowControl, workflowControl } from './workflows.ts';

/** The part of an Oozie's API with which jobs are made, followed and changed. */
export interface JobsClient {
  /**
   * Makes a job. A workflow stays in PREP unless `start` is set; a coordinator runs at once; a bundle runs at once
   * unless its kick-off time is in the future. Sent once: after a lost answer, look for the job before sending again.
   */
  submit(properties: Properties, options?: RequestOptions & { start?: boolean }): Promise<{ id: string }>;
  /**
   * Checks a job without making it. The answer is `OK` for a workflow, and for a coordinator or bundle the text in
   * which its definition and first actions are resolved.
   */
  dryrun(properties: Properties, options?: RequestOptions): Promise<{ id: string }>;
  /**
   * Stores a definition on the cluster, at a path made of its own checksum ({@link prepareDefinition}), and has Oozie
   * check it. Sending the same one again does no harm. When Oozie refuses it, the file stays all the same.
   */
  uploadDefinition(
    definition: DefinitionUpload,
    options?: RequestOptions,
  ): Promise<{ path: string; sha256: string }>;
  readonly workflows: WorkflowControl;
  readonly coordinators: CoordinatorControl;
  readonly bundles: BundleControl;
}

/**
 * A client with the operations on jobs alone, for a page that is to load no more; otherwise as `createOozieClient`
 * makes it.
 * @throws {OozieError} `invalid-request` when the URL is none
 */
export const createJobsClient = (options: OozieClientOptions): JobsClient => jobsOn(createTransport(options));

export function jobsOn(transport: Transport): JobsClient {
  return {
    submit: (properties, given) => submit(transport, properties, given),
    dryrun: (properties, given) => dryrun(transport, properties, given),
    uploadDefinition: (definition, given) => uploadDefinition(transport, definition, given),
    workflows: workflowControl(transport),
    coordinators: coordinatorControl(transport),
    bundles: bundleControl(transport),
  };
}
