import { readPropertiesIn } from '../configuration/configuration.ts';
import { readFileOperations } from '../configuration/file-operation.ts';
import { readLauncher } from '../configuration/launcher.ts';
import { versionOf } from '../schema/version.ts';
import { childNamed } from '../tree/navigate.ts';
import { childValue, childValues } from '../tree/value.ts';
import type { XmlElement } from '../tree/xml-tree.ts';
import type { Action, ActionType, Pipes, Prepare, Streaming } from './action.ts';

const readers: { readonly [Type in ActionType]: (element: XmlElement) => Extract<Action, { type: Type }> } = {
  'map-reduce': (element) => ({
    type: 'map-reduce',
    version: versionOf(element, 'workflow'),
    ...launched(element),
    ...withFiles(element),
    streaming: readStreaming(element),
    pipes: readPipes(element),
    configClass: childValue(element, 'config-class'),
  }),
  pig: (element) => ({
    type: 'pig',
    version: versionOf(element, 'workflow'),
    ...launched(element),
    ...withFiles(element),
    script: childValue(element, 'script'),
    params: childValues(element, 'param'),
    arguments: childValues(element, 'argument'),
  }),
  java: (element) => ({
    type: 'java',
    version: versionOf(element, 'workflow'),
    ...launched(element),
    ...withFiles(element),
    mainClass: childValue(element, 'main-class'),
    javaOpts: childValue(element, 'java-opts'),
    javaOptList: childValues(element, 'java-opt'),
    args: childValues(element, 'arg'),
    captureOutput: flag(element, 'capture-output'),
  }),
  fs: (element) => ({
    type: 'fs',
    element,
    version: versionOf(element, 'workflow'),
    nameNode: childValue(element, 'name-node'),
    jobXmls: childValues(element, 'job-xml'),
    configuration: readPropertiesIn(element, 'configuration'),
    operations: readFileOperations(element),
  }),
  'sub-workflow': (element) => ({
    type: 'sub-workflow',
    element,
    version: versionOf(element, 'workflow'),
    appPath: childValue(element, 'app-path'),
    propagateConfiguration: flag(element, 'propagate-configuration'),
    configuration: readPropertiesIn(element, 'configuration'),
  }),
  hive: (element) => ({
    type: 'hive',
    version: versionOf(element, 'hive-action'),
    ...launched(element),
    ...withFiles(element),
    script: childValue(element, 'script'),
    query: childValue(element, 'query'),
    params: childValues(element, 'param'),
    arguments: childValues(element, 'argument'),
  }),
  hive2: (element) => ({
    type: 'hive2',
    version: versionOf(element, 'hive2-action'),
    ...launched(element),
    ...withFiles(element),
    jdbcUrl: childValue(element, 'jdbc-url'),
    password: childValue(element, 'password'),
    script: childValue(element, 'script'),
    query: childValue(element, 'query'),
    params: childValues(element, 'param'),
    arguments: childValues(element, 'argument'),
  }),
  shell: (element) => ({
    type: 'shell',
    version: versionOf(element, 'shell-action'),
    ...launched(element),
    ...withFiles(element),
    exec: childValue(element, 'exec'),
    arguments: childValues(element, 'argument'),
    envVars: childValues(element, 'env-var'),
    captureOutput: flag(element, 'capture-output'),
  }),
  sqoop: (element) => ({
    type: 'sqoop',
    version: versionOf(element, 'sqoop-action'),
    ...launched(element),
    ...withFiles(element),
    command: childValue(element, 'command'),
    args: childValues(element, 'arg'),
  }),
  distcp: (element) => ({
    type: 'distcp',
    version: versionOf(element, 'distcp-action'),
    ...launched(element),
    javaOpts: childValue(element, 'java-opts'),
    args: childValues(element, 'arg'),
  }),
  spark: (element) => ({
    type: 'spark',
    version: versionOf(element, 'spark-action'),
    ...launched(element),
    ...withFiles(element),
    master: childValue(element, 'master'),
    mode: childValue(element, 'mode'),
    name: childValue(element, 'name'),
    class: childValue(element, 'class'),
    jar: childValue(element, 'jar'),
    sparkOpts: childValue(element, 'spark-opts'),
    args: childValues(element, 'arg'),
  }),
  email: (element) => ({
    type: 'email',
    element,
    // 0.1 of the workflow schema had an e-mail action of its own, with a <message> for the body.
    version: versionOf(element, 'email-action'),
    to: childValue(element, 'to'),
    cc: childValue(element, 'cc'),
    bcc: childValue(element, 'bcc'),
    subject: childValue(element, 'subject'),
    body: childValue(element, 'body'),
    contentType: childValue(element, 'content_type'),
    attachment: childValue(element, 'attachment'),
  }),
  ssh: (element) => ({
    type: 'ssh',
    element,
    version: versionOf(element, 'ssh-action'),
    host: childValue(element, 'host'),
    command: childValue(element, 'command'),
    args: childValues(element, 'args'),
    argList: childValues(element, 'arg'),
    captureOutput: flag(element, 'capture-output'),
  }),
  git: (element) => ({
    type: 'git',
    version: versionOf(element, 'git-action'),
    ...launched(element),
    gitUri: childValue(element, 'git-uri'),
    branch: childValue(element, 'branch'),
    keyPath: childValue(element, 'key-path'),
    destinationUri: childValue(element, 'destination-uri'),
  }),
};

