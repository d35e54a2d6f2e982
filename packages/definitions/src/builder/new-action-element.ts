import { actionVersions } from '../schema/action-schema.ts';
import { type NewElement, newElement } from '../tree/new-node.ts';
import type { ActionOptions, BuiltProperties, FsStep, LauncherOptions } from './action-options.ts';

type Content = string | boolean | readonly string[] | readonly NewElement[] | undefined;

type Writers = {
  readonly [Type in keyof ActionOptions]: (options: ActionOptions[Type], name: string) => NewElement;
};

/** The element of each type of action, with its newest schema. */
export const actionElements: Writers = {
  'map-reduce': (one) =>
    newElement('map-reduce', {}, [
      ...settings(one, [...streaming(one), ...pipes(one)]),
      ...children({ 'config-class': one.configClass }),
      ...files(one),
    ]),
  pig: (one) =>
    newElement('pig', {}, [
      ...settings(one),
      ...children({ script: one.script, param: one.params, argument: one.arguments }),
      ...files(one),
    ]),
  java: (one) =>
    newElement('java', {}, [
      ...settings(one),
      ...children({ 'main-class': one.mainClass, 'java-opts': one.javaOpts, arg: one.args }),
      ...files(one),
      ...children({ 'capture-output': one.captureOutput }),
    ]),
  fs: (one) =>
    newElement('fs', {}, [...children({ 'name-node': one.nameNode }), ...one.operations.map(operation)]),
  'sub-workflow': (one) =>
    newElement('sub-workflow', {}, [
      ...children({ 'app-path': one.appPath, 'propagate-configuration': one.propagateConfiguration }),
      ...configurationElement(one.configuration),
    ]),
  hive: (one) =>
    own('hive', [
      ...settings(one),
      ...children({ script: one.script, query: one.query, param: one.params, argument: one.arguments }),
      ...files(one),
    ]),
  hive2: (one) =>
    own('hive2', [
      ...settings(one),
      ...children({ 'jdbc-url': one.jdbcUrl, password: one.password, script: one.script, query: one.query }),
      ...children({ param: one.params, argument: one.arguments }),
      ...files(one),
    ]),
  shell: (one) =>
    own('shell', [
      ...settings(one),
      ...children({ exec: one.exec, argument: one.arguments, 'env-var': one.envVars }),
      ...files(one),
      ...children({ 'capture-output': one.captureOutput }),
    ]),
  sqoop: (one) =>
    own('sqoop', [...settings(one), ...children({ command: one.command, arg: one.args }), ...files(one)]),
  distcp: (one) =>
    own('distcp', [...settings(one), ...children({ 'java-opts': one.javaOpts, arg: one.args })]),
  spark: (one, name) =>
    own('spark', [
      ...settings(one),
      ...children({ master: one.master, mode: one.mode, name: one.name ?? name, class: one.class }),
      ...children({ jar: one.jar, 'spark-opts': one.sparkOpts, arg: one.args }),
      ...files(one),
    ]),
  email: (one) =>
    own('email', [
      ...children({ to: one.to, cc: one.cc, bcc: one.bcc, subject: one.subject, body: one.body }),
      ...children({ content_type: one.contentType, attachment: one.attachment }),
    ]),
  ssh: (one) =>
    own(
      'ssh',
      children({ host: one.host, command: one.command, arg: one.args, 'capture-output': one.captureOutput }),
    ),
  git: (one) => {
    const { configuration, ...before } = one;
    const where = { 'git-uri': one.gitUri, branch: one.branch, 'key-path': one.keyPath };
    return own('git', [
      ...settings(before),
      ...children({ ...where, 'destination-uri': one.destinationUri }),
      ...configurationElement(configuration),
    ]);
  },
  extension: ({ element }) => element,
};

/** Child elements by name, those left out that are not given. */
export function children(contents: Readonly<Record<string, Content>>): NewElement[] {
  return Object.entries(contents).flatMap(([name, content]): NewElement[] => {
    if (content === undefined || content === false) return [];
    if (content === true) return [newElement(name)];
    if (typeof content === 'string') return [newElement(name, {}, content)];
    return content.map((one) => (typeof one === 'string' ? newElement(name, {}, one) : one));
  });
}

