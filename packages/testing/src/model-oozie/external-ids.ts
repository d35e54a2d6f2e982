import { jobsIn } from './job-table.ts';
import type { OozieState } from './oozie-state.ts';

/**
 * The id of a workflow with an external id, empty when there is none. Oozie takes the last of an unordered list, so of
 * several it is any one: here, one that depends on the seed.
 * @see org.apache.oozie.executor.jpa.WorkflowIdGetForExternalIdJPAExecutor
 */
export function idByExternalId({ workflows, settings }: OozieState, externalId: string): string {
  const found = jobsIn(workflows).filter((job) => job.externalId === externalId);
  let chance = settings.seed;
  for (const { id } of found) {
    for (const character of id) chance = Math.imul(chance ^ (character.codePointAt(0) ?? 0), 16_777_619);
  }
  return found[(chance >>> 0) % Math.max(1, found.length)]?.id ?? '';
}
