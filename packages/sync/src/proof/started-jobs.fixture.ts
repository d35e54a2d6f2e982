import type { ModelOozie } from '@howdah/testing';

/**
 * Every job that ever began on an Oozie, purged ones too: call `look` after everything that may begin one, and before
 * everything that may take one away.
 */
export interface StartedJobs {
  look(): void;
  /** Ids of the workflows and coordinators of a row that ever began, by its job's name. */
  of(name: string): readonly string[];
}

export function startedJobs(oozie: ModelOozie): StartedJobs {
  const started = new Map<string, Set<string>>();
  return {
    look() {
      const { workflows, coordinators } = oozie.jobs();
      const begun = [
        // Those that coordinators run are not the rows' own.
        ...workflows.filter(({ startTime, parentId }) => startTime !== null && !parentId),
        // The bundle around it makes it when it is started, and never before.
        ...coordinators,
      ];
      for (const { appName, id } of begun) {
        const ids = started.get(appName) ?? new Set();
        started.set(appName, ids.add(id));
      }
    },
    of: (name) => [...(started.get(name) ?? [])],
  };
}
