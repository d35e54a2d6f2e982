import type { Jobs } from './side-by-side.fixture.ts';
import * as made from './side-by-side.fixture.ts';

/** Lines whose order says nothing. */
const unordered = (text: string) => text.split('\n').sort().join('\n');

export type Facts = (text: string) => string;
export const asIs: Facts = (text) => text;
/** What measures itself changes from one look to the next; what of Java is measured does not. */
const measured: Facts = (text) => (text.match(/^(?:[A-Z]+$|-+$|jvm\.\S+)/gm) ?? []).join('\n');

/** Commands that change nothing, and which of what they print is a fact. */
export const looking = (jobs: () => Jobs): [what: string, argv: () => string[], facts?: Facts][] => [
  ['a workflow', () => ['job', '-info', jobs().done]],
  ['a workflow in full', () => ['job', '-info', jobs().failed, '-verbose']],
  ['a workflow in another zone', () => ['job', '-info', jobs().done, '-timezone', 'America/Los_Angeles']],
  ['a workflow in a zone in Europe', () => ['job', '-info', jobs().done, '-timezone', 'Europe/Berlin']],
  ['a workflow at an offset', () => ['job', '-info', jobs().done, '-timezone', 'GMT+05:30']],
  [
    'a workflow in a zone that there is not',
    () => ['job', '-info', jobs().done, '-timezone', 'Nowhere/None'],
  ],
  ['some of a workflow’s actions', () => ['job', '-info', jobs().done, '-offset', '2', '-len', '1']],
  ['a workflow’s action', () => ['job', '-info', `${jobs().failed}@move`]],
  ['a workflow’s action in full', () => ['job', '-info', `${jobs().failed}@move`, '-verbose']],
  ['a coordinator', () => ['job', '-info', jobs().coordinator]],
  ['a coordinator in full', () => ['job', '-info', jobs().waiting, '-verbose']],
  [
    'some of a coordinator’s actions',
    () => ['job', '-info', jobs().coordinator, '-len', '1', '-offset', '2', '-order', 'desc'],
  ],
  [
    'a coordinator’s actions by status',
    () => ['job', '-info', jobs().coordinator, '-filter', 'status=SUCCEEDED'],
  ],
  ['a coordinator’s action', () => ['job', '-info', `${jobs().coordinator}@1`]],
  ['a coordinator’s action that waits', () => ['job', '-info', `${jobs().waiting}@1`]],
  ['all runs of an action', () => ['job', '-info', `${jobs().coordinator}@1`, '-allruns']],
  ['a bundle', () => ['job', '-info', jobs().bundle.id]],
  ['a bundle that waits', () => ['job', '-info', jobs().prepared.id, '-verbose']],
  ['a definition', () => ['job', '-definition', jobs().done]],
  ['a coordinator’s definition', () => ['job', '-definition', jobs().coordinator]],
  ['a workflow’s configuration', () => ['job', '-configcontent', jobs().done]],
  ['a coordinator’s configuration', () => ['job', '-configcontent', jobs().coordinator]],
  ['a bundle’s configuration', () => ['job', '-configcontent', jobs().bundle.id]],
  ['a log', () => ['job', '-log', jobs().done]],
  ['a filtered log', () => ['job', '-log', jobs().failed, '-logfilter', 'loglevel=WARN;limit=3']],
  ['the log of some actions', () => ['job', '-log', jobs().coordinator, '-action', '1-2']],
  [
    'the log of a day’s actions',
    () => ['job', '-log', jobs().coordinator, '-date', '2020-01-01T00:00Z::2020-01-01T02:00Z'],
  ],
  ['an error log', () => ['job', '-errorlog', jobs().failed]],
  ['an audit log', () => ['job', '-auditlog', jobs().done]],
  ['no retries', () => ['job', '-retries', `${jobs().failed}@move`]],
  ['what an action waits for', () => ['job', '-missingdeps', `${jobs().waiting}@1`]],
  ['what actions wait for', () => ['job', '-missingdeps', jobs().waiting, '-action', '1-2']],
  [
    'a job that is over, polled',
    () => ['job', '-poll', jobs().done, '-verbose', '-interval', '1', '-timeout', '1'],
  ],
  ['a dry run', () => ['job', '-dryrun', '-config', `${jobs().folder}/job.properties`]],
  [
    'a dry run by a configuration',
    () => ['job', '-dryrun', '-config', `${jobs().folder}/job.xml`, '-Dmore=x'],
  ],
  [
    'an update tried out',
    () => ['job', '-update', jobs().going, '-dryrun', '-config', `${jobs().folder}/update.xml`],
  ],
  [
    'an update without a diff',
    () => [
      'job',
      '-update',
      jobs().going,
      '-config',
      `${jobs().folder}/update.xml`,
      '-dryrun',
      '-diff',
      'false',
    ],
  ],
  [
    'workflows',
    () => ['jobs', '-filter', `user=${made.user};status=KILLED`, '-len', '3', '-oozie', made.oozieUrl],
  ],
  ['workflows from the second on', () => ['jobs', '-offset', '2', '-len', '2', '-localtime']],
  ['workflows in full', () => ['jobs', '-len', '3', '-verbose', '-timezone', 'UTC']],
  ['no workflows', () => ['jobs', '-filter', 'name=nobody has this name']],
  ['coordinators', () => ['jobs', '-jobtype', 'coordinator', '-len', '3']],
  ['coordinators in full', () => ['jobs', '-jobtype', 'coord', '-len', '3', '-verbose']],
  ['bundles', () => ['jobs', '-jobtype', 'bundle', '-len', '3']],
  ['bundles in full', () => ['jobs', '-jobtype', 'bundle', '-len', '3', '-verbose']],
  ['a bundle’s actions', () => ['jobs', '-bulk', `bundle=${jobs().bundle.id};actionstatus=SUCCEEDED`]],
  [
    'a bundle’s actions in full',
    () => ['jobs', '-bulk', `bundle=${jobs().bundle.name};actionstatus=SUCCEEDED`, '-verbose'],
  ],
  ['a bundle without failed actions', () => ['jobs', '-bulk', `bundle=${jobs().bundle.name}`]],
  ['nothing killed', () => ['jobs', '-kill', '-filter', 'name=nobody has this name']],
  [
    'nothing suspended',
    () => ['jobs', '-suspend', '-filter', 'name=nobody has this name', '-jobtype', 'coord'],
  ],
  [
    'nothing resumed',
    () => ['jobs', '-resume', '-filter', 'name=nobody has this name', '-jobtype', 'bundle'],
  ],
  ['the status', () => ['admin', '-status']],
  ['the version', () => ['admin', '-version']],
  ['the mode that it has', () => ['admin', '-systemmode', 'normal']],
  ['the servers', () => ['admin', '-servers']],
  ['the configuration', () => ['admin', '-configuration']],
  ['the environment', () => ['admin', '-osenv']],
  ['Java’s properties', () => ['admin', '-javasysprops']],
  ['the metrics', () => ['admin', '-metrics'], measured],
  ['no instrumentation', () => ['admin', '-instrumentation']],
  [
    'the queue',
    () => ['admin', '-queuedump'],
    (text) =>
      text
        .split('\n')
        .filter((line) => /\*|^\[Server/.test(line))
        .join('\n'),
  ],
  ['the libraries', () => ['admin', '-shareliblist']],
  ['the libraries, read anew', () => ['admin', '-sharelibupdate'], unordered],
  ['a valid definition', () => ['validate', `${jobs().folder}/valid.xml`]],
  ['events of SLAs', () => ['sla', '-len', '5', '-offset', '0']],
  ['events of one job’s SLA', () => ['sla', '-filter', `jobid=${jobs().done}`, '-oozie', made.oozieUrl]],
  ['with simple authentication', () => ['admin', '-status', '-auth', 'SIMPLE', '-oozie', made.oozieUrl]],
  [
    'a purge of what is not there',
    () => ['admin', '-purge', 'wf=20000;coord=20000;bundle=20000;limit=1;oldCoordAction=false'],
  ],
  ['as somebody else', () => ['job', '-info', jobs().done, '-doas', 'bob']],
  [
    'jobs as somebody else',
    () => ['jobs', '-filter', `id=${jobs().done}`, '-doas', 'bob', '-auth', 'simple'],
  ],
  ['the status as somebody else', () => ['admin', '-status', '-doas', 'bob']],
];
