import type { CoordinatorDefinition } from '../definition/definition.ts';
import { DefinitionEditError, refuseIllegalName } from '../definition/edit-error.ts';
import { addIn } from '../definition/edit-parts.ts';
import { renameInExpressions } from '../definition/names-in-expressions.ts';
import { setAttribute } from '../tree/edit-content.ts';
import { newElement } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';
import type { Value } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import type { Coordinator } from './coordinator.ts';
import type { InputCondition } from './input-logic.ts';

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

/** A dataset as it can be added. */
export interface NewDataset {
  readonly name: string;
  readonly frequency: string;
  readonly initialInstance: string;
  readonly timezone: string;
  readonly uriTemplate: string;
  /** `undefined`: `_SUCCESS`; empty: the directory itself. */
  readonly doneFlag?: string;
}

/** Adds a dataset, behind the others. @throws DefinitionEditError `name-taken` */
export function addDataset(definition: CoordinatorDefinition, dataset: NewDataset): TextChange[] {
  const { model } = definition;
  refuseTaken(model.datasets?.datasets, dataset.name);
  const { name, frequency, initialInstance, timezone, uriTemplate, doneFlag } = dataset;
  const element = newElement('dataset', { name, frequency, 'initial-instance': initialInstance, timezone }, [
    newElement('uri-template', {}, uriTemplate),
    ...(doneFlag === undefined ? [] : [newElement('done-flag', {}, doneFlag)]),
  ]);
  return addIn(definition.tree, model.element, ['datasets'], element);
}

/** Instances of a dataset: some, or a range. */
export type NewInstances =
  | { readonly instances: readonly string[] }
  | { readonly startInstance: string; readonly endInstance: string };

/** Adds an input event. @throws DefinitionEditError `name-taken` */
export function addDataIn(
  definition: CoordinatorDefinition,
  event: { readonly name: string; readonly dataset: string } & NewInstances,
): TextChange[] {
  const { model } = definition;
  refuseTaken(model.inputEvents?.dataIns, event.name);
  const instances =
    'instances' in event
      ? event.instances.map((instance) => newElement('instance', {}, instance))
      : [
          newElement('start-instance', {}, event.startInstance),
          newElement('end-instance', {}, event.endInstance),
        ];
  const element = newElement('data-in', { name: event.name, dataset: event.dataset }, instances);
  return addIn(definition.tree, model.element, ['input-events'], element);
}

/** Adds an output event. @throws DefinitionEditError `name-taken` */
export function addDataOut(
  definition: CoordinatorDefinition,
  event: { readonly name: string; readonly dataset: string; readonly instance: string },
): TextChange[] {
  const { model } = definition;
  refuseTaken(model.outputEvents?.dataOuts, event.name);
  const element = newElement('data-out', { name: event.name, dataset: event.dataset }, [
    newElement('instance', {}, event.instance),
  ]);
  return addIn(definition.tree, model.element, ['output-events'], element);
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
