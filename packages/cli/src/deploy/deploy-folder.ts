import { type OozieClient, OozieError, type Properties } from '@howdah/oozie-client';
import { readPropertiesFile } from '../job-properties.ts';
import type { Surroundings } from '../surroundings.ts';
import { readApplicationFolder } from './application-folder.ts';
import { type DeploymentPlan, type PlannedUpload, planDeployment } from './deployment-plan.ts';

/** A definition as it was stored. */
export interface Stored extends PlannedUpload {
  /** Why Oozie did not take it in its dry run, which it is stored in spite of; undefined when it did. */
  readonly refusal: string | undefined;
}

export interface Deployment extends DeploymentPlan {
  readonly stored: readonly Stored[];
  /** What of the folder could not be deployed. */
  readonly otherFiles: readonly string[];
}

/** The properties with which a folder is deployed: those of its own `job.properties`, and over them those given. */
export async function planFolder(
  folder: string,
  given: Properties,
  root: string,
  surroundings: Pick<Surroundings, 'cwd' | 'stdin'>,
): Promise<DeploymentPlan & { otherFiles: readonly string[] }> {
  const { definitions, propertiesFile, otherFiles } = await readApplicationFolder(folder);
  const own = propertiesFile === undefined ? {} : await readPropertiesFile(propertiesFile, surroundings);
  return { ...planDeployment(definitions, { ...own, ...given }, root), otherFiles };
}

/**
 * Stores what was planned, leaves first. Oozie tries each out with the job's properties.
 * @throws {OozieError} when Oozie could not be asked
 */
export async function storePlanned(
  client: Pick<OozieClient, 'uploadDefinition'>,
  plan: DeploymentPlan & { otherFiles: readonly string[] },
  root: string,
  signal: AbortSignal,
  onStored: (stored: Stored) => Promise<void>,
): Promise<Deployment> {
  const stored: Stored[] = [];
  for (const upload of plan.uploads) {
    const { kind, xml } = upload;
    let refusal: string | undefined;
    try {
      await client.uploadDefinition({ kind, xml, root, properties: plan.properties }, { signal });
    } catch (error) {
      if (!(error instanceof OozieError) || error.reachedServer !== 'yes') throw error;
      refusal = error.serverMessage ?? error.message;
    }
    const done = { ...upload, refusal };
    stored.push(done);
    await onStored(done);
  }
  return { ...plan, stored };
}
