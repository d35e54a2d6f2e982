import { type Configuration, parseConfiguration, setProperty } from './configuration.ts';
import type { Draft } from './draft.ts';
import { basicFunctions, evaluate } from './expressions.ts';
import { definitionFile, fileAt, folderOf } from './file-store.ts';
import { refuse } from './refusal.ts';
import type { Parameter } from './workflow-definition.ts';

export const applicationPaths = {
  workflow: 'oozie.wf.application.path',
  coordinator: 'oozie.coord.application.path',
  bundle: 'oozie.bundle.application.path',
} as const;

export type DefinitionKind = keyof typeof applicationPaths;

const defaultsFile: Readonly<Record<DefinitionKind, string>> = {
  workflow: 'config-default.xml',
  coordinator: 'coord-config-default.xml',
  bundle: 'bundle-config-default.xml',
};

/** The definition at a job's application path; undefined when there is none. */
export function definitionAt(draft: Draft, kind: DefinitionKind, path: string): string | undefined {
  return fileAt(draft.state, definitionFile(path, `${kind}.xml`));
}

/** The properties with those beside the definition that they do not have. */
export function withDefaults(draft: Draft, kind: DefinitionKind, conf: Configuration): Configuration {
  const path = definitionFile(conf[applicationPaths[kind]] ?? '', `${kind}.xml`);
  const text = fileAt(draft.state, `${folderOf(path)}/${defaultsFile[kind]}`);
  return text === undefined ? conf : { ...parseConfiguration(text), ...conf };
}

const quantities = ['DAYS', 'HOURS', 'MINUTES', 'KB', 'MB', 'GB', 'TB', 'PB', 'RECORDS'];
const counters = ['MAP_IN', 'MAP_OUT', 'REDUCE_IN', 'REDUCE_OUT', 'GROUPS'];
const times = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE'];

/** Names that expressions need for themselves. @throws {Refusal} E0808 */
export function refuseReservedNames(kind: DefinitionKind, conf: Configuration): void {
  const reserved = [...quantities, ...counters, ...(kind === 'workflow' ? [] : times)];
  const found = reserved.find((name) => conf[name] !== undefined);
  if (found !== undefined) throw refuse('E0808', `a job may have no property [${found}]`);
}

/**
 * Checks a job's properties against its definition's parameters, and adds their defaults.
 * @see org.apache.oozie.util.ParameterVerifier
 * @throws {Refusal} E0738 for parameters without a value, E0739 for one without a name
 */
export function withParameters(parameters: readonly Parameter[], conf: Configuration): Configuration {
  if (parameters.length === 0) return conf;
  const completed: Record<string, string> = { ...conf };
  const missing: string[] = [];
  for (const { name, value } of parameters) {
    if (name === '') throw refuse('E0739', 'a parameter has no name');
    if (conf[name] !== undefined) continue;
    if (value === undefined) missing.push(name);
    else setProperty(completed, name, value);
  }
  if (missing.length > 0) {
    throw refuse('E0738', `${missing.length} parameters have no value: ${missing.join(', ')}`);
  }
  return completed;
}

/** A job's name, in which properties can be named. @throws {ExpressionError} */
export function resolveName(name: string, conf: Configuration): string {
  return evaluate(name, { variable: (property) => conf[property], functions: basicFunctions });
}

/** The job's group, or the list of who may change it. */
export function groupOf(conf: Configuration): string | null {
  return conf['oozie.job.acl'] ?? conf['group.name'] ?? null;
}