export function configurationElement(
  properties: BuiltProperties | undefined,
  name: 'configuration' | 'parameters' = 'configuration',
): NewElement[] {
  const entries = Object.entries(properties ?? {});
  return entries.length === 0 ? [] : [newElement(name, {}, propertyElements(entries))];
}

export function propertyElements(entries: readonly (readonly [string, string])[]): NewElement[] {
  return entries.map(([name, value]) =>
    newElement('property', {}, [newElement('name', {}, name), newElement('value', {}, value)]),
  );
}

function own(type: keyof typeof actionVersions, content: readonly NewElement[]): NewElement {
  return newElement(type, {}, content, `uri:oozie:${type}-action:${actionVersions[type].at(-1)}`);
}

/**
 * An action's element for a workflow before 1.0: with the newest schema that an Oozie has which knows no newer
 * workflows, and with the name that these have for the resource manager.
 */
export function olderElement(element: NewElement): NewElement {
  const own = Object.entries(actionVersions).find(([type]) => type === element.name);
  const version = own?.[1].filter((one) => one !== '1.0').at(-1);
  if (own !== undefined && version === undefined) return element;
  return {
    ...element,
    namespace: version && `uri:oozie:${element.name}-action:${version}`,
    children: element.children.map((child) =>
      typeof child === 'object' && child.kind === 'new-element' && child.name === 'resource-manager'
        ? { ...child, name: 'job-tracker' }
        : child,
    ),
  };
}

export function launcherElement(launcher: LauncherOptions | undefined): NewElement[] {
  if (launcher === undefined) return [];
  const content = children({
    'memory.mb': launcher.memoryMb?.toString(),
    vcores: launcher.vcores?.toString(),
    'java-opts': launcher.javaOpts,
    env: launcher.env,
    queue: launcher.queue,
    sharelib: launcher.sharelib,
    'view-acl': launcher.viewAcl,
    'modify-acl': launcher.modifyAcl,
  });
  return content.length === 0 ? [] : [newElement('launcher', {}, content)];
}

function streaming({ streaming: one }: ActionOptions['map-reduce']): NewElement[] {
  if (one === undefined) return [];
  const programs = { mapper: one.mapper, reducer: one.reducer, 'record-reader': one.recordReader };
  return [
    newElement(
      'streaming',
      {},
      children({ ...programs, 'record-reader-mapping': one.recordReaderMappings, env: one.env }),
    ),
  ];
}

function pipes({ pipes: one }: ActionOptions['map-reduce']): NewElement[] {
  if (one === undefined) return [];
  const { map, reduce, inputformat, partitioner, writer, program } = one;
  return [newElement('pipes', {}, children({ map, reduce, inputformat, partitioner, writer, program }))];
}

function settings(one: ActionOptions['map-reduce'], program: readonly NewElement[] = []): NewElement[] {
  const removed = one.prepare?.delete?.map((path) => newElement('delete', { path })) ?? [];
  const made = one.prepare?.mkdir?.map((path) => newElement('mkdir', { path })) ?? [];
  return [
    ...children({ 'resource-manager': one.resourceManager, 'name-node': one.nameNode }),
    ...(removed.length + made.length === 0 ? [] : [newElement('prepare', {}, [...removed, ...made])]),
    ...program,
    ...launcherElement(one.launcher),
    ...children({ 'job-xml': one.jobXmls }),
    ...configurationElement(one.configuration),
  ];
}

function files(one: ActionOptions['map-reduce']): NewElement[] {
  return children({ file: one.files, archive: one.archives });
}

function operation(step: FsStep): NewElement {
  if ('move' in step) return newElement('move', { source: step.move, target: step.to });
  if ('delete' in step) {
    return newElement('delete', { path: step.delete, 'skip-trash': step.skipTrash?.toString() });
  }
  if ('setrep' in step) {
    return newElement('setrep', { path: step.setrep, 'replication-factor': `${step.replicationFactor}` });
  }
  if ('mkdir' in step) return newElement('mkdir', { path: step.mkdir });
  if ('touchz' in step) return newElement('touchz', { path: step.touchz });
  const recursive = children({ recursive: step.recursive });
  return 'chmod' in step
    ? newElement('chmod', { path: step.chmod, permissions: step.permissions }, recursive)
    : newElement('chgrp', { path: step.chgrp, group: step.group }, recursive);
}
