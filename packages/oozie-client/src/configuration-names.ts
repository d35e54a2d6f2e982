import type { Properties } from './configuration.ts';
import { javaTrim } from './java-trim.ts';
import type { JobKind } from './job-kind.ts';
import { refusedInput } from './refused-input.ts';

const units: ReadonlySet<string> = new Set(['KB', 'MB', 'GB', 'TB', 'PB', 'DAYS', 'HOURS', 'MINUTES']);
const counters: ReadonlySet<string> = new Set([
  'RECORDS',
  'MAP_IN',
  'MAP_OUT',
  'REDUCE_IN',
  'REDUCE_OUT',
  'GROUPS',
]);
const dateParts: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE']);

/**
 * Why Oozie takes no job of this kind that has a property of this name (E0808); undefined when it does.
 * @see org.apache.oozie.command.wf.SubmitXCommand, org.apache.oozie.command.coord.CoordSubmitXCommand,
 * org.apache.oozie.command.bundle.BundleSubmitXCommand
 */
export function forbiddenName(name: string, kind: JobKind): string | undefined {
  const read = javaTrim(name);
  if (units.has(read)) return `${read} is a constant of Oozie's expressions`;
  if (counters.has(read)) return `${read} is the name of one of Hadoop's counters in Oozie's expressions`;
  if (kind !== 'workflow' && dateParts.has(read)) {
    return `${read} stands for a part of the date in the URIs of datasets`;
  }
  return undefined;
}

/**
 * Refuses the names that Oozie would.
 * @throws {OozieError} `invalid-request`
 */
export function refuseForbiddenNames(properties: Properties, kind: JobKind): void {
  for (const [name, value] of Object.entries(properties)) {
    const reason = value === '' ? undefined : forbiddenName(name, kind);
    if (reason !== undefined) {
      throw refusedInput(
        `Oozie takes no ${kind} with the property ${name} (E0808): ${reason}. Rename it, in the definition too.`,
      );
    }
  }
}
