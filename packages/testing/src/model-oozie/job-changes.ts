import type { Command } from './command.ts';
import { parseConfiguration } from './configuration.ts';
import { ignoreActions, killActions } from './coordinator-actions.ts';
import { changeCoordinator } from './coordinator-change.ts';
import { actionsInScope } from './coordinator-scope.ts';
import { updateCoordinator } from './coordinator-update.ts';
import { applicationPaths } from './definition-file.ts';
import type { Draft } from './draft.ts';
import type { Answer, OozieRequest } from './envelope.ts';
import { exists } from './file-store.ts';
import { changedActionJson, partialActionJson } from './job-json.ts';
import type { CoordinatorAction } from './oozie-state.ts';
import { demandXml, isYes } from './parameters.ts';
import { familyOf, perform } from './perform.ts';
import { fail, NotApplicable, Refusal, refuse } from './refusal.ts';

/** A change of a job, as one asks for it. */
interface Asked {
  readonly draft: Draft;
  readonly id: string;
  readonly request: OozieRequest;
  readonly version: number;
  /** Who asks; undefined for nobody in particular. */
  readonly user: string | undefined;
}

function just(command: Command, { draft }: Asked): Answer {
  perform(draft, command);
  return 'nothing';
}

function actionsAnswer(
  { draft, id }: Asked,
  actions: readonly CoordinatorAction[],
  json = changedActionJson,
): Answer {
  const job = draft.coordinators.get(id);
  return job === undefined ? 'nothing' : { json: { actions: actions.map((action) => json(job, action)) } };
}

function kill(asked: Asked): Answer {
  const { draft, id, request } = asked;
  const [type, scope] = [request.query.get('type'), request.query.get('scope')];
  if (familyOf(id) !== 'C' || type === null || scope === null) return just({ does: 'kill', job: id }, asked);
  if (type !== 'action' && type !== 'date') throw fail('java.lang.NullPointerException');
  const named = () => {
    const job = draft.coordinators.get(id);
    return job === undefined ? [] : actionsInScope(job, type, scope, 'active');
  };
  const isRange = type === 'date' && scope.includes('::');
  const killed = unlessNotApplicable(() => killActions(draft, id, type, scope)) ?? named();
  return actionsAnswer(asked, killed, isRange ? partialActionJson : changedActionJson);
}

function unlessNotApplicable<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof NotApplicable) return undefined;
    throw error;
  }
}

function change(asked: Asked): Answer {
  const value = asked.request.query.get('value');
  if (!value) throw new Refusal(400, 'E1603', 'value cannot be null or empty');
  return just({ does: 'change', job: asked.id, value }, asked);
}

function ignore(asked: Asked): Answer {
  const { draft, id, request, version } = asked;
  if (version < 2 || familyOf(id) !== 'C') throw refuse('E0302', 'only coordinators can be ignored');
  const [type, scope] = [request.query.get('type'), request.query.get('scope')];
  if (type !== null && type !== 'action') throw refuse('E1024', 'actions are named by number only');
  if (!scope) {
    changeCoordinator(draft, id, 'status=IGNORED');
    return 'nothing';
  }
  if (type === null) throw new Refusal(400, 'E1603', 'type cannot be null or empty');
  const ignored = unlessNotApplicable(() => ignoreActions(draft, id, type, scope));
  return ignored === undefined ? 'nothing' : actionsAnswer(asked, ignored);
}

function rerun(asked: Asked): Answer {
  const { draft, id, request, user } = asked;
  demandXml(request);
  const conf = parseConfiguration(request.body);
  if (user !== undefined) conf['user.name'] = user;
  const path = conf[applicationPaths.workflow];
  if (path !== undefined && !exists(draft.state, path)) throw refuse('E0504', `there is no [${path}]`);
  switch (familyOf(id)) {
    case 'W':
      return just({ does: 'rerun', job: id, conf }, asked);
    case 'B':
      return rerunBundle(asked);
    default:
      rerunActions(asked, conf);
      return 'nothing';
  }
}

function rerunActions(asked: Asked, conf: Readonly<Record<string, string>> | null): CoordinatorAction[] {
  const { id, request, draft } = asked;
  const { query } = request;
  const type = query.get('type');
  if (type === null) throw fail('java.lang.NullPointerException');
  if (type !== 'action' && type !== 'date') throw refuse('E1018', 'actions are named by date or action');
  const scope = query.get('scope') ?? '';
  if (scope === '') throw new Refusal(400, 'E1603', 'scope cannot be empty');
  const [refresh, failed] = [isYes(query.get('refresh')), isYes(query.get('failed'))];
  const done = perform(draft, { does: 'rerun actions', job: id, type, scope, refresh, failed, conf });
  if (done !== undefined) return [...done];
  const job = draft.coordinators.get(id);
  return job === undefined ? [] : actionsInScope(job, type, scope, 'terminated');
}

function rerunBundle(asked: Asked): Answer {
  const { query } = asked.request;
  const command = {
    does: 'rerun bundle',
    job: asked.id,
    coordinators: query.get('coord-scope') || null,
    dates: query.get('date-scope') || null,
    refresh: isYes(query.get('refresh')),
  } as const;
  return just(command, asked);
}

function rerunByScope(asked: Asked): Answer {
  demandXml(asked.request);
  switch (familyOf(asked.id)) {
    case 'W':
      if (asked.draft.workflows.get(asked.id) === undefined) {
        throw refuse('E0605', `there is no workflow [${asked.id}]`);
      }
      throw fail('java.lang.NullPointerException');
    case 'B':
      return rerunBundle(asked);
    default:
      return actionsAnswer(asked, rerunActions(asked, null));
  }
}

function update(asked: Asked): Answer {
  const { draft, id, request, version, user } = asked;
  demandXml(request);
  const conf = parseConfiguration(request.body);
  if (user !== undefined) conf['user.name'] = user;
  if (version < 2) throw refuse('E0302', 'version 1 does not support this');
  const path = conf[applicationPaths.coordinator];
  if (path !== undefined && !exists(draft.state, path)) {
    throw new Refusal(401, 'E0504', `E0504: there is no [${path}]`);
  }
  const how = {
    dryrun: isYes(request.query.get('dryrun')),
    diff: !request.query.get('diff') || isYes(request.query.get('diff')),
  };
  return { json: { update: { diff: updateCoordinator(draft, id, conf, how) } } };
}

function start(asked: Asked): Answer {
  if (familyOf(asked.id) === 'C') throw refuse('E0303', '[action] = [start] is not for coordinators');
  return just({ does: 'start', job: asked.id }, asked);
}

const changes: Readonly<Record<string, (asked: Asked) => Answer>> = {
  start,
  suspend: (asked) => just({ does: 'suspend', job: asked.id }, asked),
  resume: (asked) => just({ does: 'resume', job: asked.id }, asked),
  kill,
  change,
  ignore,
  rerun,
  'coord-rerun': rerunByScope,
  'bundle-rerun': rerunByScope,
  update,
};

/**
 * What a PUT of a job does and answers.
 * @see org.apache.oozie.servlet: BaseJobServlet, V1JobServlet, V2JobServlet
 */
export function changeJob(asked: Asked): Answer {
  const action = asked.request.query.get('action') ?? '';
  const change = changes[action];
  if (change === undefined) throw refuse('E0303', `there is no [action] = [${action}]`);
  return change(asked);
}
