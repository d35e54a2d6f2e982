import type { Definition } from '../definition/definition.ts';
import { DefinitionEditError } from '../definition/edit-error.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { XmlEditError } from '../tree/edit-error.ts';
import { bundleAdvice, coordinatorAdvice, workflowAdvice } from './advice/index.ts';
import { bundleRefusals } from './bundle-refusals/index.ts';
import { coordinatorRefusals } from './coordinator-refusals/index.ts';
import type { Checking, CheckOptions, Rule, ServerLimits } from './rule.ts';
import { schemaRefusals } from './schema-refusals.ts';
import { withoutSuppressed } from './suppressions.ts';
import { dryRunRefusals, workflowRefusals } from './workflow-refusals/index.ts';
import { isBroken, xmlRefusals } from './xml-refusals.ts';

/**
 * What is to be known about a definition before Oozie gets it, in the order of the document: errors are what Oozie
 * 5.2.1 refuses when it validates, submits or tries out (dry run) the job, with its code; warnings and information
 * are advice, without what comments ask to leave out (`howdah: ignore code`). Of a document that is no XML, it says
 * just that. Never throws, whatever the document; takes time proportional to its length.
 * @example
 * checkDefinition(parseDefinition(xml), { properties: { queue: 'default' } })
 */
export function checkDefinition(definition: Definition, options: CheckOptions = {}): readonly Diagnostic[] {
  const known = {
    properties: options.properties,
    now: options.now,
    server: { ...defaultServer, ...options.server },
  };
  const found: Diagnostic[] = [...xmlRefusals(definition)];
  if (isBroken(definition)) return found;
  run(schemaRefusals, { ...known, definition }, found);
  if (definition.kind === 'workflow') {
    run(workflowRefusals, { ...known, definition }, found);
    run(dryRunRefusals, { ...known, definition }, found);
    run(workflowAdvice, { ...known, definition }, found);
  } else if (definition.kind === 'coordinator') {
    run(coordinatorRefusals, { ...known, definition }, found);
    run(coordinatorAdvice, { ...known, definition }, found);
  } else if (definition.kind === 'bundle') {
    run(bundleRefusals, { ...known, definition }, found);
    run(bundleAdvice, { ...known, definition }, found);
  }
  return withoutSuppressed(definition.tree, found).toSorted(
    (one, other) => one.range.start.offset - other.range.start.offset,
  );
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

/** Adds what rules say, but nothing about a place where something else is refused that Oozie looks at before. */
function run<D extends Definition>(
  rules: readonly Rule<D>[],
  checking: Checking<D>,
  found: Diagnostic[],
): void {
  const refused = new Set<string>();
  for (const { severity, range } of found) if (severity === 'error') refused.add(placeOf(range));
  for (const rule of rules) {
    for (const diagnostic of said(rule, checking)) {
      if (!refused.has(placeOf(diagnostic.range))) found.push(diagnostic);
    }
  }
}

/** What a rule says; nothing, where a document is so broken that its fixes can't be made. */
function said<D extends Definition>(rule: Rule<D>, checking: Checking<D>): readonly Diagnostic[] {
  try {
    return rule(checking);
  } catch (error) {
    if (error instanceof XmlEditError || error instanceof DefinitionEditError) return [];
    throw error;
  }
}

function placeOf({ start, end }: Diagnostic['range']): string {
  return `${start.offset}-${end.offset}`;
}
