import { readPropertiesIn } from '../configuration/configuration.ts';
import { versionOf } from '../schema/version.ts';
import { readSla } from '../sla/sla.ts';
import { childElements, childNamed, childrenNamed } from '../tree/navigate.ts';
import { attributeValue, childValue, childValues } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import type {
  Coordinator,
  CoordinatorControls,
  CoordinatorRunsWorkflow,
  Datasets,
  InputEvents,
  OutputEvents,
} from './coordinator.ts';
import { readInputLogic } from './input-logic.ts';

const sections = new Set([
  'parameters',
  'controls',
  'datasets',
  'input-events',
  'input-logic',
  'output-events',
  'action',
]);

/** Reads a `<coordinator-app>`, as much of it as there is. */
export function readCoordinator(element: XmlElement): Coordinator {
  const datasets = childNamed(element, 'datasets');
  return {
    element,
    version: versionOf(element, 'coordinator'),
    name: attributeValue(element, 'name'),
    frequency: attributeValue(element, 'frequency'),
    start: attributeValue(element, 'start'),
    end: attributeValue(element, 'end'),
    timezone: attributeValue(element, 'timezone'),
    parameters: readPropertiesIn(element, 'parameters'),
    controls: readControls(element),
    datasets: datasets && readDatasets(datasets),
    inputEvents: readInputEvents(element),
    inputLogic: readInputLogic(element),
    outputEvents: readOutputEvents(element),
    action: readRunsWorkflow(element),
    unknown: childElements(element).filter((child) => !sections.has(child.local)),
  };
}

/** Reads a `<datasets>`: of a coordinator, or the root of a document that coordinators include. */
export function readDatasets(element: XmlElement): Datasets {
  return {
    element,
    includes: childValues(element, 'include'),
    datasets: childrenNamed(element, 'dataset').map((dataset) => ({
      element: dataset,
      name: attributeValue(dataset, 'name'),
      frequency: attributeValue(dataset, 'frequency'),
      initialInstance: attributeValue(dataset, 'initial-instance'),
      timezone: attributeValue(dataset, 'timezone'),
      uriTemplate: childValue(dataset, 'uri-template'),
      doneFlag: childValue(dataset, 'done-flag'),
    })),
    asyncDatasets: childrenNamed(element, 'async-dataset').map((dataset) => ({
      element: dataset,
      name: attributeValue(dataset, 'name'),
      sequenceType: attributeValue(dataset, 'sequence-type'),
      initialVersion: attributeValue(dataset, 'initial-version'),
      uriTemplate: childValue(dataset, 'uri-template'),
    })),
  };
}

function readControls(coordinator: XmlElement): CoordinatorControls | undefined {
  const element = childNamed(coordinator, 'controls');
  if (element === undefined) return undefined;
  return {
    element,
    timeout: childValue(element, 'timeout'),
    concurrency: childValue(element, 'concurrency'),
    execution: childValue(element, 'execution'),
    throttle: childValue(element, 'throttle'),
  };
}

function readInputEvents(coordinator: XmlElement): InputEvents | undefined {
  const element = childNamed(coordinator, 'input-events');
  if (element === undefined) return undefined;
  return {
    element,
    dataIns: childrenNamed(element, 'data-in').map((dataIn) => ({
      element: dataIn,
      name: attributeValue(dataIn, 'name'),
      dataset: attributeValue(dataIn, 'dataset'),
      instances: childValues(dataIn, 'instance'),
      startInstance: childValue(dataIn, 'start-instance'),
      endInstance: childValue(dataIn, 'end-instance'),
    })),
  };
}

function readOutputEvents(coordinator: XmlElement): OutputEvents | undefined {
  const element = childNamed(coordinator, 'output-events');
  if (element === undefined) return undefined;
  return {
    element,
    dataOuts: childrenNamed(element, 'data-out').map((dataOut) => ({
      element: dataOut,
      name: attributeValue(dataOut, 'name'),
      dataset: attributeValue(dataOut, 'dataset'),
      instances: childValues(dataOut, 'instance'),
      nocleanup: attributeValue(dataOut, 'nocleanup'),
    })),
  };
}

function readRunsWorkflow(coordinator: XmlElement): CoordinatorRunsWorkflow | undefined {
  const element = childNamed(coordinator, 'action');
  if (element === undefined) return undefined;
  const workflow = childNamed(element, 'workflow');
  return {
    element,
    workflow,
    appPath: workflow && childValue(workflow, 'app-path'),
    configuration: workflow && readPropertiesIn(workflow, 'configuration'),
    sla: readSla(element),
  };
}
