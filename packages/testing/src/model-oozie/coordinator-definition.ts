import { type EndOf, isTimeZone, parseCron } from './calendar.ts';
import type { Configuration } from './configuration.ts';
import { type FrequencyUnit, frequencyVocabulary, submitVocabulary } from './coordinator-vocabulary.ts';
import { readDataEvents, resolved, withDatasets } from './data-events.ts';
import { parseMinuteZ } from './dates.ts';
import { refuseReservedNames, resolveName, withParameters } from './definition-file.ts';
import { ExpressionError, type Vocabulary } from './expressions.ts';
import type { ExecutionOrder, Settings, TimeUnit } from './oozie-state.ts';
import { type Refusal, refuse } from './refusal.ts';
import {
  attributeOf,
  definitionRoot,
  demandedChild,
  notBySchema,
  parametersOf,
} from './workflow-definition.ts';
import { childOf, childrenOf, printXml, textOf, type XmlElement } from './xml-tree.ts';

/** A coordinator's definition with its properties put in. */
export interface ResolvedCoordinator {
  readonly conf: Configuration;
  readonly name: string;
  readonly frequency: string;
  readonly timeUnit: TimeUnit;
  readonly endOf: EndOf;
  readonly startTime: number;
  readonly endTime: number;
  readonly timeZone: string;
  readonly timeOut: number;
  readonly concurrency: number;
  readonly throttle: number;
  readonly execution: ExecutionOrder;
  /** The definition as Oozie keeps it, and prints it after a dry run. */
  readonly jobXml: string;
}

const controlOrder = ['timeout', 'concurrency', 'execution', 'throttle'];
const executions: readonly ExecutionOrder[] = ['FIFO', 'LIFO', 'LAST_ONLY', 'NONE'];

/** Oozie's defaults: minutes, actions at once, waiting actions; and its limits for the first and the last. */
const defaults = { timeout: 120, concurrency: 1, throttle: 12, mostTimeout: 86_400, mostThrottle: 500 };

/**
 * Reads a coordinator's definition and resolves it with the job's properties.
 * @see org.apache.oozie.command.coord.CoordSubmitXCommand
 * @throws {Refusal} E0701 (schema), E0738, E0739 (parameters), E1003 (attributes and controls), E1004 (expressions),
 * E0803 with E0808 (reserved names), E0803 (name, datasets)
 */
export function resolveCoordinator(
  xml: string,
  given: Configuration,
  settings: Settings,
  nameInBundle?: string,
): ResolvedCoordinator {
  try {
    refuseReservedNames('coordinator', given);
  } catch (error) {
    throw refuse('E0803', `IO error, ${(error as Refusal).message}`);
  }
  const root = definitionRoot(xml, 'coordinator');
  checkOutline(root);
  const conf = withParameters(parametersOf(root), given);
  const vocabulary = submitVocabulary(conf);
  const resolve = (text: string, by: Vocabulary = vocabulary) => resolved(text.trim(), by);
  const unit: FrequencyUnit = { unit: 'MINUTE', endOf: 'NONE' };
  const frequency = readFrequency(resolve(attributeOf(root, 'frequency'), frequencyVocabulary(conf, unit)));
  const name = nameInBundle ?? resolvedName(attributeOf(root, 'name'), conf);
  const time = (attribute: 'start' | 'end') => readTime(attribute, resolve(attributeOf(root, attribute)));
  const [startTime, endTime] = [time('start'), time('end')];
  const timeZone = resolve(attributeOf(root, 'timezone'));
  if (!isTimeZone(timeZone)) throw refuse('E1003', `[timezone] = [${timeZone}] is no time zone`);
  const controls = readControls(root, resolve, conf);
  checkActionProperties(root, vocabulary);
  readDataEvents(root, conf);
  if (startTime >= endTime) throw refuse('E1003', 'a coordinator has to start before it ends');
  const isCron = !/^-?\d+$/.test(frequency);
  if (settings.checkMaximumFrequency && !isCron) {
    const number = Number(frequency);
    if (number === 0 || (number < 5 && unit.unit === 'MINUTE')) {
      throw refuse(
        'E1003',
        `a coordinator may not run more often than every 5 minutes, but has ${frequency}`,
      );
    }
  }
  const timeUnit: TimeUnit = isCron ? 'CRON' : unit.unit;
  const resolvedRoot = {
    ...root,
    attributes: {
      ...root.attributes,
      frequency,
      start: resolve(attributeOf(root, 'start')),
      end: resolve(attributeOf(root, 'end')),
      timezone: timeZone,
      freq_timeunit: timeUnit,
      end_of_duration: unit.endOf,
    },
    content: root.content.map((piece) => (typeof piece === 'string' ? piece : resolvedPart(piece, conf))),
  };
  return {
    conf,
    name,
    frequency,
    timeUnit,
    endOf: unit.endOf,
    startTime,
    endTime,
    timeZone,
    ...controls,
    jobXml: printXml(withDatasets(resolvedRoot, conf)),
  };
}

