import { type Configuration, printConfiguration } from './configuration.ts';
import { coordinatorOf, readCoordinator } from './coordinator-jobs.ts';
import { applicationPaths } from './definition-file.ts';
import type { Draft } from './draft.ts';
import { lineDiff } from './line-diff.ts';
import type { CoordinatorJob } from './oozie-state.ts';
import { refuse } from './refusal.ts';
import { parseXml, printXml } from './xml-tree.ts';

/**
 * Gives a coordinator other properties, and the definition that lies at its path now; answers with the differences.
 * Properties replace those that it has, but for its bundle's id and, unless another is given, its path.
 * @see org.apache.oozie.command.coord.CoordUpdateXCommand
 * @throws {Refusal} E0803 with E1023 for what can't be changed, and whatever is wrong with the definition
 */
export function updateCoordinator(
  draft: Draft,
  id: string,
  given: Configuration,
  { dryrun, diff }: { dryrun: boolean; diff: boolean },
): string {
  const job = coordinatorOf(draft, id);
  const isNew = Object.keys(given).length > 0;
  const conf: Record<string, string> = isNew ? { ...given } : { ...job.conf };
  if (isNew) {
    const path = conf[applicationPaths.coordinator];
    const bundle = job.conf['oozie.bundle.id'];
    if (!path) {
      conf[applicationPaths.coordinator] = job.conf[applicationPaths.coordinator] ?? job.appPath;
      if (bundle !== undefined) conf['oozie.bundle.id'] = bundle;
    }
  }
  const { xml, resolved } = readCoordinator(draft, conf);
  const changes = [
    ['frequency', job.frequency, resolved.frequency],
    ['end', job.endTime, resolved.endTime],
    ['start', job.startTime, resolved.startTime],
    ['name', job.appName, resolved.name],
    ['time unit', job.timeUnit, resolved.timeUnit],
    ['time zone', job.timeZone, resolved.timeZone],
  ] as const;
  for (const [what, before, after] of changes) {
    if (before !== after) {
      throw refuse('E0803', `IO error, E1023: the ${what} can't be changed from ${before} to ${after}`);
    }
  }
  const differences = [
    '**********Job definition changes**********\n',
    lineDiff(job.jobXml, resolved.jobXml),
    '******************************************\n**********Job conf changes****************\n',
    isNew
      ? lineDiff(printConfiguration(job.conf), printConfiguration(resolved.conf))
      : 'No conf update requested\n',
    '******************************************\n',
  ].join('');
  if (!dryrun) {
    const changed: CoordinatorJob = {
      ...job,
      appPath: resolved.conf[applicationPaths.coordinator] ?? job.appPath,
      conf: isNew ? resolved.conf : job.conf,
      throttle: resolved.throttle,
      concurrency: resolved.concurrency,
      execution: resolved.execution,
      timeOut: resolved.timeOut,
      // After an update, Oozie keeps a definition without its comments, and printed anew.
      definition: printXml(parseXml(xml)),
      jobXml: resolved.jobXml,
      lastModTime: draft.now,
    };
    draft.coordinators.put(id, changed);
  }
  return diff ? differences : '';
}
