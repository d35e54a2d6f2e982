import { type NewElement, newElement } from '../tree/new-node.ts';

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

/** Instances of a dataset: some, or a range. */
export type NewInstances =
  | { readonly instances: readonly string[] }
  | { readonly startInstance: string; readonly endInstance: string };

export type NewDataIn = { readonly name: string; readonly dataset: string } & NewInstances;

export interface NewDataOut {
  readonly name: string;
  readonly dataset: string;
  readonly instance: string;
  /** From 0.4 on: keeps the output when an action is rerun. */
  readonly nocleanup?: boolean;
}

export function datasetElement(dataset: NewDataset): NewElement {
  const { name, frequency, initialInstance, timezone, uriTemplate, doneFlag } = dataset;
  return newElement('dataset', { name, frequency, 'initial-instance': initialInstance, timezone }, [
    newElement('uri-template', {}, uriTemplate),
    ...(doneFlag === undefined ? [] : [newElement('done-flag', {}, doneFlag)]),
  ]);
}

export function dataInElement(event: NewDataIn): NewElement {
  const instances =
    'instances' in event
      ? event.instances.map((instance) => newElement('instance', {}, instance))
      : [
          newElement('start-instance', {}, event.startInstance),
          newElement('end-instance', {}, event.endInstance),
        ];
  return newElement('data-in', { name: event.name, dataset: event.dataset }, instances);
}

export function dataOutElement({ name, dataset, instance, nocleanup }: NewDataOut): NewElement {
  return newElement('data-out', { name, dataset, nocleanup: nocleanup?.toString() }, [
    newElement('instance', {}, instance),
  ]);
}
