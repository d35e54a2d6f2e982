import {
  allowed,
  any,
  choice,
  type ElementType,
  elements,
  many,
  manyChoices,
  nothing,
  one,
  optional,
  optionalSequence,
  type Particle,
  required,
  sequence,
  some,
  when,
} from './content-model.ts';
import { configuration, parameters } from './shared-types.ts';

/** The versions of the coordinator schema that Oozie 5.2.1 knows, from the oldest to the newest. */
export const coordinatorVersions = ['0.1', '0.2', '0.3', '0.4', '0.5'] as const;

export type CoordinatorVersion = (typeof coordinatorVersions)[number];

/** The elements that a version of the coordinator schema declares. */
export function coordinatorElements(version: CoordinatorVersion): Record<string, ElementType> {
  const dataOut = elements(
    sequence(one('instance')),
    required('name', 'name'),
    required('dataset'),
    ...(version >= '0.4' ? [allowed('nocleanup', 'boolean')] : []),
  );
  const slas = version >= '0.4' ? ['uri:oozie:sla:0.1', 'uri:oozie:sla:0.2'] : ['uri:oozie:sla:0.1'];
  const app = elements(
    sequence(
      ...when(version >= '0.4', optional('parameters', parameters)),
      optional('controls', controls(version)),
      optional('datasets', datasets),
      optional('input-events', inputEvents(version)),
      ...when(version >= '0.5', optional('input-logic', inputLogic)),
      optional('output-events', elements(sequence(some('data-out', dataOut)))),
      one('action', elements(sequence(one('workflow', workflow), any(slas, 'optional')))),
    ),
    required('name'),
    required('frequency'),
    required('start'),
    required('end'),
    required('timezone'),
  );
  return { 'coordinator-app': app, datasets };
}

function controls(version: CoordinatorVersion): ElementType {
  return elements(
    optionalSequence(
      optional('timeout'),
      optional('concurrency'),
      optional('execution'),
      ...when(version >= '0.2', optional('throttle')),
    ),
  );
}

const dataset = elements(
  sequence(one('uri-template'), optional('done-flag')),
  required('name', 'name'),
  required('frequency'),
  required('initial-instance'),
  required('timezone'),
);

const asyncDataset = elements(
  sequence(one('uri-template')),
  required('name', 'name'),
  required('sequence-type'),
  required('initial-version'),
);

const datasets = elements(
  optionalSequence(
    many('include'),
    manyChoices(optional('dataset', dataset), optional('async-dataset', asyncDataset)),
  ),
);

const dataIn = elements(
  choice(some('instance'), sequence(one('start-instance'), one('end-instance'))),
  required('name', 'name'),
  required('dataset'),
);

function inputEvents(version: CoordinatorVersion): ElementType {
  const events = some('data-in', dataIn);
  return elements(
    version >= '0.5'
      ? choice(optional('and', logicalAnd), optional('or', logicalOr), events)
      : sequence(events),
  );
}

const logicAttributes = [allowed('name'), allowed('min'), allowed('wait')];
const logicalDataIn = nothing(...logicAttributes, required('dataset'));
const combine = elements(
  manyChoices({
    kind: 'element',
    name: 'data-in',
    type: logicalDataIn,
    min: 2,
    max: Number.POSITIVE_INFINITY,
  }),
  ...logicAttributes,
);

/** `and` and `or` hold each other, so what they hold is found when it is asked for. */
function logical(): ElementType {
  return {
    holds: 'elements',
    get content(): Particle {
      return manyChoices(
        many('and', logicalAnd),
        many('or', logicalOr),
        some('data-in', logicalDataIn),
        many('combine', combine),
      );
    },
    attributes: logicAttributes,
  };
}

const logicalAnd = logical();
const logicalOr = logical();

const inputLogic = elements(
  manyChoices(
    many('and', logicalAnd),
    many('or', logicalOr),
    many('combine', combine),
    some('data-in', logicalDataIn),
  ),
);

const workflow = elements(sequence(one('app-path'), optional('configuration', configuration)));
