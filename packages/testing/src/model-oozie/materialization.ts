import { tellBundle } from './bundle-actions.ts';
import { type EndOf, later, movedToEnd, nextCronTime } from './calendar.ts';
import { propertiesIn } from './configuration.ts';
import { workflowPart } from './coordinator-definition.ts';
import { coordinatorOf } from './coordinator-jobs.ts';
import { type ActionMoment, actionVocabulary } from './coordinator-vocabulary.ts';
import { doneFile, placesOf, readDataEvents, withPlaces } from './data-events.ts';
import { minuteZ } from './dates.ts';
import type { Draft } from './draft.ts';
import { ExpressionError, evaluate, type Vocabulary } from './expressions.ts';
import type { CoordinatorAction, CoordinatorJob } from './oozie-state.ts';
import { NotApplicable } from './refusal.ts';
import { parseXml, printXml, textOf, type XmlElement } from './xml-tree.ts';

/** How long a stretch of time is materialized at once, and how far ahead, in ms. */
const materializationWindow = 3_600_000;

/** The definitions that were read last, for the same text is read for each action. */
const parsed = new Map<string, XmlElement>();

function definitionRootOf(job: CoordinatorJob): XmlElement {
  const known = parsed.get(job.definition);
  if (known !== undefined) return known;
  const root = parseXml(job.definition);
  if (parsed.size > 500) parsed.clear();
  parsed.set(job.definition, root);
  return root;
}

function endOf(job: CoordinatorJob): EndOf {
  const found = /\bend_of_duration="(\w+)"/.exec(job.jobXml)?.[1];
  return found === 'END_OF_DAY' || found === 'END_OF_WEEK' || found === 'END_OF_MONTH' ? found : 'NONE';
}

/** When the action after so many others is due. */
function nominalTimeAfter(job: CoordinatorJob, count: number, last: number): number | undefined {
  const start = movedToEnd(job.startTime, endOf(job), job.timeZone);
  if (job.timeUnit === 'CRON') return nextCronTime(job.frequency, count === 0 ? start - 60_000 : last);
  return later(start, count * Number(job.frequency), job.timeUnit, job.timeZone);
}

/** The end of the stretch that is materialized now: a coordinator that is behind catches up as far as it may. */
function stretchEnd(draft: Draft, job: CoordinatorJob, from: number): number {
  const end = from + materializationWindow;
  const caughtUp = end > draft.now ? end : catchUp(draft, job, from, end);
  return Math.min(caughtUp, job.endTime);
}

function catchUp(draft: Draft, job: CoordinatorJob, from: number, end: number): number {
  if (job.execution === 'LAST_ONLY' || job.execution === 'NONE') return draft.now;
  if (job.timeUnit === 'CRON') return job.endTime;
  let before = from;
  for (let count = 1; count <= job.throttle; count += 1) {
    const at = later(from, count * Number(job.frequency), job.timeUnit, job.timeZone);
    if (at >= draft.now) return Math.max(before, end);
    before = at;
  }
  return before;
}

/**
 * Makes the actions of a coordinator that are due soon, as many as may wait at once.
 * @see org.apache.oozie.command.coord.CoordMaterializeTransitionXCommand
 */
export function materialize(draft: Draft, id: string): void {
  const job = coordinatorOf(draft, id);
  const from = job.nextMaterializedTime ?? job.startTime;
  const refused = whyNot(draft, job, from);
  if (refused !== undefined) throw new NotApplicable(refused);
  const until = stretchEnd(draft, job, from);
  const waiting = job.actions.filter(({ status }) => status === 'WAITING').length;
  const isCatchingUp = job.execution === 'LAST_ONLY' || job.execution === 'NONE';
  let left = isCatchingUp && until < draft.now ? Number.POSITIVE_INFINITY : job.throttle - waiting;
  let number = job.lastActionNumber;
  let last = job.nextMaterializedTime ?? job.startTime;
  let next = nominalTimeAfter(job, number, last - 60_000);
  const made: CoordinatorAction[] = [];
  for (; next !== undefined && next < until && left > 0; left -= 1) {
    if (job.pauseTime !== null && next >= job.pauseTime) break;
    number += 1;
    made.push(newAction(draft, job, number, next));
    last = next;
    next = nominalTimeAfter(job, number, last);
  }
  const reached = next ?? job.endTime;
  const changed: CoordinatorJob = {
    ...job,
    status: job.status === 'PREP' ? 'RUNNING' : job.status,
    pending: true,
    lastAction: reached,
    lastActionNumber: number,
    nextMaterializedTime: reached,
    doneMaterialization: job.doneMaterialization || job.endTime <= reached,
    actions: [...job.actions, ...made],
  };
  draft.coordinators.put(id, changed);
  tellBundle(draft, changed, job.status);
  for (const action of made) draft.later({ does: 'check input', job: id, action: action.number });
}

