import { type ActionWithSchema, actionVersions } from '../../schema/action-schema.ts';
import { bundleVersions } from '../../schema/bundle-schema.ts';
import { coordinatorVersions } from '../../schema/coordinator-schema.ts';
import { slaVersions } from '../../schema/sla-schema.ts';
import { workflowVersions } from '../../schema/workflow-schema.ts';

/** What has a schema with versions. */
export type UpgradeSubject = 'workflow' | 'coordinator' | 'bundle' | 'sla' | ActionWithSchema;

const versions: Readonly<Record<UpgradeSubject, readonly string[]>> = {
  workflow: workflowVersions,
  coordinator: coordinatorVersions,
  bundle: bundleVersions,
  sla: slaVersions,
  ...actionVersions,
};

function isSubject(name: string): name is UpgradeSubject {
  return Object.hasOwn(versions, name);
}

/** The versions of a schema, from the oldest to the newest. */
export function versionsOf(subject: UpgradeSubject): readonly string[] {
  return versions[subject];
}

/** What a namespace is the schema of, and in which version; `undefined` when Oozie 5.2.1 doesn't know it. */
export function subjectOf(
  namespace: string | undefined,
): { subject: UpgradeSubject; version: string } | undefined {
  const [, name = '', version = ''] =
    /^uri:oozie:([a-z0-9]+?)(?:-action)?:([0-9.]+)$/.exec(namespace ?? '') ?? [];
  if (!isSubject(name) || !versions[name].includes(version)) return undefined;
  return namespaceOf(name, version) === namespace ? { subject: name, version } : undefined;
}

export function namespaceOf(subject: UpgradeSubject, version: string): string {
  return `uri:oozie:${subject}${Object.hasOwn(actionVersions, subject) ? '-action' : ''}:${version}`;
}
