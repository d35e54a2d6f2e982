import type { Properties, ScriptKind } from '@howdah/oozie-client';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const element = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`;

/**
 * A workflow of one action that does what Oozie would do for a script without one. The text of a pig or hive script
 * comes by the properties: the action takes it from there when `oozie.proxysubmission` is true.
 * @see org.apache.oozie.command.wf.SubmitHttpXCommand
 */
export function scriptWorkflow(kind: ScriptKind, properties: Properties): string {
  const name = kind === 'mapreduce' ? 'map-reduce' : kind;
  const namespace = namespaces[kind];
  return `<workflow-app name="oozie-${kind}" xmlns="uri:oozie:workflow:0.5">
  <start to="${kind}1"/>
  <action name="${kind}1">
    <${name}${namespace === undefined ? '' : ` xmlns="${namespace}"`}>
      ${parts(kind, properties).join('\n      ')}
    </${name}>
    <ok to="end"/>
    <error to="fail"/>
  </action>
  <kill name="fail"><message>${kind} failed: \${wf:errorMessage(wf:lastErrorNode())}</message></kill>
  <end name="end"/>
</workflow-app>
`;
}

const namespaces: Readonly<Partial<Record<ScriptKind, string>>> = {
  hive: 'uri:oozie:hive-action:0.5',
  sqoop: 'uri:oozie:sqoop-action:0.4',
};

function parts(kind: ScriptKind, properties: Properties): string[] {
  const given = (name: string) => properties[name] ?? '';
  const options = kind === 'mapreduce' ? [] : listed(properties, `oozie.${kind}.options`);
  const settings = kind === 'mapreduce' ? jobSettings(properties) : options.filter(isSetting).map(settingOf);
  const others = options.filter((option) => !isSetting(option));
  return [
    element('job-tracker', given('yarn.resourcemanager.address')),
    element('name-node', given('fs.default.name')),
    ...(settings.length === 0 ? [] : [`<configuration>${settings.map(property).join('')}</configuration>`]),
    ...(kind === 'pig' || kind === 'hive'
      ? [
          element('script', `dummy.${kind}`),
          ...listed(properties, `oozie.${kind}.script.params`).map((each) => element('param', each)),
          ...others.map((each) => element('argument', each)),
        ]
      : []),
    ...(kind === 'sqoop'
      ? given('oozie.sqoop.command')
          .split('\n')
          .filter((word) => word !== '')
          .map((word) => element('arg', word))
      : []),
    ...filesOf(given('oozie.files')).map((file) => element('file', file)),
    ...filesOf(given('oozie.archives')).map((file) => element('archive', file)),
  ];
}

const filesOf = (list: string) => list.split(',').filter((file) => file !== '');

/** `-Dname=value`, which goes into the action's configuration. */
const isSetting = (option: string) => option.startsWith('-D');

function settingOf(option: string): [string, string] {
  const [name = '', ...value] = option.slice(2).split('=');
  return [name, value.join('=')];
}

const property = ([name, value]: readonly [string, string]) =>
  `<property>${element('name', name)}${element('value', value)}</property>`;

/** What of a map-reduce job's properties is not Oozie's own. */
function jobSettings(properties: Properties): [string, string][] {
  const own =
    /^(oozie\..*|user\.name|mapreduce\.job\.user\.name|fs\.default\.name|fs\.defaultFS|yarn\.resourcemanager\.address)$/;
  return Object.entries(properties).filter(([name]) => !own.test(name));
}

function listed(properties: Properties, name: string): string[] {
  const size = Number(properties[`${name}.size`] ?? 0);
  return Array.from({ length: size }, (_, at) => properties[`${name}.${at}`] ?? '');
}
