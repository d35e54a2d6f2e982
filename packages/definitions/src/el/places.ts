import { type CheckOptions, checkExpression } from './check.ts';
import { parseElText } from './parse.ts';
import type { Phase } from './phases.ts';
import type { ElDiagnostic } from './syntax.ts';

/** Where in a definition a text with expressions stands. */
export type ElPlace = keyof typeof elPlaces;

interface Place {
  /** When Oozie evaluates it, in order; the first phase that refuses it decides. */
  readonly phases: readonly Phase[];
  /** `markup` where Oozie evaluates the whole element, or document, as it is written. */
  readonly form: 'text' | 'markup';
}

/**
 * The phases of each text that Oozie evaluates. The name of a bundle or coordinator, and all of a bundle, are
 * evaluated when the job is submitted; a workflow's nodes when they run, and all at once in a dry run.
 */
export const elPlaces = {
  'workflow name': { phases: ['job-submit'], form: 'text' },
  'workflow node': { phases: ['workflow'], form: 'markup' },
  'workflow sla': { phases: ['wf-sla-submit'], form: 'markup' },
  'coordinator name': { phases: ['job-submit'], form: 'text' },
  'coordinator frequency': { phases: ['coord-job-submit-freq'], form: 'text' },
  /** start, end, timezone, and the controls other than the timeout */
  'coordinator attribute': { phases: ['coord-job-submit-nofuncs'], form: 'text' },
  'coordinator timeout': { phases: ['coord-job-wait-timeout'], form: 'text' },
  'dataset frequency': { phases: ['coord-job-submit-freq'], form: 'text' },
  'dataset initial-instance': { phases: ['coord-job-submit-initial-instance'], form: 'text' },
  /** timezone, uri-template, done-flag, include */
  'dataset attribute': { phases: ['coord-job-submit-nofuncs'], form: 'text' },
  /** the dataset attribute of a data-in or data-out, and the attributes of input-logic */
  'event dataset': { phases: ['coord-job-submit-instances'], form: 'text' },
  'event instance': { phases: ['coord-job-submit-instances', 'coord-action-create'], form: 'text' },
  /** start-instance and end-instance */
  'event range': { phases: ['coord-job-submit-instances', 'coord-action-create-inst'], form: 'text' },
  'action app-path': { phases: ['coord-job-submit-nofuncs'], form: 'text' },
  'action property name': { phases: ['coord-job-submit-data'], form: 'text' },
  'action property value': { phases: ['coord-job-submit-data', 'coord-action-start'], form: 'text' },
  'action sla': { phases: ['coord-sla-submit', 'coord-sla-create'], form: 'text' },
  bundle: { phases: ['bundle-submit'], form: 'markup' },
} as const satisfies Readonly<Record<string, Place>>;

/**
 * What Oozie would refuse in a text where it stands, in any of the phases that it goes through.
 * @example
 * checkPlace('${coord:days(0)}', 'coordinator frequency')
 */
export function checkPlace(
  text: string,
  place: ElPlace,
  options: Pick<CheckOptions, 'names'> = {},
): readonly ElDiagnostic[] {
  const { phases, form }: Place = elPlaces[place];
  const parsed = parseElText(text);
  const found: ElDiagnostic[] = [];
  for (const phase of phases) {
    for (const diagnostic of checkExpression(parsed, phase, { ...options, form })) {
      const isNew = found.every(({ start, end, code }) => {
        return start !== diagnostic.start || end !== diagnostic.end || code !== diagnostic.code;
      });
      if (isNew) found.push(diagnostic);
    }
  }
  return found;
}
