import { isTimeZone, later } from './calendar.ts';
import type { Configuration } from './configuration.ts';
import { type FrequencyUnit, frequencyVocabulary, submitVocabulary } from './coordinator-vocabulary.ts';
import { parseMinuteZ } from './dates.ts';
import { ExpressionError, evaluate, type Vocabulary } from './expressions.ts';
import type { TimeUnit } from './oozie-state.ts';
import { refuse } from './refusal.ts';
import { childOf, childrenOf, textOf, type XmlElement } from './xml-tree.ts';

/** A series of data, one instance each period. */
interface Dataset {
  readonly frequency: number;
  readonly unit: TimeUnit;
  readonly initial: number;
  readonly zone: string;
  readonly template: string;
  /** Undefined for `_SUCCESS`; empty for the folder itself. */
  readonly doneFlag: string | undefined;
}

/** Which instances an action reads or writes, relative to its nominal time. */
export interface DataEvent {
  readonly name: string;
  readonly output: boolean;
  readonly dataset: Dataset;
  readonly instances: readonly Instance[];
}

/** So many periods from the nominal time, or a time of its own. */
type Instance = { readonly current: number } | { readonly at: number };

/**
 * Reads the datasets and events of a coordinator. Of the functions for instances, `coord:current` is known, beside times
 * as they are.
 * @throws {Refusal} E0803 for an event of a dataset that there is not, E1003 and E1004 for what can't be read
 */
export function readDataEvents(root: XmlElement, conf: Configuration): DataEvent[] {
  const datasets = new Map<string, Dataset>();
  for (const element of childrenOf(childOf(root, 'datasets') ?? { ...root, content: [] }, 'dataset')) {
    datasets.set(element.attributes.name ?? '', readDataset(element, conf));
  }
  return ['input-events', 'output-events'].flatMap((kind) => {
    const events = childOf(root, kind);
    return (events === undefined ? [] : childrenOf(events)).map((element): DataEvent => {
      const { name = '', dataset: named = '' } = element.attributes;
      const dataset = datasets.get(named);
      if (dataset === undefined) throw refuse('E0803', `there is no dataset [${named}]`);
      return { name, output: kind === 'output-events', dataset, instances: readInstances(element, conf) };
    });
  });
}

/** Of which time an instance is, is put in last. */
const timeFields = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE'] as const;

function readDataset(element: XmlElement, conf: Configuration): Dataset {
  const vocabulary = submitVocabulary(conf);
  const attribute = (name: string, by = vocabulary) => resolved(element.attributes[name] ?? '', by);
  const found: FrequencyUnit = { unit: 'MINUTE', endOf: 'NONE' };
  const frequency = Number(attribute('frequency', frequencyVocabulary(conf, found)));
  if (!(frequency > 0)) throw refuse('E1003', '[frequency] of a dataset has to be more than 0');
  const initial = parseMinuteZ(attribute('initial-instance'));
  if (initial === undefined) throw refuse('E1003', '[initial-instance] is no time');
  const zone = attribute('timezone');
  if (!isTimeZone(zone)) throw refuse('E1003', `[timezone] = [${zone}] is no time zone`);
  const doneFlag = childOf(element, 'done-flag');
  const kept = Object.fromEntries(timeFields.map((field) => [field, `\${${field}}`]));
  const template = textOf(childOf(element, 'uri-template') ?? element).trim();
  return {
    frequency,
    unit: found.unit,
    initial,
    zone,
    template: resolved(template, { ...vocabulary, variable: (name) => kept[name] ?? conf[name] }),
    doneFlag: doneFlag === undefined ? undefined : resolved(textOf(doneFlag).trim(), vocabulary),
  };
}

/** @throws {Refusal} E1004, in which Oozie repeats the code */
export function resolved(text: string, vocabulary: Vocabulary): string {
  try {
    return evaluate(text, vocabulary);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw refuse('E1004', `E1004: ${error.message}`);
  }
}

function readInstances(element: XmlElement, conf: Configuration): Instance[] {
  const one = (name: string): Instance[] =>
    childrenOf(element, name).map((each) => readInstance(textOf(each).trim(), submitVocabulary(conf)));
  const [first] = one('start-instance');
  const [last] = one('end-instance');
  const range: Instance[] = [];
  if (first !== undefined && last !== undefined && 'current' in first && 'current' in last) {
    for (let current = first.current; current <= last.current; current += 1) range.push({ current });
  }
  return [...one('instance'), ...range];
}