function checkOutline(root: XmlElement): void {
  const { workflow } = workflowPart(root);
  demandedChild(workflow, 'app-path');
  const controls = childrenOf(childOf(root, 'controls') ?? { ...root, content: [] }).map(({ name }) => name);
  const ranks = controls.map((name) => controlOrder.indexOf(name));
  if (ranks.some((rank, index) => rank < 0 || rank <= (ranks[index - 1] ?? -1))) {
    throw notBySchema(
      `<controls> has ${controls.join(', ')}, and may have ${controlOrder.join(', ')}, in that order`,
    );
  }
}

/** The parts of a definition that tell what its actions run. */
export function workflowPart(root: XmlElement): {
  workflow: XmlElement;
  configuration: XmlElement | undefined;
} {
  const workflow = demandedChild(demandedChild(root, 'action'), 'workflow');
  return { workflow, configuration: childOf(workflow, 'configuration') };
}

function resolvedName(name: string, conf: Configuration): string {
  try {
    return resolveName(name, conf);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw refuse('E0803', error.message);
  }
}

function readFrequency(text: string): string {
  if (/^-?\d+$/.test(text) || parseCron(text) !== undefined) return text;
  throw refuse('E1003', `[frequency] = [${text}] is neither a number nor a cron expression with 5 fields`);
}

function readTime(attribute: string, text: string): number {
  const time = parseMinuteZ(text);
  if (time !== undefined) return time;
  throw refuse('E1003', `[${attribute}] = [${text}] is no time; write yyyy-MM-dd'T'HH:mm'Z'`);
}

type Resolve = (text: string, by?: Vocabulary) => string;

function readControls(root: XmlElement, resolve: Resolve, conf: Configuration) {
  const controls = childOf(root, 'controls');
  const control = (name: string, by?: Vocabulary) => {
    const element = childOf(controls, name);
    return element === undefined ? '' : resolve(textOf(element), by);
  };
  const integer = (name: string, text: string, otherwise: number) => {
    if (text === '') return otherwise;
    if (!/^[+-]?\d+$/.test(text)) throw refuse('E1003', `[${name}] = [${text}] is no whole number`);
    return Number(text);
  };
  const unit: FrequencyUnit = { unit: 'MINUTE', endOf: 'NONE' };
  const minutes = integer('timeout', control('timeout', frequencyVocabulary(conf, unit)), defaults.timeout);
  const perUnit = unit.unit === 'DAY' ? 1_440 : unit.unit === 'MONTH' ? 43_200 : 1;
  const timeOut = minutes * perUnit;
  const throttle = integer('throttle', control('throttle'), defaults.throttle);
  const execution = executions.find((order) => order === (control('execution') || 'FIFO'));
  if (execution === undefined) throw refuse('E1003', `[execution] is none of ${executions.join(', ')}`);
  return {
    timeOut: timeOut < 0 || timeOut > defaults.mostTimeout ? defaults.mostTimeout : timeOut,
    concurrency: integer('concurrency', control('concurrency'), defaults.concurrency),
    throttle: throttle < 1 || throttle > defaults.mostThrottle ? defaults.mostThrottle : throttle,
    execution,
  };
}

/** Expressions that are computed for each action are tried out, as far as they can be. */
function checkActionProperties(root: XmlElement, vocabulary: Vocabulary): void {
  const { workflow, configuration } = workflowPart(root);
  resolved(textOf(demandedChild(workflow, 'app-path')).trim(), vocabulary);
  const echo: Vocabulary = {
    variable: vocabulary.variable,
    functions: new Proxy(vocabulary.functions, {
      get: (known, name) =>
        known[String(name)] ?? (String(name).startsWith('coord:') ? () => String(name) : undefined),
    }),
  };
  for (const property of configuration === undefined ? [] : childrenOf(configuration, 'property')) {
    for (const field of childrenOf(property)) resolved(textOf(field).trim(), echo);
  }
}

/** Expressions in controls and paths are put in; those of actions stay for later. */
function resolvedPart(element: XmlElement, conf: Configuration): XmlElement {
  const isResolved = element.name === 'app-path' || controlOrder.includes(element.name);
  const vocabulary =
    element.name === 'timeout'
      ? frequencyVocabulary(conf, { unit: 'MINUTE', endOf: 'NONE' })
      : submitVocabulary(conf);
  const content = element.content.map((piece) => {
    if (typeof piece !== 'string') return resolvedPart(piece, conf);
    return isResolved ? resolved(piece.trim(), vocabulary) : piece;
  });
  return { ...element, content };
}
