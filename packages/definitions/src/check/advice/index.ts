import type {
  BundleDefinition,
  CoordinatorDefinition,
  WorkflowDefinition,
} from '../../definition/definition.ts';
import type { Rule } from '../rule.ts';
import { actionTransitions } from './action-transitions.ts';
import { disabledCoordinators, pastKickOff } from './bundle-coordinators.ts';
import { clockChanges, cronTimesOfDay, timeZoneNames } from './coordinator-clocks.ts';
import { datasetUris, endlessWaits, eventInstances, unusedData } from './coordinator-data.ts';
import { coordinatorWindow, frequentCoordinators } from './coordinator-window.ts';
import { credentials } from './credentials.ts';
import { decisionCases } from './decision-cases.ts';
import { deletes } from './deletes.ts';
import { hardCodedAddresses } from './hard-coded-addresses.ts';
import { inlineSecrets } from './inline-secrets.ts';
import { jobTrackers } from './job-tracker.ts';
import { killMessages } from './kill-messages.ts';
import { nodesInExpressions, unreadOutput } from './nodes-in-expressions.ts';
import { oldSchemas } from './old-schemas.ts';
import { forbiddenProperties, renamedProperties } from './property-names.ts';
import { repeatedProperties } from './repeated-properties.ts';
import { retries } from './retries.ts';
import { shellActions } from './shell-actions.ts';
import { sparkMasters } from './spark-masters.ts';
import { sqoopCommands } from './sqoop-commands.ts';
import { subWorkflows } from './sub-workflows.ts';
import { unclearedOutputs } from './uncleared-outputs.ts';
import { undeclaredParameters } from './undeclared-parameters.ts';
import { unreachableNodes } from './unreachable-nodes.ts';
import { unusedParameters } from './unused-parameters.ts';
import { workflowExpressions } from './workflow-expressions.ts';

const advice: readonly Rule[] = [
  unusedParameters,
  undeclaredParameters,
  repeatedProperties,
  inlineSecrets,
  hardCodedAddresses,
  oldSchemas,
];

/** What an experienced operator would say about a workflow that Oozie takes. */
export const workflowAdvice: readonly Rule<WorkflowDefinition>[] = [
  ...advice,
  workflowExpressions,
  nodesInExpressions,
  unreadOutput,
  killMessages,
  actionTransitions,
  unreachableNodes,
  decisionCases,
  credentials,
  retries,
  deletes,
  shellActions,
  subWorkflows,
  sparkMasters,
  sqoopCommands,
  unclearedOutputs,
  forbiddenProperties,
  renamedProperties,
  jobTrackers,
];

/** What an experienced operator would say about a coordinator that Oozie takes. */
export const coordinatorAdvice: readonly Rule<CoordinatorDefinition>[] = [
  ...advice,
  coordinatorWindow,
  frequentCoordinators,
  clockChanges,
  timeZoneNames,
  cronTimesOfDay,
  datasetUris,
  eventInstances,
  unusedData,
  endlessWaits,
];

/** What an experienced operator would say about a bundle that Oozie takes. */
export const bundleAdvice: readonly Rule<BundleDefinition>[] = [...advice, disabledCoordinators, pastKickOff];
