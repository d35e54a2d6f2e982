import type { Properties } from '../configuration/configuration.ts';
import type { Coordinator, DataIn, Dataset } from '../coordinator/coordinator.ts';
import type { JobProperties } from '../el/workflow-scope.ts';
import { javaTrim } from '../java-trim.ts';
import { textOf } from '../tree/navigate.ts';
import type { Value } from '../tree/value.ts';
import type { CoordinatorPlan, DataEventPlan, DatasetPlan } from './coordinator-plan.ts';

/**
 * What a parsed coordinator plans, for {@link materialize}. What is missing counts as empty.
 * @param included the datasets of documents that it includes; its own win over those
 */
export function planOf(coordinator: Coordinator, included: readonly Dataset[] = []): CoordinatorPlan {
  const { controls, datasets, inputEvents, outputEvents, action } = coordinator;
  return {
    name: text(coordinator.name),
    frequency: text(coordinator.frequency),
    start: text(coordinator.start),
    end: text(coordinator.end),
    timezone: text(coordinator.timezone),
    ...(controls && {
      controls: {
        timeout: text(controls.timeout),
        concurrency: text(controls.concurrency),
        execution: text(controls.execution),
        throttle: text(controls.throttle),
      },
    }),
    datasets: [...included, ...(datasets?.datasets ?? [])].map(planOfDataset),
    inputs: inputEvents?.dataIns.map(planOfEvent) ?? [],
    outputs: outputEvents?.dataOuts.map((output) => planOfEvent({ ...output, ...noRange })) ?? [],
    ...(action?.appPath && { appPath: text(action.appPath) }),
    configuration: (action?.configuration?.properties ?? []).map(({ name, value }) => ({
      name: text(name),
      // Oozie keeps the blanks around a property's value.
      value: value === undefined ? '' : textOf(value.element),
    })),
  };
}

/**
 * The properties that a job has, with the defaults of the definition's parameters for those that were not given.
 * @see org.apache.oozie.util.ParameterVerifier
 */
export function withDefaults(properties: JobProperties, parameters: Properties | undefined): JobProperties {
  const defaults = (parameters?.properties ?? []).flatMap(({ name, value }) =>
    name === undefined || value === undefined ? [] : [[name.text, value.text] as const],
  );
  // Of two defaults for a name, Oozie takes the first.
  return { ...Object.fromEntries(defaults.toReversed()), ...properties };
}

const noRange = { startInstance: undefined, endInstance: undefined };

function planOfDataset(dataset: Dataset): DatasetPlan {
  return {
    name: text(dataset.name),
    frequency: text(dataset.frequency),
    initialInstance: text(dataset.initialInstance),
    timezone: text(dataset.timezone),
    uriTemplate: text(dataset.uriTemplate),
    ...(dataset.doneFlag && { doneFlag: text(dataset.doneFlag) }),
  };
}

function planOfEvent(event: Omit<DataIn, 'element'>): DataEventPlan {
  const { startInstance, endInstance } = event;
  return {
    name: text(event.name),
    dataset: text(event.dataset),
    instances: event.instances.map(text),
    ...(startInstance && { startInstance: text(startInstance) }),
    ...(endInstance && { endInstance: text(endInstance) }),
  };
}

function text(value: Value | undefined): string {
  return javaTrim(value?.text ?? '');
}