function whyNot(draft: Draft, job: CoordinatorJob, from: number): string | undefined {
  const { nextMaterializedTime: next, lastAction } = job;
  if (!['PREP', 'RUNNING', 'RUNNINGWITHERROR'].includes(job.status)) return `it is in ${job.status}`;
  if (job.doneMaterialization) return 'all is materialized';
  if (next !== null && next >= job.endTime) return 'all is materialized up to its end';
  if (from > draft.now + materializationWindow) return 'nothing is due soon';
  if (lastAction !== null && lastAction >= job.endTime) return 'its last action is past its end';
  if (lastAction !== null && lastAction >= stretchEnd(draft, job, from))
    return 'this stretch is materialized';
  if (job.pauseTime !== null && from >= job.pauseTime) return 'it is paused';
  return undefined;
}

function newAction(
  draft: Draft,
  job: CoordinatorJob,
  number: number,
  nominalTime: number,
): CoordinatorAction {
  return {
    number,
    status: 'WAITING',
    nominalTime,
    createdTime: draft.now,
    lastModifiedTime: draft.now,
    externalId: null,
    errorCode: null,
    errorMessage: null,
    pending: 0,
    timeOut: job.timeOut,
    rerunConf: null,
    ...actionInputs(draft, job, number, nominalTime),
  };
}

function momentOf(draft: Draft, job: CoordinatorJob, number: number, nominalTime: number): ActionMoment {
  const events = readDataEvents(definitionRootOf(job), job.conf);
  const places = (output: boolean) => (name: string) =>
    events
      .filter((event) => event.output === output && event.name === name)
      .flatMap((event) => placesOf(event, nominalTime))
      .join(',');
  return {
    actionId: `${job.id}@${number}`,
    name: job.appName,
    zone: job.timeZone,
    nominalTime,
    actualTime: draft.now,
    dataIn: places(false),
    dataOut: places(true),
  };
}

/** What an action gets from its coordinator's present definition and properties. */
export function actionInputs(
  draft: Draft,
  job: CoordinatorJob,
  number: number,
  nominalTime: number,
): Pick<CoordinatorAction, 'appPath' | 'properties' | 'createdConf' | 'runConf' | 'missing'> {
  const root = definitionRootOf(job);
  const events = readDataEvents(root, job.conf);
  const vocabulary = actionVocabulary(job.conf, momentOf(draft, job, number, nominalTime));
  const { workflow, configuration } = workflowPart(root);
  const path = textOf(workflowPath(workflow)).trim();
  return {
    appPath: evaluate(path, vocabulary),
    properties:
      configuration === undefined ? {} : propertiesIn(actionConfiguration(configuration, vocabulary)),
    createdConf: job.conf,
    runConf: job.conf,
    missing: events
      .filter(({ output }) => !output)
      .flatMap((event) =>
        placesOf(event, nominalTime).map((place) => ({ input: event.name, path: doneFile(event, place) })),
      ),
  };
}

function workflowPath(workflow: XmlElement): XmlElement {
  const path = workflow.content.find((piece) => typeof piece !== 'string' && piece.name === 'app-path');
  return typeof path === 'object' ? path : workflow;
}

/** The properties of one action; an expression that can't be computed is left as it is. */
function actionConfiguration(configuration: XmlElement, vocabulary: Vocabulary): XmlElement {
  const content = configuration.content.map((piece) =>
    typeof piece === 'string' ? computed(piece, vocabulary) : actionConfiguration(piece, vocabulary),
  );
  return { ...configuration, content };
}

function computed(text: string, vocabulary: Vocabulary): string {
  try {
    return evaluate(text, vocabulary);
  } catch (error) {
    if (error instanceof ExpressionError) return text;
    throw error;
  }
}

/** What a dry run answers: the resolved definition, and each action of the first stretch. */
export function materializeDryrun(draft: Draft, job: CoordinatorJob): string {
  const until = Math.min(job.startTime + materializationWindow, job.endTime);
  let instances = '';
  let last = job.startTime;
  for (let number = 1; number <= job.throttle; number += 1) {
    const nominal = nominalTimeAfter(job, number - 1, last - 60_000);
    if (nominal === undefined || nominal >= until) break;
    last = nominal + 60_000;
    instances += `action for new instance${printXml(actionXml(draft, job, number, nominal))}`;
  }
  return `${job.jobXml}\n***actions for instance***${instances}`;
}

/** The definition as it is for one action. */
function actionXml(draft: Draft, job: CoordinatorJob, number: number, nominalTime: number): XmlElement {
  const root = parseXml(job.jobXml);
  const { start: _start, end: _end, ...attributes } = root.attributes;
  const moment = momentOf(draft, job, number, nominalTime);
  const vocabulary = actionVocabulary(job.conf, moment);
  const content = root.content.map((piece) => {
    if (typeof piece === 'string') return piece;
    if (piece.name === 'action') return actionConfiguration(piece, vocabulary);
    if (piece.name !== 'input-events' && piece.name !== 'output-events') return piece;
    const find = piece.name === 'input-events' ? moment.dataIn : moment.dataOut;
    return withPlaces(piece, (name) => find(name).replaceAll(',', '#'));
  });
  return {
    ...root,
    content,
    attributes: {
      ...attributes,
      'instance-number': String(number),
      'action-nominal-time': minuteZ(nominalTime),
      'action-actual-time': minuteZ(draft.now),
    },
  };
}
