import { type OozieClient, OozieError, prepareDefinition } from '@howdah/oozie-client';
import type { Definition } from '../definition/definition.ts';
import type { Diagnostic } from '../diagnostic.ts';

/**
 * Whether /v2/validate would refuse it: it looks at the XML and at the schema. With a DOCTYPE it takes whatever the
 * schema of workflows doesn't know.
 */
export function isInvalid({ kind }: Definition, found: readonly Diagnostic[]): boolean {
  const hasDoctype = found.some(({ code }) => code === 'xml-doctype');
  const looksAt =
    hasDoctype && kind !== 'workflow' ? /^xml-(?!doctype)/ : /^(?:not-|xml-(?!doctype)|schema-)/;
  return found.some(({ code, severity }) => severity === 'error' && looksAt.test(code));
}

/** Whether a dry run would: it looks at all that a submit does, but registers no SLAs, and at what runs later. */
export function isRefusedByDryRun(found: readonly Diagnostic[]): boolean {
  return found.some(
    ({ code, severity }) =>
      (severity === 'error' && code !== 'sla-registration') ||
      (severity === 'warning' && /^(?:el-|empty-job-xml|action-)/.test(code)),
  );
}

export type JobDefinitionKind = 'workflow' | 'coordinator' | 'bundle';

const pathProperty = {
  workflow: 'oozie.wf.application.path',
  coordinator: 'oozie.coord.application.path',
  bundle: 'oozie.bundle.application.path',
} as const;

/** What a dry run answers: `OK`, or why it refuses. */
export async function dryRun(
  oozie: OozieClient,
  root: string,
  kind: JobDefinitionKind,
  xml: string,
  properties: Readonly<Record<string, string>>,
): Promise<string> {
  const prepared = prepareDefinition({ kind, xml, root });
  const place = { 'oozie.jobs.api.generated.xml': prepared.xml, [pathProperty[kind]]: prepared.path };
  try {
    await oozie.dryrun({ ...properties, ...place });
    return 'OK';
  } catch (error) {
    if (error instanceof OozieError) return error.message;
    throw error;
  }
}

/** What a dry run says of files that it looks for, which nobody can know beforehand. */
export const aboutFiles = /does not exist|Is a directory|path not existed/;
