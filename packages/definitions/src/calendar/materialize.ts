import { evaluateText } from '../el/evaluate.ts';
import { parseElText } from '../el/parse.ts';
import type { ElScope } from '../el/scope.ts';
import type { ElText } from '../el/syntax.ts';
import type { ElOutcome } from '../el/value.ts';
import type { JobProperties } from '../el/workflow-scope.ts';
import type {
  CalendarPlace,
  CalendarProblem,
  CoordinatorPlan,
  DataEventPlan,
  Materialization,
  MaterializedAction,
  MaterializedEvent,
  MaterializeOptions,
} from './coordinator-plan.ts';
import { type CoordinatorPhase, coordinatorScope, type KnownCoordinator } from './coordinator-scope.ts';
import { materializeEvent, type PreparedEvent } from './data-event.ts';
import { nominalTimes } from './nominal-times.ts';
import { type ResolvedCoordinator, resolveCoordinator } from './resolve-coordinator.ts';

/**
 * What a coordinator will do: its actions with their nominal times, and the instances and URIs of their inputs and
 * outputs, as Oozie makes them. Never throws: what Oozie refuses, and what can't be known, are problems.
 * @see org.apache.oozie.command.coord.CoordMaterializeTransitionXCommand
 */
export function materialize(
  plan: CoordinatorPlan,
  properties: JobProperties,
  options: MaterializeOptions = {},
): Materialization {
  const problems: CalendarProblem[] = [];
  const coordinator = resolveCoordinator(plan, properties, options, problems);
  checkTexts(plan, properties, options, problems);
  const { moreProperties = false } = options;
  const scope = coordinatorScope('coord-job-submit-instances', { properties, moreProperties });
  const prepare = { plan, coordinator, scope, problems };
  const inputs = prepareEvents('data-in', plan.inputs ?? [], prepare);
  const outputs = prepareEvents('data-out', plan.outputs ?? [], prepare);
  if (coordinator === undefined || problems.length > 0) {
    return { actions: [], more: false, problems };
  }
  const configuration = (plan.configuration ?? []).map(({ name, value }) => ({
    name,
    value: parseElText(value),
  }));
  const prepared = { plan, properties, options, coordinator, inputs, outputs, configuration };
  const { from, to = Number.POSITIVE_INFINITY, limit = 100 } = options;
  const actions: MaterializedAction[] = [];
  let more = false;
  let instances = 0;
  for (const { number, time } of nominalTimes(coordinator.schedule, from)) {
    more = time < to;
    if (!more || actions.length >= limit) break;
    const action = materializeAction(prepared, number, time);
    more = false;
    if ('place' in action) {
      problems.push(action);
      break;
    }
    actions.push(action);
    instances += instancesOf(action);
    if (instances > mostInstances) {
      more = true;
      break;
    }
  }
  return { actions, more, problems, controls: coordinator.controls };
}

/** So many instances are more than anybody looks at; those of later actions can be asked for. */
const mostInstances = 200_000;

function instancesOf({ inputs, outputs }: MaterializedAction): number {
  return [...inputs, ...outputs].reduce((sum, event) => sum + event.instances.length, 0);
}

interface Prepared {
  readonly plan: CoordinatorPlan;
  readonly properties: JobProperties;
  readonly options: MaterializeOptions;
  readonly coordinator: ResolvedCoordinator;
  readonly inputs: readonly PreparedEvent[];
  readonly outputs: readonly PreparedEvent[];
  readonly configuration: readonly { readonly name: string; readonly value: ElText }[];
}

/** Reports what Oozie refuses in texts that it only checks when a coordinator is submitted. */
function checkTexts(
  plan: CoordinatorPlan,
  properties: JobProperties,
  { moreProperties = false }: MaterializeOptions,
  problems: CalendarProblem[],
): void {
  const { inputs = [], outputs = [], configuration = [] } = plan;
  const events = new Map<string, 'data-in' | 'data-out'>([
    ...inputs.map(({ name }) => [name, 'data-in'] as const),
    ...outputs.map(({ name }) => [name, 'data-out'] as const),
  ]);
  const known: KnownCoordinator = { properties, moreProperties, events };
  const check = (text: string | undefined, phase: CoordinatorPhase, place: CalendarPlace) => {
    const outcome = text === undefined ? undefined : evaluateText(text, coordinatorScope(phase, known));
    if (outcome?.kind === 'error') problems.push({ kind: 'error', place, message: outcome.message });
  };
  for (const [part, list] of [
    ['data-in', inputs],
    ['data-out', outputs],
  ] as const) {
    for (const { name, instances = [], startInstance, endInstance } of list) {
      const phase = 'coord-job-submit-instances';
      for (const [index, instance] of instances.entries()) {
        check(instance, phase, { part, name, field: 'instance', index });
      }
      check(startInstance, phase, { part, name, field: 'start-instance' });
      check(endInstance, phase, { part, name, field: 'end-instance' });
    }
  }
  check(plan.name, 'job-submit', { part: 'coordinator', field: 'name' });
  check(plan.appPath, 'coord-job-submit-nofuncs', { part: 'coordinator', field: 'app-path' });
  for (const { name, value } of configuration) {
    check(name, 'coord-job-submit-data', { part: 'configuration', name, field: 'name' });
    check(value, 'coord-job-submit-data', { part: 'configuration', name, field: 'value' });
  }
}