/** Whether Oozie 5.2.1 comes with that type of action. */
export function isActionType(name: string): name is ActionType {
  return Object.hasOwn(readers, name);
}

/** Every type of action that Oozie 5.2.1 comes with. */
export const actionTypes: readonly ActionType[] = Object.keys(readers).filter(isActionType);

/** Reads what an action does, from the element that says it. */
export function readAction(element: XmlElement): Action {
  if (isActionType(element.local)) return readers[element.local](element);
  const version = /:([0-9.]+)$/.exec(element.namespace ?? '')?.[1];
  return { type: 'extension', name: element.local, element, version };
}

function launched(element: XmlElement) {
  return {
    element,
    jobTracker: childValue(element, 'job-tracker'),
    resourceManager: childValue(element, 'resource-manager'),
    nameNode: childValue(element, 'name-node'),
    prepare: readPrepare(element),
    launcher: readLauncher(element),
    jobXmls: childValues(element, 'job-xml'),
    configuration: readPropertiesIn(element, 'configuration'),
  };
}

function withFiles(element: XmlElement) {
  return { files: childValues(element, 'file'), archives: childValues(element, 'archive') };
}

function flag(element: XmlElement, local: string): boolean {
  return childNamed(element, local) !== undefined;
}

function readPrepare(element: XmlElement): Prepare | undefined {
  const prepare = childNamed(element, 'prepare');
  return prepare && { element: prepare, operations: readFileOperations(prepare) };
}

function readStreaming(element: XmlElement): Streaming | undefined {
  const streaming = childNamed(element, 'streaming');
  if (streaming === undefined) return undefined;
  return {
    element: streaming,
    mapper: childValue(streaming, 'mapper'),
    reducer: childValue(streaming, 'reducer'),
    recordReader: childValue(streaming, 'record-reader'),
    recordReaderMappings: childValues(streaming, 'record-reader-mapping'),
    envs: childValues(streaming, 'env'),
  };
}

function readPipes(element: XmlElement): Pipes | undefined {
  const pipes = childNamed(element, 'pipes');
  if (pipes === undefined) return undefined;
  return {
    element: pipes,
    map: childValue(pipes, 'map'),
    reduce: childValue(pipes, 'reduce'),
    inputformat: childValue(pipes, 'inputformat'),
    partitioner: childValue(pipes, 'partitioner'),
    writer: childValue(pipes, 'writer'),
    program: childValue(pipes, 'program'),
  };
}
