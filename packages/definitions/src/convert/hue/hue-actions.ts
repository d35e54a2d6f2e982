import { copyOf, type NewElement, type NewNode, newComment, newElement } from '../../tree/new-node.ts';
import { parseXml } from '../../tree/parse-xml.ts';
import { completedPath, configurationOf, folderOfDocument, type HueContext } from './hue-document.ts';
import { all, captured, distcp, email, fileOperations, launched, one, shell, spark } from './hue-elements.ts';
import type { HueFields } from './hue-json.ts';

/** A node of Hue's that becomes an action. */
export interface HueActionNode {
  readonly name: string;
  /** Without `-widget`. */
  readonly type: string;
  readonly properties: HueFields;
}

type Convert = (node: HueActionNode, context: HueContext) => NewNode;

/** What an action does, from Hue's name of its type. A type that Hue doesn't come with does nothing, with a note. */
export function hueAction(node: HueActionNode, context: HueContext): NewNode {
  const convert = Object.hasOwn(converters, node.type) ? converters[node.type] : undefined;
  if (convert !== undefined) return convert(node, context);
  context.note(
    'hue-unknown-node',
    `${node.name} is a “${node.type}” of Hue’s, which has no counterpart: an fs action that does nothing stands in its place.`,
    node.name,
  );
  return newElement('fs', {}, [newComment(` ${node.type} `.replaceAll('--', '- -'))]);
}

const converters: Readonly<Record<string, Convert>> = {
  pig: ({ properties }) =>
    launched('pig', properties, [
      ...one('script', properties.text('script_path')),
      ...all('param', properties.texts('parameters')),
      ...all('argument', properties.texts('arguments')),
    ]),
  java: (node, context) => {
    const { properties } = node;
    libraryOf(node, properties.text('jar_path'), context);
    return launched(
      'java',
      properties,
      [
        newElement('main-class', {}, properties.text('main_class')),
        ...one('java-opts', properties.texts('java_opts').join(' ')),
        ...all('arg', properties.texts('arguments')),
      ],
      captured(properties),
    );
  },
  hive: ({ properties }) =>
    launched('hive', properties, [
      newElement('script', {}, properties.text('script_path')),
      ...all('param', properties.texts('parameters')),
    ]),
  hive2: (node, context) => hive2(node, node.properties.text('script_path'), context),
  sqoop: ({ properties }) => {
    const command = properties.text('command');
    const args = [
      ...properties.texts('arguments'),
      ...(command === '' ? properties.texts('parameters') : []),
    ];
    if (command === '') return launched('sqoop', properties, all('arg', args.length === 0 ? [''] : args));
    // Oozie takes either; Hue’s editor lets people fill in both.
    return launched('sqoop', properties, [newElement('command', {}, [command, ...args].join(' '))]);
  },
  mapreduce: (node, context) => {
    libraryOf(node, node.properties.text('jar_path'), context);
    return launched('map-reduce', node.properties, []);
  },
  streaming: ({ properties }) => {
    const streaming = newElement('streaming', {}, [
      ...one('mapper', properties.text('mapper')),
      ...one('reducer', properties.text('reducer')),
    ]);
    return launched('map-reduce', properties, [], [], [streaming]);
  },
  shell: ({ properties }) => {
    const command = properties.text('shell_command');
    const files = properties.texts('files');
    // Hue puts the command beside the action when it is a path.
    const shipped = command.includes('/') && !files.some((file) => file.includes(command));
    return shell(
      properties,
      shipped ? command.slice(command.lastIndexOf('/') + 1) : command,
      shipped ? [...files, command] : files,
    );
  },
  ssh: ({ properties }) =>
    newElement(
      'ssh',
      {},
      [
        newElement('host', {}, properties.text('host')),
        newElement('command', {}, properties.text('ssh_command')),
        ...all('args', properties.texts('arguments')),
        ...captured(properties),
      ],
      'uri:oozie:ssh-action:0.2',
    ),
  fs: ({ properties }) => newElement('fs', {}, fileOperations(properties)),
  email: ({ properties }) => email(properties),
  distcp: ({ properties }) => distcp(properties, properties.texts('distcp_parameters')),
  spark: ({ properties }) => spark(properties, properties.text('app_name')),
  subworkflow: (node, context) => {
    const { properties } = node;
    const uuid = properties.text('workflow');
    const folder = folderOfDocument(context.document(uuid));
    if (folder === '') {
      context.note(
        'hue-document-missing',
        `${node.name} runs Hue’s workflow ${uuid}, which is not in the export: set the property ${pathProperty(node.name)} to its path.`,
        node.name,
      );
      context.property(pathProperty(node.name), '');
    }
    return newElement('sub-workflow', {}, [
      newElement('app-path', {}, folder === '' ? `\${${pathProperty(node.name)}}` : completedPath(folder)),
      ...(properties.flag('propagate_configuration') ? [newElement('propagate-configuration')] : []),
      ...configurationOf(properties.pairs('job_properties')),
    ]);
  },
  generic: (node, context) => {
    const { tree, diagnostics } = parseXml(node.properties.text('xml'));
    const broken = diagnostics.some(({ severity }) => severity === 'error');
    if (tree.root !== undefined && !broken) {
      // Hue writes it into the workflow, so that without a namespace it has the workflow's.
      const attributes = tree.root.namespace === '' ? undefined : tree;
      return attributes === undefined ? adopted(tree.text) : copyOf(tree, tree.root);
    }
    context.note(
      'hue-broken-xml',
      `The XML of ${node.name} is broken: an fs action that does nothing stands in its place.`,
      node.name,
    );
    return newElement('fs');
  },
};

/** The property that says where a document is that is not in the export. */
export function pathProperty(name: string): string {
  return `${name.replace(/\W/g, '_')}_path`;
}

/** XML without a namespace, as part of a workflow. */
function adopted(xml: string): NewNode {
  const { tree } = parseXml(`<workflow-app xmlns="uri:oozie:workflow:0.5">${xml}</workflow-app>`);
  const inner = tree.root?.children.find((child) => child.kind === 'element');
  return inner === undefined ? newElement('fs') : copyOf(tree, inner);
}

/** Hue copies the jar to the folder's `lib` when it submits the job. */
export function libraryOf({ name }: HueActionNode, jar: string, context: HueContext): void {
  if (jar === '') return;
  context.note('hue-library', `${name} needs ${jar}: copy it to the folder “lib” beside the workflow.`, name);
}

export function hive2({ name, properties }: HueActionNode, script: string, context: HueContext): NewElement {
  let url = properties.text('jdbc_url');
  if (url === '') {
    url = '${hiveServer2Url}';
    context.property('hiveServer2Url', '');
    context.note(
      'hue-server-setting',
      `${name} runs on the HiveServer2 of Hue’s settings: set the property hiveServer2Url, e.g. to jdbc:hive2://host:10000/default.`,
      name,
    );
  }
  return launched('hive2', properties, [
    newElement('jdbc-url', {}, url),
    ...one('password', properties.text('password')),
    newElement('script', {}, script),
    ...all('param', properties.texts('parameters')),
    ...all('argument', properties.texts('arguments')),
  ]);
}
