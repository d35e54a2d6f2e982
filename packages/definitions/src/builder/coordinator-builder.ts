import {
  dataInElement,
  dataOutElement,
  datasetElement,
  type NewDataIn,
  type NewDataOut,
  type NewDataset,
} from '../coordinator/new-events.ts';
import type { CoordinatorDefinition } from '../definition/definition.ts';
import { readDefinition } from '../definition/parse-definition.ts';
import type { CoordinatorVersion } from '../schema/coordinator-schema.ts';
import { newDocument } from '../tree/new-document.ts';
import { type NewElement, newElement } from '../tree/new-node.ts';
import type { BuiltProperties } from './action-options.ts';
import { BuildError, refuseRefused } from './build-error.ts';
import { children, configurationElement } from './new-action-element.ts';
import { type OozieTime, timeText } from './oozie-time.ts';

/** What a coordinator has beside its data. */
export interface CoordinatorOptions {
  /** By default `0.5`. */
  readonly version?: CoordinatorVersion;
  /** Minutes, or a text: `${coord:days(1)}`, cron. */
  readonly frequency: number | string;
  readonly start: OozieTime;
  readonly end: OozieTime;
  /** By default `UTC`. */
  readonly timezone?: string;
  /** Formal parameters with their defaults. */
  readonly parameters?: BuiltProperties;
  readonly controls?: {
    /** Minutes that an action waits for its input. */
    readonly timeout?: number | string;
    readonly concurrency?: number | string;
    readonly execution?: 'FIFO' | 'LIFO' | 'LAST_ONLY' | 'NONE';
    readonly throttle?: number | string;
  };
  /** The workflow. */
  readonly runs: {
    readonly appPath: string;
    readonly configuration?: BuiltProperties;
    /** Of each action: see `newSla`. */
    readonly sla?: NewElement;
  };
}

export interface DatasetOptions {
  /** Minutes, or an expression: `${coord:hours(1)}`. */
  readonly frequency: number | string;
  readonly initialInstance: OozieTime;
  /** By default the coordinator's. */
  readonly timezone?: string;
  readonly uriTemplate: string;
  /** By default `_SUCCESS`; empty: the directory itself. */
  readonly doneFlag?: string;
}

/** One instance, several, or all of a range. */
export type InputInstances = string | readonly string[] | { readonly from: string; readonly to: string };

interface Sufficient {
  readonly name?: string;
  /** How many instances suffice. */
  readonly min?: number | string;
  /** Minutes to wait for more than these. */
  readonly wait?: number | string;
}

/** Which inputs an action waits for: one by its name, or several. */
export type InputRule =
  | string
  | (Sufficient & { readonly input: string })
  | (Sufficient & { readonly and: readonly InputRule[] })
  | (Sufficient & { readonly or: readonly InputRule[] })
  | (Sufficient & { readonly combine: readonly InputRule[] });

/** A coordinator that is being described: a value; every method gives another one. */
export interface CoordinatorBuilder {
  readonly dataset: (name: string, dataset: DatasetOptions) => CoordinatorBuilder;
  /** A document with more datasets, by its path. */
  readonly include: (path: string) => CoordinatorBuilder;
  readonly input: (name: string, dataset: string, instances: InputInstances) => CoordinatorBuilder;
  readonly output: (
    name: string,
    dataset: string,
    instance: string,
    how?: { readonly nocleanup?: boolean },
  ) => CoordinatorBuilder;
  /** Which inputs suffice, from 0.5 on; without it, an action waits for all. */
  readonly waitFor: (...rules: readonly InputRule[]) => CoordinatorBuilder;
  /** @throws BuildError when it is nothing that Oozie takes */
  readonly build: () => CoordinatorDefinition;
}

interface Described {
  readonly datasets: readonly NewDataset[];
  readonly includes: readonly string[];
  readonly inputs: readonly NewDataIn[];
  readonly outputs: readonly NewDataOut[];
  readonly rules: readonly InputRule[];
}

/** Describes a coordinator: `coordinator('daily', { frequency: '${coord:days(1)}', start, end, runs: { appPath } }).build()`. */
export function coordinator(name: string, options: CoordinatorOptions): CoordinatorBuilder {
  const builder = (known: Described): CoordinatorBuilder => ({
    dataset: (of, { frequency, initialInstance, timezone, ...rest }) => {
      const dataset: NewDataset = {
        ...rest,
        name: of,
        frequency: `${frequency}`,
        initialInstance: timeText(initialInstance, of),
        timezone: timezone ?? options.timezone ?? 'UTC',
      };
      return builder({ ...known, datasets: [...known.datasets, dataset] });
    },
    include: (path) => builder({ ...known, includes: [...known.includes, path] }),
    input: (of, dataset, instances) => {
      const event = { name: of, dataset, ...instancesOf(instances) };
      return builder({ ...known, inputs: [...known.inputs, event] });
    },
    output: (of, dataset, instance, how = {}) => {
      const event = { name: of, dataset, instance, ...how };
      return builder({ ...known, outputs: [...known.outputs, event] });
    },
    waitFor: (...rules) => builder({ ...known, rules: [...known.rules, ...rules] }),
    build: () => build(name, options, known),
  });
  return builder({ datasets: [], includes: [], inputs: [], outputs: [], rules: [] });
}

