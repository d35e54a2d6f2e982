import {
  choice,
  type ElementType,
  elements,
  flag,
  many,
  one,
  optional,
  type Particle,
  sequence,
  some,
  when,
} from './content-model.ts';
import { configuration, jobTrackerOrResourceManager, launcher, prepare } from './shared-types.ts';

/** The versions of the actions' own schemas that Oozie 5.2.1 knows, from the oldest to the newest. */
export const actionVersions = {
  shell: ['0.1', '0.2', '0.3', '1.0'],
  hive: ['0.2', '0.3', '0.4', '0.5', '0.6', '1.0'],
  hive2: ['0.1', '0.2', '1.0'],
  sqoop: ['0.2', '0.3', '0.4', '1.0'],
  distcp: ['0.1', '0.2', '1.0'],
  spark: ['0.1', '0.2', '1.0'],
  email: ['0.1', '0.2'],
  ssh: ['0.1', '0.2'],
  git: ['1.0'],
} as const;

/** The actions that have schemas of their own; the others belong to the workflow's. */
export type ActionWithSchema = keyof typeof actionVersions;

/** The type of an action's element in a version of its schema. */
export const actionElement: { readonly [Action in ActionWithSchema]: (version: string) => ElementType } = {
  shell: (version) =>
    elements(
      sequence(
        ...servers(version, version < '0.3'),
        ...settings(version, version < '0.2'),
        one('exec'),
        many('argument'),
        many('env-var'),
        ...files,
        optional('capture-output', flag),
      ),
    ),
  hive: (version) =>
    elements(
      sequence(
        ...servers(version, version < '0.4'),
        ...settings(version, version < '0.3'),
        scriptOrQuery(version >= '0.6'),
        many('param'),
        ...when(version >= '0.5', many('argument')),
        ...files,
      ),
    ),
  hive2: (version) =>
    elements(
      sequence(
        ...servers(version, false),
        ...settings(version, false),
        one('jdbc-url'),
        optional('password'),
        scriptOrQuery(version >= '0.2'),
        many('param'),
        many('argument'),
        ...files,
      ),
    ),
  sqoop: (version) =>
    elements(
      sequence(
        ...servers(version, version < '0.4'),
        ...settings(version, version < '0.3'),
        choice(one('command'), some('arg')),
        ...files,
      ),
    ),
  distcp: (version) =>
    elements(
      sequence(
        ...servers(version, version < '0.2'),
        optional('prepare', prepare),
        ...when(version === '1.0', optional('launcher', launcher)),
        optional('configuration', configuration),
        optional('java-opts'),
        many('arg'),
      ),
    ),
  spark: (version) =>
    elements(
      sequence(
        ...servers(version, version < '0.2'),
        ...settings(version, false),
        one('master'),
        optional('mode'),
        one('name'),
        optional('class'),
        one('jar'),
        optional('spark-opts'),
        many('arg'),
        ...when(version >= '0.2', ...files),
      ),
    ),
  email: (version) =>
    elements(
      sequence(
        one('to'),
        optional('cc'),
        ...when(version >= '0.2', optional('bcc')),
        one('subject'),
        one('body'),
        ...when(version >= '0.2', optional('content_type'), optional('attachment')),
      ),
    ),
  ssh: (version) =>
    elements(
      sequence(
        one('host'),
        one('command'),
        version >= '0.2' ? choice(many('args'), many('arg')) : many('args'),
        optional('capture-output', flag),
      ),
    ),
  git: () =>
    elements(
      sequence(
        optional('resource-manager'),
        one('name-node'),
        optional('prepare', prepare),
        one('git-uri'),
        optional('branch'),
        optional('key-path'),
        one('destination-uri'),
        optional('configuration', configuration),
      ),
    ),
};

const files = [many('file'), many('archive')];

function servers(version: string, needed: boolean): Particle[] {
  if (version === '1.0') return [jobTrackerOrResourceManager, optional('name-node')];
  const server = needed ? one : optional;
  return [server('job-tracker'), server('name-node')];
}

function settings(version: string, oneJobXml: boolean): Particle[] {
  return [
    optional('prepare', prepare),
    ...when(version === '1.0', optional('launcher', launcher)),
    oneJobXml ? optional('job-xml') : many('job-xml'),
    optional('configuration', configuration),
  ];
}

function scriptOrQuery(query: boolean): Particle {
  return query ? choice(one('script'), one('query')) : one('script');
}