interface Preparing {
  readonly plan: CoordinatorPlan;
  readonly coordinator: ResolvedCoordinator | undefined;
  readonly scope: ElScope;
  readonly problems: CalendarProblem[];
}

function prepareEvents(
  part: 'data-in' | 'data-out',
  plans: readonly DataEventPlan[],
  { plan, coordinator, scope, problems }: Preparing,
): readonly PreparedEvent[] {
  const seen = new Set<string>();
  const defined = new Set(plan.datasets?.map((dataset) => dataset.name));
  return plans.flatMap(({ name, dataset: datasetText, instances = [], startInstance, endInstance }) => {
    if (seen.has(name)) {
      const message = `Two events of one kind are called ${name}.`;
      problems.push({ kind: 'error', place: { part, name, field: 'name' }, message });
    }
    seen.add(name);
    const place = { part, name, field: 'dataset' } as const;
    const outcome = evaluateText(datasetText, scope);
    if (outcome.kind !== 'value') {
      const message = outcome.kind === 'unknown' ? outcome.because : outcome.message;
      problems.push({ kind: outcome.kind, place, message });
      return [];
    }
    if (!defined.has(outcome.text)) {
      problems.push({ kind: 'error', place, message: `There is no dataset ${outcome.text}.` });
    }
    const dataset = coordinator?.datasets.get(outcome.text);
    if (dataset === undefined) return [];
    const range =
      startInstance === undefined || endInstance === undefined
        ? undefined
        : { start: parseElText(startInstance), end: parseElText(endInstance) };
    const uriTemplate: ElText = parseElText(dataset.uriTemplate);
    return [{ name, dataset, instances: instances.map(parseElText), uriTemplate, ...(range && { range }) }];
  });
}

function materializeAction(
  { plan, properties, options, coordinator, inputs, outputs, ...prepared }: Prepared,
  number: number,
  nominalTime: number,
): MaterializedAction | CalendarProblem {
  const { processing, weekStart, moreProperties, actualTime, jobId } = options;
  const known: KnownCoordinator & { nominalTime: number } = {
    properties,
    name: plan.name,
    zone: coordinator.schedule.zone,
    nominalTime,
    ...(processing && { processing }),
    ...(weekStart !== undefined && { weekStart }),
    ...(moreProperties !== undefined && { moreProperties }),
    ...(actualTime !== undefined && { actualTime }),
    ...(jobId !== undefined && { actionId: `${jobId}@${number}` }),
  };
  const inputUris = new Map<string, readonly string[] | undefined>();
  const outputUris = new Map<string, readonly string[] | undefined>();
  const madeInputs: MaterializedEvent[] = [];
  const madeOutputs: MaterializedEvent[] = [];
  for (const [part, events, made, uris] of [
    ['data-in', inputs, madeInputs, inputUris],
    ['data-out', outputs, madeOutputs, outputUris],
  ] as const) {
    for (const event of events) {
      const found = materializeEvent(event, { ...known, dataset: event.dataset });
      if ('kind' in found) {
        const { kind, message, field, index } = found;
        const place = { part, name: event.name, field, ...(index !== undefined && { index }) };
        return { kind, place, message, action: number };
      }
      if (part === 'data-out' && found.waiting.length > 0) {
        const message =
          'An output can’t have latest or future instances. Write coord:current or coord:offset.';
        return {
          kind: 'error',
          place: { part, name: event.name, field: 'instance' },
          message,
          action: number,
        };
      }
      made.push(found);
      uris.set(event.name, found.waiting.length > 0 ? undefined : found.instances.map(({ uri }) => uri));
    }
  }
  const scope = coordinatorScope('coord-action-start', { ...known, inputUris, outputUris });
  const configuration: { name: string; value: string | undefined }[] = [];
  for (const { name, value } of prepared.configuration) {
    const outcome: ElOutcome = evaluateText(value, scope);
    if (outcome.kind === 'error') {
      const place = { part: 'configuration', name, field: 'value' } as const;
      return { kind: 'error', place, message: outcome.message, action: number };
    }
    configuration.push({ name, value: outcome.kind === 'value' ? outcome.text : undefined });
  }
  return { number, nominalTime, inputs: madeInputs, outputs: madeOutputs, configuration };
}
