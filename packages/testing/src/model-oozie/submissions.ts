import { dryrunBundle, submitBundle } from './bundle-jobs.ts';
import { type Configuration, parseConfiguration, resolveAll, setProperty } from './configuration.ts';
import { dryrunCoordinator, submitCoordinator } from './coordinator-jobs.ts';
import { applicationPaths, type DefinitionKind } from './definition-file.ts';
import type { Draft } from './draft.ts';
import type { Answer, OozieRequest } from './envelope.ts';
import { createFile, definitionFile, fileAt } from './file-store.ts';
import { demandXml } from './parameters.ts';
import { Refusal, refuse } from './refusal.ts';
import { dryrunWorkflow, startWorkflow, submitWorkflow } from './workflow-jobs.ts';

const kinds = Object.keys(applicationPaths) as readonly DefinitionKind[];
const inlineDefinition = 'oozie.jobs.api.generated.xml';
const scriptTypes: ReadonlySet<string> = new Set(['mapreduce', 'pig', 'hive', 'sqoop']);

/**
 * Makes a job, or only checks it. A definition that comes along is stored first, and stays, whatever happens then.
 * @see org.apache.oozie.servlet: BaseJobsServlet, V1JobsServlet
 */
export function submitJob(draft: Draft, request: OozieRequest, user: string | undefined): Answer {
  demandXml(request);
  const conf = resolveAll(parseConfiguration(request.body));
  if (user !== undefined) setProperty(conf, 'user.name', user);
  const jobtype = request.query.get('jobtype');
  if (jobtype !== null) throw refuseScript(jobtype, conf);
  if (kinds.every((kind) => !conf[applicationPaths[kind]])) {
    const path = `/user/${draft.state.settings.systemId}/oozie-fluent-job-api-generated/gen_app_${draft.now}`;
    conf[applicationPaths.workflow] = path;
  }
  const writer = request.query.get('user') ?? conf['user.name'];
  if (writer === undefined) throw new Refusal(400, 'E1603', 'user cannot be null');
  storeDefinition(draft, conf);
  if (conf['user.name'] === undefined) throw refuse('E0401', 'the property [user.name] is missing');
  const given = kinds.filter((kind) => conf[applicationPaths[kind]] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length !== 1) throw refuse('E0302', 'a job has one application path');
  const action = request.query.get('action');
  if (action !== null && action !== 'start' && action !== 'dryrun') {
    throw refuse('E0303', `there is no [action] = [${action}]`);
  }
  return { status: 201, json: { id: make(draft, kind, conf, action) } };
}

/** Oozie 5.2.1 refuses every script, since it refuses the user's name that it has itself put in. */
function refuseScript(jobtype: string, conf: Configuration): Refusal {
  if (!scriptTypes.has(jobtype)) return refuse('E0303', `there is no [jobtype] = [${jobtype}]`);
  const needed = 'yarn.resourcemanager.address';
  if (conf[needed] === undefined) return refuse('E0803', `IO error, [${needed}] is missing`);
  return refuse('E0803', 'IO error, E0808: a job may have no property [user.name]');
}

function storeDefinition(draft: Draft, conf: Readonly<Record<string, string>>): void {
  const kind = kinds.find((each) => conf[applicationPaths[each]]);
  if (kind === undefined) return;
  const paths = (conf[applicationPaths[kind]] ?? '')
    .split(',')
    .map((path) => definitionFile(path, `${kind}.xml`));
  if (paths.some((path) => fileAt(draft.state, path) !== undefined)) return;
  const xml = conf[inlineDefinition];
  if (xml === undefined) {
    throw refuse('E0307', `there is no [${paths.join(',')}], and no [${inlineDefinition}] to put there`);
  }
  createFile(draft, paths[0] ?? '', xml);
}

function make(
  draft: Draft,
  kind: DefinitionKind,
  conf: Readonly<Record<string, string>>,
  action: 'start' | 'dryrun' | null,
): string {
  const isDryrun = action === 'dryrun';
  switch (kind) {
    case 'coordinator':
      return isDryrun ? dryrunCoordinator(draft, conf) : submitCoordinator(draft, conf);
    case 'bundle':
      return isDryrun ? dryrunBundle(draft, conf) : submitBundle(draft, conf);
    case 'workflow': {
      if (isDryrun) return dryrunWorkflow(draft, conf);
      const id = submitWorkflow(draft, conf);
      if (action === 'start') startWorkflow(draft, id);
      return id;
    }
  }
}
