import type { CalendarPlace } from '../../calendar/coordinator-plan.ts';
import type { CoordinatorPhase } from '../../calendar/coordinator-scope.ts';
import { materialize } from '../../calendar/materialize.ts';
import { planOf } from '../../calendar/plan-of-coordinator.ts';
import type { Coordinator } from '../../coordinator/coordinator.ts';
import type { CoordinatorDefinition } from '../../definition/definition.ts';
import type { Diagnostic, Fix } from '../../diagnostic.ts';
import { nearest } from '../../el/nearest.ts';
import { setValue } from '../../tree/edit-content.ts';
import { nameRange } from '../../tree/navigate.ts';
import { rangeOfValue, type Value } from '../../tree/value.ts';
import { propertiesAtSubmit } from '../formal-parameters.ts';
import { type KnownTimes, knownTimes } from '../known-times.ts';
import type { Checking } from '../rule.ts';

/** A dry run makes the actions of the first hour (`oozie.service.CoordMaterializeTriggerService.materialization.window`). */
const window = 3_600_000;

/**
 * What Oozie refuses in a coordinator's times, frequencies, zones, datasets, events and expressions. What it finds only
 * when it makes an action (which a dry run does, and a submission leaves for later) is a warning.
 * @see org.apache.oozie.command.coord.CoordSubmitXCommand
 */
export function calendar(checking: Checking<CoordinatorDefinition>): readonly Diagnostic[] {
  const { definition } = checking;
  const { tree, model } = definition;
  const properties = propertiesAtSubmit(checking);
  const times = knownTimes(checking);
  const { start } = times;
  const { problems } = materialize(planOf(model), properties ?? {}, {
    moreProperties: properties === undefined,
    limit: 60,
    ...(start !== undefined && { to: start + window }),
  });
  const hasIncludes = (model.datasets?.includes.length ?? 0) > 0;
  const found: Diagnostic[] = [];
  for (const { kind, place, message, action } of problems) {
    // Included datasets are in documents that aren't known here.
    const isElsewhere = hasIncludes && place.field === 'dataset';
    if (kind !== 'error' || isElsewhere) continue;
    const value = valueAt(model, place);
    const range = value === undefined ? nameRange(tree, model.element) : rangeOfValue(tree, value);
    const where = `${place.part}-${place.field}`;
    found.push(
      action === undefined
        ? {
            code: where,
            severity: 'error',
            message,
            range,
            oozieCode: oozieCodeOf(place, value, times),
            ...renamed(definition, place, value),
          }
        : {
            code: `action-${where}`,
            severity: 'warning',
            message: `Action ${action} can’t be made: ${message}`,
            range,
          },
    );
  }
  return found;
}

/** A dataset that was meant. */
function renamed(
  { tree, model }: CoordinatorDefinition,
  { field }: CalendarPlace,
  value: Value | undefined,
): { readonly fix?: Fix } {
  if (field !== 'dataset' || value === undefined) return {};
  const names = (model.datasets?.datasets ?? []).flatMap(({ name }) => name?.text ?? []);
  const meant = nearest(value.text, names);
  if (meant === undefined || meant === value.text) return {};
  return { fix: { title: `Take ${meant}`, changes: setValue(tree, value, meant) } };
}

/** Names that nothing has fail with E0803, expressions with E1004, and what they come to with E1003. */
function oozieCodeOf(
  { part, name, field }: CalendarPlace,
  value: Value | undefined,
  times: KnownTimes,
): string {
  if (part === 'coordinator' && field === 'name') return 'E0803';
  if (field === 'name') return part === 'configuration' ? 'E1004' : 'E0803';
  if (field === 'dataset')
    return times.text(value, 'coord-job-submit-instances') === undefined ? 'E1004' : 'E0803';
  if (part === 'data-in' || part === 'data-out' || part === 'configuration') return 'E1004';
  if (field === 'initial-instance' && isBefore1970(name, times)) return 'E1021';
  const isEvaluated = value === undefined || times.text(value, phases[field]) !== undefined;
  return isEvaluated ? 'E1003' : 'E1004';
}

/** Where Oozie evaluates them otherwise than the rest. */
const phases: Readonly<Record<string, CoordinatorPhase>> = {
  frequency: 'coord-job-submit-freq',
  timeout: 'coord-job-wait-timeout',
  'initial-instance': 'coord-job-submit-initial-instance',
};

function isBefore1970(name: string | undefined, { datasets }: KnownTimes): boolean {
  return [...datasets].some(
    ([dataset, { initialInstance }]) => dataset.name?.text === name && (initialInstance ?? 0) < 0,
  );
}

function valueAt(
  coordinator: Coordinator,
  { part, name, field, index = 0 }: CalendarPlace,
): Value | undefined {
  const { controls, datasets, inputEvents, outputEvents, action } = coordinator;
  switch (part) {
    case 'coordinator':
      return {
        name: coordinator.name,
        frequency: coordinator.frequency,
        start: coordinator.start,
        end: coordinator.end,
        timezone: coordinator.timezone,
        'app-path': action?.appPath,
      }[field];
    case 'controls':
      return {
        timeout: controls?.timeout,
        concurrency: controls?.concurrency,
        execution: controls?.execution,
        throttle: controls?.throttle,
      }[field];
    case 'dataset': {
      const dataset = datasets?.datasets.find((one) => one.name?.text === name);
      return {
        name: dataset?.name,
        frequency: dataset?.frequency,
        'initial-instance': dataset?.initialInstance,
        timezone: dataset?.timezone,
        'uri-template': dataset?.uriTemplate,
        'done-flag': dataset?.doneFlag,
      }[field];
    }
    case 'data-in': {
      // Of two with a name, the second is the one too many.
      const event = inputEvents?.dataIns.findLast((one) => one.name?.text === name);
      return {
        name: event?.name,
        dataset: event?.dataset,
        instance: event?.instances[index],
        'start-instance': event?.startInstance,
        'end-instance': event?.endInstance,
      }[field];
    }
    case 'data-out': {
      const event = outputEvents?.dataOuts.findLast((one) => one.name?.text === name);
      return { name: event?.name, dataset: event?.dataset, instance: event?.instances[index] }[field];
    }
    case 'configuration': {
      const property = action?.configuration?.properties.find((one) => one.name?.text === name);
      return field === 'value' ? property?.value : property?.name;
    }
  }
}
