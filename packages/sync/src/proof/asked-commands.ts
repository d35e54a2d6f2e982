import type { CommandRecord } from '../store/tables.ts';
import type { Profile } from './profile.fixture.ts';

/** Watches that what was asked of jobs is carried out once, and that nothing asked is forgotten. */
export interface AskedCommands {
  /** A rerun of a survey's workflow, or of a schedule's first action, was asked. */
  asked(id: string): void;
  /** A person takes back what was asked of a row, or has just done so. */
  takesBack(row: string | undefined): void;
}

export function askedCommands(profile: Profile, tell: (violation: string) => void): AskedCommands {
  const { oozie, database } = profile;
  const asked = new Map<string, number>();
  let takenBackOf: string | undefined;

  database.onCommit((changes) => {
    const { workflows, coordinators } = oozie.jobs();
    for (const { store, before, after } of changes) {
      if (store !== 'howdah_commands' || before === undefined || after !== undefined) continue;
      const { id, rowKey, command, was } = before as CommandRecord;
      const isRowGone = changes.some(
        (change) =>
          change.store === 'howdah_journal' && Array.isArray(change.key) && change.after === undefined,
      );
      if (command.do !== 'rerun' || isRowGone || takenBackOf === String(rowKey)) continue;
      const job = workflows.find((one) => one.id === was?.jobId);
      // One that was purged meanwhile can't be asked any more.
      if (job !== undefined && job.conf['howdah.rerun'] !== id)
        tell(`1: the rerun of ${String(rowKey)} was forgotten: ${job.id} never ran again for it`);
    }
    // The network may bring a request once more, after its run has ended, which nobody can help.
    if (profile.mayBeLate) return;
    for (const { id, appName, run, parentId } of workflows) {
      const most = asked.get(appName) ?? 0;
      if (!parentId && run > most)
        tell(`2: ${id} of ${appName} ran ${run} times more, and ${most} were asked`);
    }
    for (const { id, appName } of coordinators) {
      const runs = workflows.filter(({ parentId }) => parentId === `${id}@1`).length;
      const most = asked.get(appName) ?? 0;
      if (runs > most + 1)
        tell(`2: the first action of ${appName} ran ${runs} times, and ${most} reruns were asked`);
    }
  });

  return {
    asked: (id) => asked.set(id, (asked.get(id) ?? 0) + 1),
    takesBack(row) {
      takenBackOf = row;
    },
  };
}
