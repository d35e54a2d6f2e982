import { readDefinition } from '../../definition/parse-definition.ts';
import { formatOozieDate, processingInUtc } from '../../time/oozie-date.ts';
import { timeZone, utc } from '../../time/time-zone.ts';
import { newDocument } from '../../tree/new-document.ts';
import { type NewElement, newElement } from '../../tree/new-node.ts';
import {
  completedPath,
  configurationOf,
  folderOfDocument,
  type HueContext,
  noteUnread,
  slaOf,
} from './hue-document.ts';
import type { HueFields } from './hue-json.ts';

/** The frequencies of Hue’s editor, and what datasets of the same frequency have. */
const simpleCrons: ReadonlyMap<string, string> = new Map([
  ['* * * * *', '${coord:minutes(1)}'],
  ['0 * * * *', '${coord:hours(1)}'],
  ['0 0 * * *', '${coord:days(1)}'],
  ['0 0 1 * *', '${coord:months(1)}'],
  ['0 0 0 * *', '${coord:months(1)}'],
]);

/** A coordinator (“schedule”) of Hue's: the data of an `oozie-coordinator2`. */
export function hueCoordinator(data: HueFields, name: string, context: HueContext) {
  const properties = data.fields('properties');
  const zone = properties.text('timezone') || 'UTC';
  const frequency = frequencyOf(properties);
  const start = dateOf(properties.text('start'), zone);
  const variables = data.list('variables').map((variable) => ({
    variable,
    type: variable.text('dataset_type'),
    name: variable.text('workflow_variable'),
  }));
  const inputs = variables.filter(({ type }) => type === 'input_path');
  const outputs = variables.filter(({ type }) => type === 'output_path');
  const parameters = variables.filter(({ type }) => type !== 'input_path' && type !== 'output_path');
  const own = properties.pairs('parameters');
  for (const [key, value] of own) context.property(key, dateOf(value, zone));
  const workflow = context.document(properties.text('workflow'));
  const folder = folderOfDocument(workflow);
  context.property('wf_application_path', folder === '' ? '' : completedPath(folder, '${user.name}'));
  if (folder === '') {
    const what = properties.text('workflow') || properties.text('document');
    context.note(
      'hue-document-missing',
      `${name} runs Hue’s document ${what}, which is not in the export: set the property wf_application_path to its path.`,
    );
  }
  const configuration = configurationOf([
    ...inputs.map((one) => [one.name, `\${coord:dataIn('${one.name}')}`] as const),
    ...outputs.map((one) => [one.name, `\${coord:dataOut('${one.name}')}`] as const),
    ...parameters.map((one) => [one.name, one.variable.text('dataset_variable')] as const),
    ...own.map(([key, value]) => [key, /^(?:start|end)_date$/.test(key) ? `\${${key}}` : value] as const),
  ]);
  const datasets = [...inputs, ...outputs].map((one) => dataset(one, { zone, frequency, start }, context));
  const children = [
    ...controls(properties),
    ...section('datasets', datasets),
    ...section(
      'input-events',
      inputs.map((one) => event('data-in', one.name, instances(one.variable))),
    ),
    ...section(
      'output-events',
      outputs.map((one) => event('data-out', one.name, oneInstance(one, context))),
    ),
    newElement('action', {}, [
      newElement('workflow', {}, [newElement('app-path', {}, '${wf_application_path}'), ...configuration]),
      ...slaOf(properties),
    ]),
  ];
  const attributes = {
    name,
    frequency,
    start,
    end: dateOf(properties.text('end'), zone),
    timezone: zone,
    xmlns: 'uri:oozie:coordinator:0.4',
  };
  const left = [...properties.texts('job_xml'), ...properties.texts('credentials')];
  if (left.length > 0) {
    context.note(
      'hue-field-left-out',
      `A coordinator has neither job-xml nor credentials: ${left.join(', ')}`,
    );
  }
  noteUnread(properties, context, name);
  return readDefinition(newDocument('coordinator-app', attributes, children));
}

