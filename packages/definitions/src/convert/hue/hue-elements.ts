import { type NewElement, newElement } from '../../tree/new-node.ts';
import { completedPath, configurationOf } from './hue-document.ts';
import type { HueFields } from './hue-json.ts';

export function one(name: string, text: string): NewElement[] {
  return text === '' ? [] : [newElement(name, {}, text)];
}

export function all(name: string, texts: readonly string[]): NewElement[] {
  return texts.map((text) => newElement(name, {}, text));
}

export function captured(properties: HueFields): NewElement[] {
  return properties.flag('capture_output') ? [newElement('capture-output')] : [];
}

const namespaces: Readonly<Record<string, string>> = {
  hive: 'uri:oozie:hive-action:0.6',
  hive2: 'uri:oozie:hive2-action:0.2',
  shell: 'uri:oozie:shell-action:0.3',
  sqoop: 'uri:oozie:sqoop-action:0.4',
  spark: 'uri:oozie:spark-action:0.2',
  distcp: 'uri:oozie:distcp-action:0.2',
};

/** An action that runs in YARN, with what all of them have. */
export function launched(
  name: string,
  properties: HueFields,
  own: readonly NewElement[],
  last: readonly NewElement[] = [],
  first: readonly NewElement[] = [],
  files: readonly string[] = properties.texts('files'),
): NewElement {
  const withFiles =
    name === 'distcp'
      ? []
      : [...all('file', files.map(linked)), ...all('archive', properties.texts('archives').map(linked))];
  const jobXmls = name === 'distcp' ? [] : [...properties.texts('job_xml'), ...properties.texts('hive_xml')];
  return newElement(
    name,
    {},
    [
      newElement('job-tracker', {}, '${jobTracker}'),
      newElement('name-node', {}, '${nameNode}'),
      ...prepared(properties),
      ...first,
      ...all('job-xml', jobXmls),
      ...configurationOf(properties.pairs('job_properties')),
      ...own,
      ...withFiles,
      ...last,
    ],
    namespaces[name],
  );
}

/** A file under its own name, unless it has another one. */
function linked(path: string): string {
  return path.includes('#') ? path : `${path}#${path.slice(path.lastIndexOf('/') + 1)}`;
}

function prepared(properties: HueFields): NewElement[] {
  const operations = properties.list('prepares').flatMap((one) => {
    const [type, path] = [one.text('type'), one.text('value')];
    return path === '' || (type !== 'delete' && type !== 'mkdir') ? [] : [{ type, path }];
  });
  if (operations.length === 0) return [];
  // Oozie's schema wants all that is deleted before all that is made.
  const sorted = operations.toSorted((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
  return [
    newElement(
      'prepare',
      {},
      sorted.map(({ type, path }) => newElement(type, { path: completedPath(path) })),
    ),
  ];
}

export function shell(properties: HueFields, command: string, files: readonly string[]): NewElement {
  const own = [
    newElement('exec', {}, command),
    ...all('argument', properties.texts('arguments')),
    ...all('env-var', properties.texts('env_var')),
  ];
  return launched('shell', properties, own, captured(properties), [], files);
}

export function spark(properties: HueFields, name: string): NewElement {
  return launched('spark', properties, [
    newElement('master', {}, properties.text('spark_master')),
    ...one('mode', properties.text('mode')),
    newElement('name', {}, name),
    ...one('class', properties.text('class')),
    newElement('jar', {}, properties.text('jars')),
    ...one('spark-opts', properties.text('spark_opts')),
    ...all('arg', properties.texts('spark_arguments')),
  ]);
}

export function distcp(properties: HueFields, args: readonly string[]): NewElement {
  return launched('distcp', properties, [
    ...one('java-opts', properties.texts('java_opts').join(' ')),
    ...all('arg', args),
  ]);
}

/** Also what Hue adds before a workflow ends, when it shall mail. */
export function email(properties: HueFields): NewElement {
  return newElement(
    'email',
    {},
    [
      newElement('to', {}, properties.text('to')),
      ...one('cc', properties.text('cc')),
      ...one('bcc', properties.text('bcc')),
      newElement('subject', {}, properties.text('subject')),
      newElement('body', {}, properties.text('body')),
      ...one('content_type', properties.text('content_type')),
      ...one('attachment', properties.text('attachment')),
    ],
    'uri:oozie:email-action:0.2',
  );
}

export function fileOperations(properties: HueFields): NewElement[] {
  const path = (fields: HueFields) => completedPath(fields.text('value'));
  const mode = (fields: HueFields) => ({
    'dir-files': fields.flag('dir_files') ? 'true' : 'false',
  });
  const recursive = (fields: HueFields) => (fields.flag('recursive') ? [newElement('recursive')] : []);
  return [
    ...properties.list('deletes').map((one) => newElement('delete', { path: path(one) })),
    ...properties.list('mkdirs').map((one) => newElement('mkdir', { path: path(one) })),
    ...properties.list('moves').map((one) =>
      newElement('move', {
        source: completedPath(one.text('source')),
        target: completedPath(one.text('destination')),
      }),
    ),
    ...properties
      .list('chmods')
      .map((one) =>
        newElement(
          'chmod',
          { path: path(one), permissions: one.text('permissions'), ...mode(one) },
          recursive(one),
        ),
      ),
    ...properties.list('touchzs').map((one) => newElement('touchz', { path: path(one) })),
    ...properties
      .list('chgrps')
      .map((one) =>
        newElement('chgrp', { path: path(one), group: one.text('group'), ...mode(one) }, recursive(one)),
      ),
  ];
}
