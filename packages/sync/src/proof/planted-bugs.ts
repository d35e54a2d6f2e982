/** A mistake that somebody could make in the engine: one text of its source replaced by another. */
export interface PlantedBug {
  /** What the mistake does, as a user would tell it. */
  readonly title: string;
  /** The file, from `packages/sync/src` on. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly instead: string;
  readonly of: string;
}

/**
 * Mistakes that the proof has to find. `npm run planted-bugs` plants them one at a time; each has to make a history
 * fail.
 */
export const plantedBugs: readonly PlantedBug[] = [
  {
    title: 'a step that a dead tab was sending stays as it is',
    file: 'outbox/outbox.ts',
    instead: 'for (const step of interrupted.slice(interrupted.length)) {}\n  for (const step of [])',
    of: 'for (const step of interrupted)',
  },
  {
    title: 'an edit made while a step is on its way is taken for what the step brought',
    file: 'plan/both-sides.ts',
    instead: 'if (agrees) mine = withFields(local, patch, brought);',
    of: 'if (agrees) mine = withFields(local, patch, untouched);',
  },
  {
    title: 'a workflow is submitted and started at once',
    file: 'kinds/workflow-run/steps.ts',
    instead: 'transport.client.submit(properties, { start: true, signal: transport.signal })',
    of: 'transport.client.submit(properties, { signal: transport.signal })',
  },
  {
    title: 'a job is not looked at before a command overwrites what somebody else did',
    file: 'deliver/deliver.ts',
    instead: 'return send(context, kind, due);',
    of: 'if (due.seen === null) return send(context, kind, due);',
  },
  {
    title: 'a list’s row erases what a full read said',
    file: 'mirror/mirror.ts',
    instead: 'const full = job.partial ? null : job;',
    of: 'const full = job.partial ? (known?.full ?? null) : job;',
  },
  {
    title: 'what Oozie answers with 200 is taken as done',
    file: 'kinds/read-back.ts',
    instead: 'if (read.gone || true) return read;',
    of: 'if (read.gone || kind.agrees(step, read.job) || kind.changedAgain(step, read.job)) return read;',
  },
  {
    title: 'a field that both sides changed takes this side’s value without a word',
    file: 'fold/fold.ts',
    instead:
      "if (policy === 'local' || policy === 'merge') return result([], [...onlyHere, ...both], onlyThere);",
    of: "if (policy === 'local') return result([], [...onlyHere, ...both], onlyThere);",
  },
  {
    title: 'a deleted row leaves its job running',
    file: 'plan/reconcile-deleted.ts',
    instead: 'if (true) return forget;',
    of: "if (plan.next !== 'step') return forget;",
  },
  {
    title: 'what is agreed moves before it is written back',
    file: 'plan/carry-out.ts',
    instead: 'row: undefined,\n        activities: changed ? [writtenBack(journal, patch)] : [],',
    of: 'row: changed ? { put: agreed } : undefined,\n        activities: changed ? [writtenBack(journal, patch)] : [],',
  },
  {
    title: 'jobs that a repeated submission left behind stay',
    file: 'feed/duplicates.ts',
    instead: 'if (inert.length >= 0) return;',
    of: 'if (inert.length === 0) return;',
  },
  {
    title: 'a clock that is set back holds everything',
    file: 'deliver/due-steps.ts',
    instead: '[...due]',
    of: '[...due, ...ahead.filter(isFree)]',
  },
  {
    title: 'a job that was purged is forgotten',
    file: 'mirror/mirror.ts',
    instead: 'return { ...known, gone: true, seenAt: now, goneAt: known.goneAt ?? now, full: null };',
    of: 'return { ...known, gone: true, seenAt: now, goneAt: known.goneAt ?? now };',
  },
  {
    title: 'a submission that isn’t found at once is sent again under another key',
    file: 'deliver/record-outcome.ts',
    instead:
      "await advance(transaction, stored, 'absent', { dueAt: now, uncertain: false, key: context.newKey() });",
    of: "await advance(transaction, stored, 'absent', { dueAt: now, uncertain: false });",
  },
  {
    title: 'a rerun that was asked is forgotten while its row waits for something else',
    file: 'plan/carry-out-command.ts',
    instead:
      "if (plan.next === 'wait') return { ...carryOut(context, state, { ...planned, plan: { next: 'nothing' } }, notAnew), command: { drop: command } };",
    of: "if (plan.next === 'wait')\n    return carryOut(context, state, { ...planned, plan: { next: 'nothing' } }, notAnew);",
  },
  {
    title: 'an update of a coordinator is taken as done without the mark of its revision',
    file: 'kinds/coordinator/plan.ts',
    instead: 'return true;',
    of: 'return isUpdatedTo(payload, job);',
  },
];