function instancesOf(instances: InputInstances) {
  if (typeof instances === 'string') return { instances: [instances] };
  if ('from' in instances) return { startInstance: instances.from, endInstance: instances.to };
  return { instances };
}

function build(name: string, options: CoordinatorOptions, described: Described): CoordinatorDefinition {
  refuseUnknownNames(described);
  const { version = '0.5', frequency, start, end, timezone = 'UTC', controls = {}, runs } = options;
  const { datasets, includes, inputs, outputs, rules } = described;
  const section = (of: string, content: readonly NewElement[]) =>
    content.length === 0 ? [] : [newElement(of, {}, content)];
  const attributes = {
    name,
    frequency: `${frequency}`,
    start: timeText(start, 'start'),
    end: timeText(end, 'end'),
    timezone,
    xmlns: `uri:oozie:coordinator:${version}`,
  };
  const document = newDocument('coordinator-app', attributes, [
    ...configurationElement(options.parameters, 'parameters'),
    ...section(
      'controls',
      children({
        timeout: controls.timeout?.toString(),
        concurrency: controls.concurrency?.toString(),
        execution: controls.execution,
        throttle: controls.throttle?.toString(),
      }),
    ),
    ...section('datasets', [...children({ include: includes }), ...datasets.map(datasetElement)]),
    ...section('input-events', inputs.map(dataInElement)),
    ...section('input-logic', rules.map(ruleElement)),
    ...section('output-events', outputs.map(dataOutElement)),
    newElement('action', {}, [
      newElement('workflow', {}, [
        newElement('app-path', {}, runs.appPath),
        ...configurationElement(runs.configuration),
      ]),
      ...(runs.sla === undefined ? [] : [runs.sla]),
    ]),
  ]);
  const definition = readDefinition(document);
  if (definition.kind !== 'coordinator') throw new Error('A <coordinator-app> is a coordinator.');
  refuseRefused(definition, name);
  return definition;
}

function refuseUnknownNames({ datasets, includes, inputs, outputs, rules }: Described): void {
  for (const list of [datasets, inputs, outputs]) refuseTwice(list.map(({ name }) => name));
  const known = new Set(datasets.map(({ name }) => name));
  for (const { name, dataset } of [...inputs, ...outputs]) {
    if (known.has(dataset) || includes.length > 0) continue;
    throw new BuildError(
      'unknown-dependency',
      `${name} is of the dataset ${dataset}, which there is none of. Describe it, or include the document that has it.`,
      [name, dataset],
    );
  }
  const events = new Set(inputs.map(({ name }) => name));
  const unknown = rules.flatMap(inputsIn).filter((name) => !events.has(name));
  if (unknown.length === 0) return;
  throw new BuildError(
    'unknown-dependency',
    `The coordinator shall wait for ${unknown.join(', ')}, which is no input of it. Describe it by “input”.`,
    unknown,
  );
}

/** @throws BuildError `duplicate-name` */
export function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new BuildError('duplicate-name', `“${twice}” is taken. Give one of the two another name.`, [twice]);
}

function inputsIn(rule: InputRule): string[] {
  if (typeof rule === 'string') return [rule];
  return 'input' in rule ? [rule.input] : partsOf(rule).rules.flatMap(inputsIn);
}

function partsOf(rule: Exclude<InputRule, string | { readonly input: string }>) {
  if ('and' in rule) return { kind: 'and', rules: rule.and };
  return 'or' in rule ? { kind: 'or', rules: rule.or } : { kind: 'combine', rules: rule.combine };
}

function ruleElement(rule: InputRule): NewElement {
  if (typeof rule === 'string') return newElement('data-in', { dataset: rule });
  const attributes = { name: rule.name, min: rule.min?.toString(), wait: rule.wait?.toString() };
  if ('input' in rule) return newElement('data-in', { ...attributes, dataset: rule.input });
  const { kind, rules } = partsOf(rule);
  return newElement(kind, attributes, rules.map(ruleElement));
}