interface Variable {
  readonly variable: HueFields;
  readonly name: string;
}

function frequencyOf(properties: HueFields): string {
  const cron = properties.text('cron_frequency') || properties.fields('cron_frequency').text('frequency');
  const [number, unit] = [
    properties.text('frequency_number') || '1',
    properties.text('frequency_unit') || 'days',
  ];
  return cron === '' ? `\${coord:${unit}(${number})}` : cron;
}

/**
 * A time as Oozie has it: Hue's are of the coordinator's zone, or, with a `Z`, of UTC. Expressions stay as they are.
 * Oozie's are those of a server in UTC, as servers are unless they are told otherwise.
 */
function dateOf(text: string, zone: string): string {
  const [, date, time, ending] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z?)$/.exec(text) ?? [];
  if (date === undefined || time === undefined) return text;
  const calendar = ending === 'Z' ? utc : (timeZone(zone) ?? utc);
  return formatOozieDate(calendar.instantOf(Date.parse(`${date}T${time}:00Z`)), processingInUtc);
}

function controls(properties: HueFields): NewElement[] {
  const given = ['timeout', 'concurrency', 'execution', 'throttle'].flatMap((name) => {
    const value = properties.text(name);
    return value === '' ? [] : [newElement(name, {}, value)];
  });
  return section('controls', given);
}

function section(name: string, children: readonly NewElement[]): NewElement[] {
  return children.length === 0 ? [] : [newElement(name, {}, children)];
}

function dataset(
  { variable, name }: Variable,
  coordinator: { zone: string; frequency: string; start: string },
  context: HueContext,
): NewElement {
  let frequency = `\${coord:${variable.text('frequency_unit') || 'days'}(${variable.text('frequency_number') || '1'})}`;
  if (variable.flag('same_frequency')) {
    const same = coordinator.frequency.startsWith('$')
      ? coordinator.frequency
      : simpleCrons.get(coordinator.frequency);
    if (same !== undefined) frequency = same;
    else {
      context.note(
        'hue-dataset-frequency',
        `The dataset ${name} has the coordinator’s frequency “${coordinator.frequency}”, and datasets can’t have cron: ${frequency} stands in its place.`,
        name,
      );
    }
  }
  const zone = variable.flag('same_timezone')
    ? coordinator.zone
    : variable.text('timezone') || coordinator.zone;
  const start = variable.flag('same_start') ? coordinator.start : dateOf(variable.text('start'), zone);
  const done = variable.flag('use_done_flag') ? variable.text('done_flag') : '';
  const attributes = { name, frequency, 'initial-instance': start, timezone: zone };
  return newElement('dataset', attributes, [
    newElement('uri-template', {}, completedPath(variable.text('dataset_variable'), '${coord:user()}')),
    newElement('done-flag', {}, done),
  ]);
}

function event(kind: string, name: string, instances: readonly NewElement[]): NewElement {
  return newElement(kind, { name, dataset: name }, instances);
}

function instances(variable: HueFields): NewElement[] {
  const choice = variable.text('instance_choice');
  const instance = (end: 'start' | 'end') =>
    variable.flag(`is_advanced_${end}_instance`)
      ? variable.text(`advanced_${end}_instance`)
      : `\${coord:current(${variable.text(`${end}_instance`) || '0'})}`;
  if (choice === 'default' || choice === '') return [newElement('instance', {}, '${coord:current(0)}')];
  if (choice === 'single') return [newElement('instance', {}, instance('start'))];
  return [
    newElement('start-instance', {}, instance('start')),
    newElement('end-instance', {}, instance('end')),
  ];
}

/** An output is one instance. */
function oneInstance({ variable, name }: Variable, context: HueContext): NewElement[] {
  const [first, second] = instances(variable);
  if (first === undefined || second === undefined) return first === undefined ? [] : [first];
  context.note(
    'hue-output-range',
    `The output ${name} is a range of instances, and Oozie’s outputs are one: it is the first of them.`,
    name,
  );
  return [newElement('instance', {}, first.children)];
}
