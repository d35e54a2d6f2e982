import type { Definition } from '../definition/definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { bundleAdvice, coordinatorAdvice, workflowAdvice } from './advice/index.ts';
import { bundleRefusals } from './bundle-refusals/index.ts';
import { coordinatorRefusals } from './coordinator-refusals/index.ts';
import type { Checking, CheckOptions, Rule, ServerLimits } from './rule.ts';
import { schemaRefusals } from './schema-refusals.ts';
import { workflowRefusals } from './workflow-refusals/index.ts';

/**
 * What is to be known about a definition before Oozie gets it, in the order of the document: errors are what Oozie
 * 5.2.1 refuses when it validates, submits or tries out (dry run) the job, with its code; warnings and information
 * are advice. Never throws, whatever the document; takes time proportional to its length.
 * @example
 * checkDefinition(parseDefinition(xml), { properties: { queue: 'default' } })
 */
export function checkDefinition(definition: Definition, options: CheckOptions = {}): readonly Diagnostic[] {
  const known = {
    properties: options.properties,
    now: options.now,
    server: { ...defaultServer, ...options.server },
  };
  const found: Diagnostic[] = [...definition.diagnostics];
  run(schemaRefusals, { ...known, definition }, found);
  if (definition.kind === 'workflow') run(workflowRules, { ...known, definition }, found);
  if (definition.kind === 'coordinator') run(coordinatorRules, { ...known, definition }, found);
  if (definition.kind === 'bundle') run(bundleRules, { ...known, definition }, found);
  return found.toSorted((one, other) => one.range.start.offset - other.range.start.offset);
}

/** Whether Oozie would refuse the definition: whether there is an error. */
export function isRefused(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** The settings that Oozie 5.2.1 comes with. */
export const defaultServer: ServerLimits = {
  definitionLength: 100_000,
  coordinatorMaximumFrequency: true,
  forkJoin: true,
};

const workflowRules = [...workflowRefusals, ...workflowAdvice];
const coordinatorRules = [...coordinatorRefusals, ...coordinatorAdvice];
const bundleRules = [...bundleRefusals, ...bundleAdvice];

/** Adds what rules say, but nothing about a place where Oozie has been said to refuse something already. */
function run<D extends Definition>(
  rules: readonly Rule<D>[],
  checking: Checking<D>,
  found: Diagnostic[],
): void {
  const refused = new Set<string>();
  for (const { severity, range } of found) if (severity === 'error') refused.add(placeOf(range));
  for (const rule of rules) {
    for (const diagnostic of rule(checking)) {
      const place = placeOf(diagnostic.range);
      if (refused.has(place)) continue;
      found.push(diagnostic);
      if (diagnostic.severity === 'error') refused.add(place);
    }
  }
}

function placeOf({ start, end }: Diagnostic['range']): string {
  return `${start.offset}-${end.offset}`;
}
