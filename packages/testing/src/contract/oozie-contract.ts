import { bundleScenarios } from './bundle-scenarios.ts';
import { coordinatorScenarios } from './coordinator-scenarios.ts';
import { requestScenarios } from './request-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { workflowScenarios } from './workflow-scenarios.ts';

/**
 * What holds for every Oozie 5.2.1, and for the model of it: each scenario gets the same answers from both, but for ids,
 * times and the words of messages. What the real one answered to each group lies in a recording of the same name.
 */
export const oozieContract = {
  requests: requestScenarios,
  workflows: workflowScenarios,
  coordinators: coordinatorScenarios,
  bundles: bundleScenarios,
} as const satisfies Readonly<Record<string, readonly Scenario[]>>;

export type ScenarioGroup = keyof typeof oozieContract;

export const scenarioGroups: readonly ScenarioGroup[] = ['requests', 'workflows', 'coordinators', 'bundles'];
