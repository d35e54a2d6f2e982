import { isTerminalCoordinatorStatus } from '@howdah/oozie-client';
import type { Row } from '../collection/collection.ts';
import { withFields } from '../fold/fold.ts';
import type { MirrorRecord } from '../store/tables.ts';

/** How a conflict could be settled: with what was wanted here, unless Oozie's job can't take that any more. */
export function proposalFor(
  { local, remote, merged }: { local: Row | null; remote: Row; merged: Row | null },
  fields: readonly string[],
  mirror: Pick<MirrorRecord, 'status' | 'gone'> | undefined,
): { proposal: Row | null; why: string } {
  if (local !== null && merged !== null)
    return {
      proposal: { ...local, ...merged },
      why: 'it has what both sides changed, and this side’s where they can’t be brought together',
    };
  const proposal = withFields(local ?? remote, remote, fields);
  if (mirror?.gone)
    return { proposal, why: 'Oozie no longer has the job, so nothing can be changed about it' };
  if (mirror !== undefined && isTerminalCoordinatorStatus(mirror.status))
    return { proposal, why: `the job is ${mirror.status}, and takes no change any more` };
  if (local === null)
    return { proposal: null, why: 'the row was deleted here, and its job can still be ended' };
  return { proposal: local, why: 'it was changed here, and the job can still take the change' };
}
