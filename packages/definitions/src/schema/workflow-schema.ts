import {
  type AttributeType,
  allowed,
  any,
  atLeast,
  choice,
  type ElementType,
  elements,
  flag,
  many,
  manyChoices,
  manySequences,
  nothing,
  one,
  optional,
  optionalChoice,
  type Particle,
  required,
  sequence,
  some,
  textWith,
  when,
} from './content-model.ts';
import {
  chgrp,
  chmod,
  configuration,
  jobTrackerOrResourceManager,
  launcher,
  mkdir,
  move,
  parameters,
  path,
  plainChmod,
  plainDelete,
  prepareWith,
  touchz,
} from './shared-types.ts';

/** The versions of the workflow schema that Oozie 5.2.1 knows, from the oldest to the newest. */
export const workflowVersions = ['0.1', '0.2', '0.2.5', '0.3', '0.4', '0.4.5', '0.5', '1.0'] as const;

export type WorkflowVersion = (typeof workflowVersions)[number];

const to = required('to', 'node-name');
const name = required('name', 'node-name');

/** The elements that a version of the workflow schema declares: `workflow-app`, and those that others may refer to. */
export function workflowElements(version: WorkflowVersion): Record<string, ElementType> {
  const types = actionTypesOf(version);
  const decide = elements(sequence(sequence(some('case', textWith(to)), one('default', nothing(to)))));
  const kill = elements(sequence(one('message')), name);
  const since = isSince(version);
  const node = manyChoices(
    one('decision', elements(sequence(one('switch', decide)), name)),
    one('fork', elements(sequence(atLeast(2, 'path', nothing(required('start', 'node-name')))), name)),
    one('join', nothing(name, to)),
    one('kill', kill),
    one('action', actionNode(version, types)),
  );
  const app = elements(
    sequence(
      ...when(since('0.4'), optional('parameters', parameters), optional('global', global(version))),
      ...when(since('0.2.5'), optional('credentials', credentials)),
      one('start', nothing(to)),
      node,
      one('end', nothing(name)),
      ...when(since('0.2'), any(slaNamespaces(version), 'optional')),
    ),
    required('name'),
  );
  const { 'map-reduce': mapReduce, pig, ssh, 'sub-workflow': subWorkflow, fs, java } = types;
  return {
    'workflow-app': app,
    switch: decide,
    kill,
    'map-reduce': mapReduce,
    pig,
    ...(version === '0.1' ? { ssh } : {}),
    'sub-workflow': subWorkflow,
    fs,
    java,
  };
}

function isSince(version: WorkflowVersion): (first: WorkflowVersion) => boolean {
  return (first) => workflowVersions.indexOf(version) >= workflowVersions.indexOf(first);
}

function slaNamespaces(version: WorkflowVersion): string[] {
  return isSince(version)('0.5') ? ['uri:oozie:sla:0.1', 'uri:oozie:sla:0.2'] : ['uri:oozie:sla:0.1'];
}

function actionNode(version: WorkflowVersion, types: ActionTypes): ElementType {
  const since = isSince(version);
  const first = version === '0.1';
  const attributes: AttributeType[] = [
    name,
    ...(since('0.2.5') ? [allowed('cred')] : []),
    ...(since('0.3') ? [allowed('retry-max'), allowed('retry-interval')] : []),
    ...(since('0.5') ? [allowed('retry-policy')] : []),
  ];
  return elements(
    sequence(
      choice(
        one('map-reduce', types['map-reduce']),
        one('pig', types.pig),
        ...when(first, one('ssh', types.ssh)),
        one('sub-workflow', types['sub-workflow']),
        one('fs', types.fs),
        ...when(first, one('http', http), one('email', email)),
        one('java', types.java),
        any('other', 'one'),
      ),
      one('ok', nothing(to)),
      one('error', nothing(to)),
      ...when(since('0.2'), any(slaNamespaces(version), 'optional')),
    ),
    ...attributes,
  );
}