function readInstance(text: string, vocabulary: Vocabulary): Instance {
  let current: number | undefined;
  const value = resolved(text, {
    variable: vocabulary.variable,
    functions: {
      ...vocabulary.functions,
      'coord:current': (count = null) => {
        current = Number(count);
        return '';
      },
    },
  });
  if (current !== undefined) return { current };
  const at = parseMinuteZ(value);
  if (at === undefined) throw refuse('E1004', `E1004: "${text}" is no instance that this model knows`);
  return { at };
}

/** The places of an event's instances for an action, latest first, as Oozie lists them. */
export function placesOf({ dataset, instances }: DataEvent, nominalTime: number): string[] {
  const { initial, frequency, unit, zone } = dataset;
  const at = (index: number) => later(initial, index * frequency, unit, zone);
  let latest = -1;
  for (let step = 1 << 24; step >= 1; step >>= 1) {
    if (at(latest + step) <= nominalTime) latest += step;
  }
  return instances
    .map((instance) => ('at' in instance ? instance.at : at(latest + instance.current)))
    .filter((time) => time >= initial)
    .sort((one, other) => other - one)
    .map((time) => placeAt(dataset.template, time));
}

function placeAt(template: string, time: number): string {
  const [year, month, day, hour, minute] = new Date(time).toISOString().split(/\D/);
  const fields: Readonly<Record<string, string | undefined>> = {
    YEAR: year,
    MONTH: month,
    DAY: day,
    HOUR: hour,
    MINUTE: minute,
  };
  return template.replace(/\$\{([A-Z]+)\}/g, (whole, field: string) => fields[field] ?? whole);
}

/** The file by whose presence Oozie knows that an instance is there. */
export function doneFile({ dataset }: DataEvent, place: string): string {
  const { doneFlag = '_SUCCESS' } = dataset;
  return doneFlag === '' ? place : `${place}/${doneFlag}`;
}

/** The resolved definition, in which each event has its dataset in it, and the datasets by themselves are gone. */
export function withDatasets(root: XmlElement, conf: Configuration): XmlElement {
  const datasets = new Map<string, XmlElement>();
  for (const element of childrenOf(childOf(root, 'datasets') ?? { ...root, content: [] }, 'dataset')) {
    datasets.set(element.attributes.name ?? '', resolvedDataset(element, conf));
  }
  const content = root.content.flatMap((piece): (XmlElement | string)[] => {
    if (typeof piece === 'string') return [piece];
    if (piece.name === 'datasets') return [];
    if (piece.name !== 'input-events' && piece.name !== 'output-events') return [piece];
    const events = childrenOf(piece).map((event) => {
      const dataset = datasets.get(event.attributes.dataset ?? '');
      return dataset === undefined ? event : { ...event, content: [dataset, ...event.content] };
    });
    return [{ ...piece, content: events }];
  });
  return { ...root, content };
}

function resolvedDataset(element: XmlElement, conf: Configuration): XmlElement {
  const found: FrequencyUnit = { unit: 'MINUTE', endOf: 'NONE' };
  const { template, doneFlag } = readDataset(element, conf);
  const attributes = {
    ...element.attributes,
    frequency: resolved(element.attributes.frequency ?? '', frequencyVocabulary(conf, found)),
    freq_timeunit: found.unit,
    end_of_duration: found.endOf,
  };
  const content = childrenOf(element).map((child) => ({
    ...child,
    content: [child.name === 'uri-template' ? template : (doneFlag ?? '')].filter(Boolean),
  }));
  return { ...element, attributes, content };
}

/** The events of one action: the places of the instances, and the dataset. */
export function withPlaces(events: XmlElement, placesOfEvent: (name: string) => string): XmlElement {
  const content = childrenOf(events).map((event) => {
    const uris: XmlElement = {
      name: 'uris',
      namespace: event.namespace,
      attributes: {},
      content: [placesOfEvent(event.attributes.name ?? '')],
    };
    return { ...event, content: [uris, ...childrenOf(event, 'dataset')] };
  });
  return { ...events, content };
}
