import type { Push } from '../pushes.ts';

export type CoordinatorPush =
  | 'resume'
  | 'suspend'
  | 'kill'
  | 'change'
  | 'update'
  | 'rerun actions'
  | 'kill actions'
  | 'ignore actions'
  | 'ignore';

type KnownStatus =
  | 'PREMATER'
  | 'PREP'
  | 'RUNNING'
  | 'RUNNINGWITHERROR'
  | 'PAUSED'
  | 'PAUSEDWITHERROR'
  | 'PREPPAUSED'
  | 'SUSPENDED'
  | 'SUSPENDEDWITHERROR'
  | 'PREPSUSPENDED'
  | 'SUCCEEDED'
  | 'DONEWITHERROR'
  | 'KILLED'
  | 'FAILED'
  | 'IGNORED';

/** One push in the statuses of a coordinator that: waits for its start, runs, is suspended, is over. */
function inStatus(
  [waits, runs, suspended]: readonly [waits: Push, runs: Push, suspended: Push],
  over: Readonly<Record<'SUCCEEDED' | 'DONEWITHERROR' | 'KILLED' | 'FAILED' | 'IGNORED', Push>>,
): Readonly<Record<KnownStatus, Push>> & Readonly<Record<string, Push | undefined>> {
  return {
    PREMATER: waits,
    PREP: waits,
    PREPPAUSED: waits,
    RUNNING: runs,
    RUNNINGWITHERROR: runs,
    PAUSED: runs,
    PAUSEDWITHERROR: runs,
    PREPSUSPENDED: suspended,
    SUSPENDED: suspended,
    SUSPENDEDWITHERROR: suspended,
    ...over,
  };
}

const everywhereOver = (push: Push) => ({
  SUCCEEDED: push,
  DONEWITHERROR: push,
  KILLED: push,
  FAILED: push,
  IGNORED: push,
});

/**
 * What can be pushed to a coordinator in which status. Suspend, resume and kill are answered with 200 whether Oozie
 * acts or not; the others are refused with E1016 (change), E1023 (update), E1018 (rerun), E1024 and E1015 (ignore).
 * @see org.apache.oozie.command.coord: CoordSuspendXCommand, CoordResumeXCommand, CoordKillXCommand,
 * CoordChangeXCommand, CoordUpdateXCommand, CoordRerunXCommand, CoordActionsKillXCommand, CoordActionsIgnoreXCommand
 */
export const coordinatorPushes: Readonly<Record<CoordinatorPush, ReturnType<typeof inStatus>>> = {
  // A coordinator that is over is what "running" asked for.
  resume: inStatus(['there', 'there', 'send'], everywhereOver('there')),
  suspend: inStatus(['send', 'send', 'there'], everywhereOver('late')),
  kill: inStatus(['send', 'send', 'send'], { ...everywhereOver('late'), KILLED: 'there' }),
  // A later end revives one that has ended.
  change: inStatus(['send', 'send', 'send'], { ...everywhereOver('send'), KILLED: 'late', IGNORED: 'late' }),
  // Oozie looks at the wrong record for the status, and takes it in each; none makes actions any more once it's over.
  update: inStatus(['send', 'send', 'send'], everywhereOver('late')),
  'rerun actions': inStatus(['early', 'send', 'send'], { ...everywhereOver('send'), IGNORED: 'late' }),
  // Oozie answers with the actions, and kills none once the coordinator is over.
  'kill actions': inStatus(['early', 'send', 'send'], everywhereOver('late')),
  'ignore actions': inStatus(['early', 'send', 'send'], everywhereOver('send')),
  ignore: inStatus(['late', 'late', 'late'], {
    ...everywhereOver('late'),
    KILLED: 'send',
    FAILED: 'send',
    IGNORED: 'there',
  }),
};
