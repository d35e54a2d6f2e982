import { bundleKind } from './bundle/steps.ts';
import { coordinatorKind } from './coordinator/steps.ts';
import { definitionKind } from './definition/steps.ts';
import type { Kind } from './kind.ts';
import type { KindName } from './kind-names.ts';
import { workflowRunKind } from './workflow-run/steps.ts';

/** Every kind of job that a row can become. */
export const kinds: Record<KindName, Kind> = {
  'workflow-run': workflowRunKind,
  coordinator: coordinatorKind,
  bundle: bundleKind,
  definition: definitionKind,
};
