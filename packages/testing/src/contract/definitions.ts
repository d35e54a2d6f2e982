// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expressions of Oozie.

import type { Conversation } from './conversation.ts';
import type { RawAnswer } from './normal-answer.ts';

export type Kind = 'workflow' | 'coordinator' | 'bundle';
export type Properties = Readonly<Record<string, string>>;

const paths: Readonly<Record<Kind, string>> = {
  workflow: 'oozie.wf.application.path',
  coordinator: 'oozie.coord.application.path',
  bundle: 'oozie.bundle.application.path',
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function configuration(properties: Properties): string {
  const each = Object.entries(properties).map(
    ([name, value]) => `<property><name>${escaped(name)}</name><value>${escaped(value)}</value></property>`,
  );
  return `<configuration>${each.join('')}</configuration>`;
}

/** Ends by itself at once: well, unless the property `go` is another than `true`. */
export const quickWorkflow = (name: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="pass"/><decision name="pass"><switch><case to="end">\${firstNotNull(wf:conf('go'), 'true') eq 'true'}</case><default to="failed"/></switch></decision><kill name="failed"><message>no go for \${wf:user()}</message></kill><end name="end"/></workflow-app>`;

/** Waits for a child that suspends itself, and the parent with it. */
export const parentWorkflow = (name: string, childPath: string) =>
  `<workflow-app name="${name}" xmlns="uri:oozie:workflow:1.0"><start to="child"/><action name="child"><sub-workflow><app-path>${childPath}</app-path><configuration><property><name>oozie.suspend.on.nodes</name><value>pass</value></property></configuration></sub-workflow><ok to="end"/><error to="failed"/></action><kill name="failed"><message>the child failed</message></kill><end name="end"/></workflow-app>`;

export interface CoordinatorLook {
  readonly frequency?: string;
  readonly start?: string;
  readonly end?: string;
  readonly zone?: string;
  readonly controls?: string;
  readonly data?: string;
  readonly properties?: string;
}

/**
 * In 1975 and in 2000, unless told otherwise: so seldom that an end which is put off makes few actions more.
 */
export const coordinator = (name: string, workflowPath: string, look: CoordinatorLook = {}) => {
  const {
    frequency = '${coord:months(300)}',
    start = '1975-01-01T00:00Z',
    end = '2001-01-01T00:00Z',
    zone = 'UTC',
    controls = '',
    data = '',
    properties = '',
  } = look;
  const conf = properties && `<configuration>${properties}</configuration>`;
  const controlled = controls && `<controls>${controls}</controls>`;
  return `<coordinator-app name="${name}" frequency="${frequency}" start="${start}" end="${end}" timezone="${zone}" xmlns="uri:oozie:coordinator:0.5">${controlled}${data}<action><workflow><app-path>${workflowPath}</app-path>${conf}</workflow></action></coordinator-app>`;
};

/** Begins in 2099 unless it is started. */
export const bundle = (
  name: string,
  parts: Readonly<Record<string, string>>,
  kickOff = '2099-01-01T00:00Z',
) => {
  const controls = kickOff && `<controls><kick-off-time>${kickOff}</kick-off-time></controls>`;
  const each = Object.entries(parts).map(
    ([part, path]) => `<coordinator name="${part}"><app-path>${path}</app-path></coordinator>`,
  );
  return `<bundle-app name="${name}" xmlns="uri:oozie:bundle:0.2">${controls}${each.join('')}</bundle-app>`;
};

/** Stores a definition under a path of its own, by a dry run whose answer is kept. */
export async function store(
  talk: Conversation,
  kind: Kind,
  xml: string,
  properties: Properties = {},
): Promise<string> {
  const path = `${talk.root}/${talk.transcript.length}/${kind}.xml`;
  const body = configuration({
    'user.name': 'alice',
    ...properties,
    [paths[kind]]: path,
    'oozie.jobs.api.generated.xml': `<!-- \${no.such.property} -->${xml}`,
  });
  await talk.ask('POST', '/v2/jobs', { query: { action: 'dryrun' }, body });
  return path;
}

/** Submits a job and gives its id. */
export async function submit(
  talk: Conversation,
  kind: Kind,
  path: string,
  properties: Properties = {},
  action?: string,
): Promise<string> {
  const body = configuration({ 'user.name': 'alice', ...properties, [paths[kind]]: path });
  return idIn(await talk.ask('POST', '/v2/jobs', { query: { action }, body }));
}

export function idIn({ body }: RawAnswer): string {
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === 'object' && parsed !== null && 'id' in parsed ? String(parsed.id) : '';
}

/** A change of a job, by `action=…` and more. */
export function change(
  talk: Conversation,
  id: string,
  action: string,
  query: Readonly<Record<string, string>> = {},
  properties?: Properties,
): Promise<RawAnswer> {
  const body = properties === undefined ? {} : { body: configuration(properties) };
  return talk.ask('PUT', `/v2/job/${id}`, { query: { action, ...query }, ...body });
}

/** A job with all its actions, when it has come to rest. */
export function rested(talk: Conversation, id: string): Promise<RawAnswer> {
  return talk.settled(`/v2/job/${id}`, {
    query: { len: id.includes('-C') ? -1 : undefined, timezone: 'GMT' },
  });
}

/** A field of a JSON answer, by its path. */
export function fieldIn(answer: RawAnswer, ...path: readonly (string | number)[]): string {
  let value: unknown = JSON.parse(answer.body);
  for (const step of path) {
    value =
      typeof value === 'object' && value !== null
        ? new Map(Object.entries(value)).get(String(step))
        : undefined;
  }
  return String(value);
}
