import * as z from 'zod/mini';
import { type Properties, printConfiguration } from './configuration.ts';
import { refuseForbiddenNames } from './configuration-names.ts';
import { applicationPathProperty, jobKinds } from './job-kind.ts';
import { text } from './json-fields.ts';
import { refusedInput } from './refused-input.ts';
import type { RequestOptions, Transport } from './transport.ts';

const submitted = z.object({ id: z.string().check(z.minLength(1)) });
const checked = z.object({ id: text });

/** @see org.apache.oozie.servlet.V1JobsServlet#submitJob */
export async function submit(
  transport: Transport,
  properties: Properties,
  options: RequestOptions & { start?: boolean } = {},
): Promise<{ id: string }> {
  const action = options.start ? 'start' : undefined;
  return (await transport.json(post(transport, properties, action), submitted, options)).value;
}

/** @see org.apache.oozie.servlet.V1JobsServlet#submitJob */
export async function dryrun(
  transport: Transport,
  properties: Properties,
  options?: RequestOptions,
): Promise<{ id: string }> {
  return (await transport.json(post(transport, properties, 'dryrun'), checked, options)).value;
}

/** The kinds of scripts that Oozie's own command line can submit without a workflow. */
export type ScriptKind = 'mapreduce' | 'pig' | 'hive' | 'sqoop';

/**
 * Has Oozie make and start a workflow of one action from properties (`oozie.pig.script` and the like).
 * @see org.apache.oozie.servlet.V1JobsServlet#submitHttpJob, org.apache.oozie.command.wf.SubmitHttpXCommand
 */
export async function submitScript(
  transport: Transport,
  kind: ScriptKind,
  properties: Properties,
  options?: RequestOptions,
): Promise<{ id: string }> {
  const { query, ...request } = post(transport, properties, undefined);
  const sent = { ...request, query: { ...query, jobtype: kind } };
  return (await transport.json(sent, submitted, options)).value;
}

function post(transport: Transport, properties: Properties, action: string | undefined) {
  const owner = transport.user === undefined ? {} : { 'user.name': transport.user };
  for (const [name, value] of Object.entries(properties)) {
    // Xalan 2.7.2, which Oozie 5.2.1 brings, writes them as what no parser reads: the job is made, but can't start.
    if (/[\u{10000}-\u{10ffff}]/u.test(name + value)) {
      throw refusedInput(
        `The property ${name} has a character beyond U+FFFF, such as an emoji, with which Oozie cannot start a job. Remove or encode it.`,
      );
    }
  }
  for (const kind of jobKinds) {
    if (applicationPathProperty[kind] in properties) refuseForbiddenNames(properties, kind);
  }
  const body = printConfiguration({ ...owner, ...properties });
  const since = action !== 'dryrun' && 'oozie.wf.application.path' in properties ? 0 : 1;
  return { method: 'POST', path: '/v2/jobs', since, query: { action }, body } as const;
}
