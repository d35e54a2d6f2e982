import type { CoordinatorDefinition } from '../definition/definition.ts';
import { DefinitionEditError, refuseIllegalName } from '../definition/edit-error.ts';
import { addIn } from '../definition/edit-parts.ts';
import { renameInExpressions } from '../definition/names-in-expressions.ts';
import { setAttribute } from '../tree/edit-content.ts';
import type { TextChange } from '../tree/text-change.ts';
import type { Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import type { Coordinator } from './coordinator.ts';
import type { InputCondition } from './input-logic.ts';
import {
  dataInElement,
  dataOutElement,
  datasetElement,
  type NewDataIn,
  type NewDataOut,
  type NewDataset,
} from './new-events.ts';

export type { NewDataIn, NewDataOut, NewDataset, NewInstances } from './new-events.ts';

const inputsByName = {
  functions: [
    'coord:dataIn',
    'coord:databaseIn',
    'coord:tableIn',
    'coord:dataInPartitionFilter',
    'coord:dataInPartitionMin',
    'coord:dataInPartitionMax',
    'coord:dataInPartitions',
  ],
};

const outputsByName = {
  functions: [
    'coord:dataOut',
    'coord:databaseOut',
    'coord:tableOut',
    'coord:dataOutPartitions',
    'coord:dataOutPartitionValue',
  ],
};

/** Adds a dataset, behind the others. @throws DefinitionEditError `name-taken` */
export function addDataset(definition: CoordinatorDefinition, dataset: NewDataset): TextChange[] {
  const { model } = definition;
  refuseTaken(model.datasets?.datasets, dataset.name);
  return addIn(definition.tree, model.element, ['datasets'], datasetElement(dataset));
}

/** Adds an input event. @throws DefinitionEditError `name-taken` */
export function addDataIn(definition: CoordinatorDefinition, event: NewDataIn): TextChange[] {
  const { model } = definition;
  refuseTaken(model.inputEvents?.dataIns, event.name);
  return addIn(definition.tree, model.element, ['input-events'], dataInElement(event));
}

/** Adds an output event. @throws DefinitionEditError `name-taken` */
export function addDataOut(definition: CoordinatorDefinition, event: NewDataOut): TextChange[] {
  const { model } = definition;
  refuseTaken(model.outputEvents?.dataOuts, event.name);
  return addIn(definition.tree, model.element, ['output-events'], dataOutElement(event));
}

/** Gives a dataset another name, in the events that use it as well. @throws DefinitionEditError */
export function renameDataset(definition: CoordinatorDefinition, from: string, to: string): TextChange[] {
  const { model } = definition;
  const { datasets = [], asyncDatasets = [] } = model.datasets ?? {};
  const events = [...(model.inputEvents?.dataIns ?? []), ...(model.outputEvents?.dataOuts ?? [])];
  return [
    ...renamed(definition, [...datasets, ...asyncDatasets], 'dataset', from, to),
    ...events.flatMap(({ dataset }) => pointedTo(definition, dataset, from, to)),
  ];
}

/**
 * Gives an input event another name, in the input logic and in EL expressions (`coord:dataIn('logs')`) as well.
 * @throws DefinitionEditError `no-such-part`, `name-taken`, `illegal-name`
 */
export function renameDataIn(definition: CoordinatorDefinition, from: string, to: string): TextChange[] {
  const { model, tree } = definition;
  const conditions = allConditions(model.inputLogic?.conditions ?? []);
  return [
    ...renamed(definition, model.inputEvents?.dataIns ?? [], 'data-in', from, to),
    ...conditions.flatMap(({ dataset }) => pointedTo(definition, dataset, from, to)),
    ...renameInExpressions(tree, model.element, from, to, inputsByName),
  ];
}

/** Gives an output event another name, in EL expressions as well. @throws DefinitionEditError */
export function renameDataOut(definition: CoordinatorDefinition, from: string, to: string): TextChange[] {
  const { model, tree } = definition;
  return [
    ...renamed(definition, model.outputEvents?.dataOuts ?? [], 'data-out', from, to),
    ...renameInExpressions(tree, model.element, from, to, outputsByName),
  ];
}

interface Named {
  readonly element: XmlElement;
  readonly name: Value | undefined;
}

function renamed(
  { tree }: CoordinatorDefinition,
  parts: readonly Named[],
  what: string,
  from: string,
  to: string,
): TextChange[] {
  const part = parts.find(({ name }) => name?.text === from);
  if (part === undefined) {
    throw new DefinitionEditError('no-such-part', `The coordinator has no ${what} "${from}".`);
  }
  if (from === to) return [];
  refuseIllegalName(to);
  refuseTaken(parts, to);
  return setAttribute(tree, part.element, 'name', to);
}

function pointedTo(
  { tree }: CoordinatorDefinition,
  pointer: Value | undefined,
  from: string,
  to: string,
): TextChange[] {
  return pointer?.text === from && from !== to ? setAttribute(tree, pointer.element, 'dataset', to) : [];
}

function refuseTaken(parts: readonly Named[] | undefined, name: string): void {
  if (parts?.some((part) => part.name?.text === name)) {
    throw new DefinitionEditError('name-taken', `There is a "${name}" already. Choose another name.`);
  }
}

function allConditions(conditions: readonly InputCondition[]): InputCondition[] {
  return conditions.flatMap((condition) => [condition, ...allConditions(condition.conditions)]);
}

/** All names of datasets that a coordinator declares itself; included documents may declare more. */
export function datasetNames({ datasets }: Coordinator): string[] {
  return (datasets?.datasets ?? []).flatMap(({ name }) => (name === undefined ? [] : [name.text]));
}
