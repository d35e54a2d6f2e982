import type { Workflow } from '@howdah/oozie-client';
import * as z from 'zod/mini';
import type { Follows } from '../../plan/references.ts';
import { definitionText, followed, propertyMap } from '../spec-parts.ts';

/**
 * The workflow run that a row asks for: what `toOozie` returns for a collection of workflow runs.
 */
export interface WorkflowRunSpec {
  /** The `workflow-app` document. It is stored on the cluster under a path made of its own checksum. */
  definition: string;
  /** The job's properties. `user.name` and the application path are added by Howdah. */
  properties?: Readonly<Record<string, string | number | boolean>>;
  /**
   * The state that the user wants. Left out, the run is started and then left alone: a suspend or kill by
   * somebody else stands. Given, a change of it is sent as suspend, resume or kill.
   */
  state?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  /** Howdah's own note of the row that holds the definition. */
  follows?: Follows;
}

/** A workflow run as last read from Oozie. `gone`: Oozie no longer has it; the rest is what was last known. */
export type WorkflowRun = Workflow & { readonly gone: boolean };

export const workflowRunSpec = z.object({
  definition: definitionText,
  properties: z.optional(propertyMap),
  follows: z.optional(followed),
  state: z.optional(z.enum(['RUNNING', 'SUSPENDED', 'KILLED'])),
});
