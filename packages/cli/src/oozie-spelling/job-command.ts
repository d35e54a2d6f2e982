import {
  changeJob,
  changeSla,
  ignoreJob,
  killJob,
  rerunJob,
  resumeJob,
  startJob,
  suspendJob,
} from './change-job.ts';
import { BadCommandLine, optionValue } from './command-line.ts';
import { dryrunJob, makeJob, updateJob } from './make-job.ts';
import type { OozieCommand } from './oozie-command.ts';
import {
  pollJob,
  showConfiguration,
  showDefinition,
  showJob,
  showLog,
  showMissing,
  showRetries,
} from './show-job.ts';

/** What each option that names a job does to it. */
const withId: Readonly<Record<string, (command: OozieCommand, id: string) => Promise<void>>> = {
  start: startJob,
  suspend: suspendJob,
  resume: resumeJob,
  kill: killJob,
  change: changeJob,
  rerun: rerunJob,
  update: updateJob,
  ignore: ignoreJob,
  info: showJob,
  definition: showDefinition,
  configcontent: showConfiguration,
  retries: showRetries,
  missingdeps: showMissing,
  poll: pollJob,
  log: (command, id) => showLog(command, 'log', id),
  errorlog: (command, id) => showLog(command, 'errorlog', id),
  auditlog: (command, id) => showLog(command, 'auditlog', id),
  slaenable: (command, id) => changeSla(command, 'enable', id),
  sladisable: (command, id) => changeSla(command, 'disable', id),
  slachange: (command, id) => changeSla(command, 'change', id),
};

/** `oozie job …` @see org.apache.oozie.cli.OozieCLI#jobCommand */
export async function jobCommand(command: OozieCommand): Promise<void> {
  const { options } = command.line;
  if (options.has('submit')) return makeJob(command, false);
  if (options.has('run')) return makeJob(command, true);
  for (const [name, carryOut] of Object.entries(withId)) {
    const id = optionValue(command.line, name);
    if (id !== undefined) return carryOut(command, id);
  }
  if (options.has('dryrun')) return dryrunJob(command);
  // -validatejar, -submitjar and -runjar: the jar is a program for Oozie's own Java.
  throw new BadCommandLine(
    'a jar of the Fluent Job API runs in Java only: have it print its workflow, and use howdah validate, submit or run',
  );
}