function global(version: WorkflowVersion): ElementType {
  const newest = version === '1.0';
  return elements(
    sequence(
      newest ? jobTrackerOrResourceManager : optional('job-tracker'),
      optional('name-node'),
      ...when(newest, optional('launcher', launcher)),
      many('job-xml'),
      optional('configuration', configuration),
    ),
  );
}

type ActionTypes = Record<'map-reduce' | 'pig' | 'ssh' | 'sub-workflow' | 'fs' | 'java', ElementType>;

function actionTypesOf(version: WorkflowVersion): ActionTypes {
  const since = isSince(version);
  const newest = version === '1.0';
  const remove = version === '0.5' ? nothing(path, allowed('skip-trash', 'boolean')) : plainDelete;
  const servers: Particle[] = newest
    ? [jobTrackerOrResourceManager, optional('name-node')]
    : since('0.4')
      ? [optional('job-tracker'), optional('name-node')]
      : [one('job-tracker'), one('name-node')];
  const prepare = optional('prepare', prepareWith(remove));
  const settings: Particle[] = [
    ...when(newest, optional('launcher', launcher)),
    since('0.4') ? many('job-xml') : optional('job-xml'),
    optional('configuration', configuration),
  ];
  const files = [many('file'), many('archive')];
  const options = since('0.4') ? optionalChoice(one('java-opts'), some('java-opt')) : optional('java-opts');
  const operations = manyChoices(
    one('delete', remove),
    one('mkdir', mkdir),
    one('move', move),
    one('chmod', since('0.4') ? chmod : plainChmod),
    ...when(since('0.4'), one('touchz', touchz)),
    ...when(since('0.4.5'), one('chgrp', chgrp)),
    ...when(version === '0.5', one('setrep', setrep)),
  );
  return {
    'map-reduce': elements(
      sequence(
        ...servers,
        prepare,
        optionalChoice(optional('streaming', streaming), optional('pipes', pipes)),
        ...settings,
        ...when(since('0.5'), optional('config-class')),
        ...files,
      ),
    ),
    pig: elements(
      sequence(
        ...servers,
        prepare,
        ...settings,
        one('script'),
        many('param'),
        ...when(since('0.2'), many('argument')),
        ...files,
      ),
    ),
    ssh: elements(sequence(one('host'), one('command'), many('args'), optional('capture-output', flag))),
    'sub-workflow': elements(
      sequence(
        one('app-path'),
        optional('propagate-configuration', flag),
        optional('configuration', configuration),
      ),
    ),
    fs: elements(
      since('0.4')
        ? sequence(
            optional('name-node'),
            many('job-xml'),
            optional('configuration', configuration),
            operations,
          )
        : operations,
    ),
    java: elements(
      sequence(
        ...servers,
        prepare,
        ...settings,
        one('main-class'),
        options,
        many('arg'),
        ...files,
        optional('capture-output', flag),
      ),
    ),
  };
}

const setrep = nothing(path, required('replication-factor', 'short'));

const streaming = elements(
  sequence(
    optional('mapper'),
    optional('reducer'),
    optional('record-reader'),
    many('record-reader-mapping'),
    many('env'),
  ),
);

const pipes = elements(
  sequence(
    optional('map'),
    optional('reduce'),
    optional('inputformat'),
    optional('partitioner'),
    optional('writer'),
    optional('program'),
  ),
);

const http = elements(
  sequence(
    one('http-url'),
    optional('post', textWith(required('content-type'))),
    choice(one('wait', flag), one('continue', flag)),
    one('capture-output', flag),
  ),
);

const email = elements(sequence(one('to'), one('subject'), optional('message')));

const credential = elements(
  manySequences(some('property', elements(sequence(one('name'), one('value'), optional('description'))))),
  required('name'),
  required('type'),
);

const credentials = elements(manySequences(one('credential', credential)));
