import type { NewElement } from '../../tree/new-node.ts';
import { newElement } from '../../tree/new-node.ts';
import { type HueActionNode, hive2, libraryOf } from './hue-actions.ts';
import { completedPath, type HueContext } from './hue-document.ts';
import { all, captured, distcp, launched, one, shell } from './hue-elements.ts';
import type { HueFields } from './hue-json.ts';

/** A saved query or notebook: its first snippet, as far as the export has it. */
type Convert = (node: HueActionNode, saved: HueFields | undefined, context: HueContext) => NewElement;

/** Whether an action only names a document of Hue's that says what it does. */
export function isSavedQuery(type: string): boolean {
  return Object.hasOwn(converters, type);
}

/** An action that runs a saved query or notebook: what it does is copied, if the export has it, or noted. */
export function hueSavedQuery(node: HueActionNode, context: HueContext): NewElement {
  const uuid = node.properties.text('uuid');
  const [saved] = context.document(uuid)?.data.list('snippets') ?? [];
  if (saved === undefined && node.type !== 'impala' && node.type !== 'altus') {
    context.note(
      'hue-saved-query-missing',
      `${node.name} runs what is saved in Hue as ${uuid}, which is not in the export: fill in what it is.`,
      node.name,
    );
  }
  return (converters[node.type] ?? byHueItself)(node, saved, context);
}

const converters: Readonly<Record<string, Convert>> = {
  'hive-document': (node, saved, context) => hive2(node, scriptOf(node, 'sql', saved, context), context),
  'pig-document': (node, saved, context) => {
    const variables = (saved?.list('variables') ?? []).map(
      (one) => `${one.text('name')}=${one.text('value')}`,
    );
    return launched('pig', node.properties, [
      newElement('script', {}, scriptOf(node, 'pig', saved, context)),
      ...all('param', [...variables, ...node.properties.texts('parameters')]),
    ]);
  },
  'sqoop-document': ({ properties }, saved) => {
    const command = statementOf(saved).replace(/^sqoop\s+/, '');
    return launched(
      'sqoop',
      properties,
      [newElement('command', {}, command)],
      [],
      [],
      filesOf(properties, saved),
    );
  },
  'distcp-document': ({ properties }, saved) => {
    const paths = saved?.fields('properties');
    const ends = [paths?.text('source_path') ?? '', paths?.text('destination_path') ?? ''];
    return distcp(properties, [
      ...properties.texts('distcp_parameters'),
      ...ends.map((path) => completedPath(path)),
    ]);
  },
  'shell-document': (node, saved) => {
    const own = saved?.fields('properties');
    const command = own?.text('command_path') ?? '';
    const action =
      own === undefined ? shell(node.properties, command, []) : shellOf(node.properties, own, command);
    return action;
  },
  'java-document': (node, saved, context) => {
    const own = saved?.fields('properties');
    libraryOf(node, own?.text('app_jar') ?? '', context);
    return launched(
      'java',
      node.properties,
      [
        newElement('main-class', {}, own?.text('class') ?? ''),
        ...one('java-opts', node.properties.texts('java_opts').join(' ')),
        ...all('arg', [...(own?.texts('arguments') ?? []), ...node.properties.texts('arguments')]),
      ],
      captured(node.properties),
      [],
      filesOf(node.properties, saved),
    );
  },
  'spark-document': sparkDocument,
  'spark2-document': sparkDocument,
  'mapreduce-document': (node, saved, context) => {
    const own = saved?.fields('properties');
    libraryOf(node, own?.text('app_jar') ?? '', context);
    return launched('map-reduce', node.properties, [], [], [], filesOf(node.properties, saved));
  },
  'impala-document': byHueItself,
  impala: byHueItself,
  altus: byHueItself,
};

function sparkDocument(node: HueActionNode, saved: HueFields | undefined): NewElement {
  const own = saved?.fields('properties');
  const [jar = '', ...more] = own?.texts('jars') ?? [];
  const base = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const options = [
    ...(own?.texts('spark_opts') ?? []),
    ...(more.length > 0 ? [`--py-files ${more.map(base).join(',')}`] : []),
  ];
  const files = [...[jar, ...more].filter((path) => path !== ''), ...filesOf(node.properties, saved)];
  const { properties } = node;
  return launched(
    'spark',
    properties,
    [
      newElement('master', {}, properties.text('spark_master') || '${sparkMaster}'),
      ...one('mode', properties.text('mode')),
      newElement('name', {}, own?.text('app_name') || properties.text('app_name') || node.name),
      ...one('class', own?.text('class') ?? ''),
      newElement('jar', {}, base(jar)),
      ...one('spark-opts', options.join(' ')),
      ...all('arg', [...(own?.texts('spark_arguments') ?? []), ...properties.texts('spark_arguments')]),
    ],
    [],
    [],
    files,
  );
}

function shellOf(properties: HueFields, own: HueFields, command: string): NewElement {
  const base = command.slice(command.lastIndexOf('/') + 1);
  const files = [...own.texts('files'), ...properties.texts('files')];
  const shipped = command.includes('/') && !files.some((file) => file.includes(command)) ? [command] : [];
  return launched(
    'shell',
    properties,
    [
      newElement('exec', {}, shipped.length > 0 ? base : command),
      ...all('argument', own.texts('arguments')),
      ...all('env-var', own.texts('env_var')),
    ],
    captured(own),
    [],
    [...files, ...shipped],
  );
}

/** Hue writes a shell script for these when it submits the job. */
function byHueItself(node: HueActionNode, _saved: HueFields | undefined, context: HueContext): NewElement {
  const script = `${node.name}.sh`;
  context.note(
    'hue-generated-script',
    `Hue writes ${script} when it submits ${node.name} (${node.type}): write one that does it, and put it beside the workflow.`,
    node.name,
  );
  const settings = ['impalad_host', 'user_principal', 'service', 'command']
    .map((name) => [name, node.properties.text(name)] as const)
    .filter(([, value]) => value !== '');
  if (settings.length > 0) {
    const text = settings.map(([name, value]) => `${name} ${value}`).join(', ');
    context.note('hue-generated-script-setting', `What ${script} has to know: ${text}.`, node.name);
  }
  const files = [script, ...node.properties.texts('script_path'), ...node.properties.texts('key_tab_path')];
  return shell(node.properties, script, [...files, ...node.properties.texts('files')]);
}

function filesOf(properties: HueFields, saved: HueFields | undefined): string[] {
  const own = saved?.fields('properties');
  return [...(own?.texts('files') ?? []), ...(own?.texts('resources') ?? []), ...properties.texts('files')];
}

function statementOf(saved: HueFields | undefined): string {
  return saved?.text('statement_raw') || saved?.text('statement') || '';
}

/** The saved statement as a file beside the workflow. */
function scriptOf(
  { name }: HueActionNode,
  ending: string,
  saved: HueFields | undefined,
  context: HueContext,
): string {
  const file = `${name}.${ending}`;
  const statement = statementOf(saved);
  if (statement !== '') context.file(file, `${statement}\n`);
  return `\${wf:appPath()}/${file}`;
}
