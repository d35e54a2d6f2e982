import type { Dataset } from '../../coordinator/coordinator.ts';
import type { CoordinatorDefinition } from '../../definition/definition.ts';
import { removeElement } from '../../definition/edit-parts.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { parseElText } from '../../el/parse.ts';
import { day, minute } from '../../time/zoned-calendar.ts';
import { childElements } from '../../tree/navigate.ts';
import { functionName, partsOf, textsWithExpressions } from '../expressions.ts';
import { type KnownDataset, knownTimes, stepOf } from '../known-times.ts';
import type { Rule } from '../rule.ts';
import { advise, fixBy } from './advise.ts';

/** Datasets whose instances lie on top of each other: the URI lacks the field of time by which they differ. */
export const datasetUris: Rule<CoordinatorDefinition> = (checking) => {
  const { tree } = checking.definition;
  return [...knownTimes(checking).datasets].flatMap(
    ([{ uriTemplate, name }, { frequency }]): Diagnostic[] => {
      if (uriTemplate === undefined || frequency === undefined || uriTemplate.text === '') return [];
      const fields = new Set<string>();
      for (const { node } of partsOf(parseElText(uriTemplate.text))) {
        if (node.kind === 'function') return [];
        if (node.kind !== 'identifier') continue;
        // What a property brings may have the fields in it.
        if (!timeFields.has(node.name)) return [];
        fields.add(node.name);
      }
      const needed = neededField(frequency);
      if (needed === undefined || fields.has(needed)) return [];
      return [
        advise(tree, uriTemplate, {
          code: 'dataset-uri-repeats',
          severity: 'warning',
          message: `Instances of ${name?.text ?? 'the dataset'} come more often than its URI changes, so that several are the same folder. Put \${${needed}} into it.`,
        }),
      ];
    },
  );
};

const timeFields = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE']);

function neededField({ unit, amount }: NonNullable<KnownDataset['frequency']>): string | undefined {
  switch (unit) {
    case 'MINUTE':
      return amount % 1440 === 0 ? 'DAY' : amount % 60 === 0 ? 'HOUR' : 'MINUTE';
    case 'HOUR':
      return amount % 24 === 0 ? 'DAY' : 'HOUR';
    case 'DAY':
    case 'WEEK':
      return 'DAY';
    case 'MONTH':
      return amount % 12 === 0 ? 'YEAR' : 'MONTH';
    case 'YEAR':
      return 'YEAR';
  }
}

/** Events that take an instance of a dataset that begins later, or comes at other times, than the coordinator. */
export const eventInstances: Rule<CoordinatorDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const { datasets, start, frequency } = knownTimes(checking);
  const byName = new Map<string | undefined, Dataset>();
  for (const dataset of datasets.keys()) byName.set(dataset.name?.text, dataset);
  const found: Diagnostic[] = [];
  const inputs = model.inputEvents?.dataIns ?? [];
  const outputs = model.outputEvents?.dataOuts ?? [];
  for (const event of [...inputs, ...outputs]) {
    const dataset = byName.get(event.dataset?.text ?? '');
    const times = dataset && datasets.get(dataset);
    const [instance] = event.instances;
    if (dataset === undefined || times === undefined || instance === undefined) continue;
    if (event.instances.length > 1 || !/^\$\{\s*coord:current\(\s*0\s*\)\s*\}$/.test(instance.text)) continue;
    const isOutput = !('startInstance' in event);
    const { initialInstance } = times;
    if (initialInstance !== undefined && start !== undefined && initialInstance > start) {
      found.push(
        advise(tree, instance, {
          code: 'instance-before-dataset',
          severity: 'warning',
          message: `The coordinator starts before ${dataset.name?.text}'s initial-instance, so that its first actions get no instance of it. Let the dataset begin earlier.`,
        }),
      );
    }
    if (frequency?.kind !== 'calendar' || times.frequency === undefined) continue;
    const ratio = stepOf(times.frequency) / stepOf(frequency);
    if (isOutput && ratio > 1.1) {
      found.push(
        advise(tree, instance, {
          code: 'output-overwritten',
          severity: 'warning',
          message: `The coordinator runs more often than ${dataset.name?.text} has instances, so that several actions write the same one. Give the dataset the coordinator's frequency.`,
        }),
      );
    }
    if (!isOutput && ratio < 0.9 && 1 / ratio >= 2) {
      found.push(
        advise(tree, instance, {
          code: 'instances-skipped',
          severity: 'info',
          message: `Each action reads one instance of ${dataset.name?.text}, of about ${Math.round(1 / ratio)} that come meanwhile. Take a range if it needs all: start-instance \${coord:current(${1 - Math.round(1 / ratio)})}, end-instance \${coord:current(0)}.`,
        }),
      );
    }
  }
  return found;
};

/** Datasets that no event takes, and outputs that the workflow isn't told of. */
export const unusedData: Rule<CoordinatorDefinition> = ({ definition: { tree, model } }) => {
  const found: Diagnostic[] = [];
  const events = [...(model.inputEvents?.dataIns ?? []), ...(model.outputEvents?.dataOuts ?? [])];
  const taken = new Set(events.map(({ dataset }) => dataset?.text));
  if (!events.some(({ dataset }) => /[$#]\{/.test(dataset?.text ?? ''))) {
    const alone = model.datasets !== undefined && childElements(model.datasets.element).length === 1;
    for (const { name, element } of model.datasets?.datasets ?? []) {
      if (name === undefined || taken.has(name.text)) continue;
      found.push(
        advise(tree, name, {
          code: 'unused-dataset',
          severity: 'info',
          message: `No data-in or data-out takes the dataset ${name.text}. Take it out, or use it.`,
          ...(!alone && { fix: fixBy(`Take out ${name.text}`, () => removeElement(tree, element)) }),
        }),
      );
    }
  }
  const told = outputsTold(tree);
  for (const { name } of model.outputEvents?.dataOuts ?? []) {
    if (name === undefined || told === undefined || told.has(name.text)) continue;
    found.push(
      advise(tree, name, {
        code: 'unused-data-out',
        severity: 'info',
        message: `The workflow isn't told where ${name.text} is. Pass it on in a property: \${coord:dataOut('${name.text}')}.`,
      }),
    );
  }
  return found;
};

/** The outputs that expressions name; undefined when a name is made by an expression. */
function outputsTold(tree: CoordinatorDefinition['tree']): ReadonlySet<string> | undefined {
  const told = new Set<string>();
  for (const { parts } of textsWithExpressions(tree)) {
    for (const { node } of parts) {
      if (node.kind !== 'function' || !/^coord:(?:data|database|table)Out/.test(functionName(node))) continue;
      const [argument] = node.args;
      if (argument?.kind !== 'string') return undefined;
      told.add(argument.value);
    }
  }
  return told;
}

/** Actions that wait for data for as long as the server lets them. */
export const endlessWaits: Rule<CoordinatorDefinition> = (checking) => {
  const { tree, model } = checking.definition;
  const { controls, inputEvents } = model;
  const timeout = controls?.timeout;
  const minutes = knownTimes(checking).text(timeout, 'coord-job-wait-timeout');
  if (timeout === undefined || !/^-\d+$/.test(minutes ?? '') || (inputEvents?.dataIns.length ?? 0) === 0)
    return [];
  const most = (86_400 * minute) / day;
  return [
    advise(tree, timeout, {
      code: 'endless-wait',
      severity: 'info',
      message: `Actions whose data never comes wait for as long as the server allows, ${most} days by default, and count against the throttle. Say in minutes how late the data may be.`,
    }),
  ];
};
