import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { parseSlaFilter, type SlaFilter } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { usageFailure } from '../../failure.ts';
import { wholeNumber } from '../../settings/global-options.ts';
import { type OptionTime, optionTime } from '../../settings/option-time.ts';

/** How jobs stand to their SLAs, and what happened to those that have one. */
export function addFeedCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('list')
    .description('how workflows and actions stand to their SLAs')
    .option('--app <name>', 'name of the application; % stands for anything')
    .option('--id <id>', 'a job or action')
    .option('--parent <id>', 'the job that it is part of')
    .option('--bundle <bundle>', 'a bundle, by name or id')
    .option('--user <name>', 'owner of the job')
    .option('--status <status>', 'MET, MISS, IN_PROCESS or NOT_STARTED')
    .option('--event <event>', 'e.g. END_MISS, START_MISS, DURATION_MISS')
    .option('--from <time>', 'nominal time from this on', optionTime)
    .option('--to <time>', 'nominal time up to this', optionTime)
    .option('--filter <filter>', 'in Oozie’s own words')
    .option('-n, --limit <number>', 'how many', wholeNumber)
    .option('--desc', 'latest first')
    .addHelpText('after', examples(['howdah sla list --app nightly --event END_MISS --from -7d']))
    .action(
      act(async ({ out, oozie, signal }, given) => {
        const at = (time: OptionTime | undefined) => time?.at(out.times);
        const typed: SlaFilter = {
          ...(given.filter === undefined ? {} : parseSlaFilter(given.filter)),
          ...defined({
            appName: given.app,
            id: given.id,
            parentId: given.parent,
            bundle: given.bundle,
            userName: given.user,
            nominalAfter: at(given.from),
            nominalBefore: at(given.to),
          }),
          ...(given.status === undefined ? {} : parseSlaFilter(`sla_status=${given.status.toUpperCase()}`)),
          ...(given.event === undefined ? {} : parseSlaFilter(`event_status=${given.event.toUpperCase()}`)),
        };
        if (Object.keys(typed).length === 0) {
          throw usageFailure(
            'Which SLAs?',
            'Oozie needs at least one of --app, --id, --parent, --bundle, --from …',
          );
        }
        const page = {
          ...(given.limit === undefined ? {} : { len: given.limit }),
          order: given.desc ? ('desc' as const) : ('asc' as const),
        };
        const rows = await (await oozie()).sla.summaries(typed, page, { signal });
        await out.rows(rows, {
          columns: [
            { title: 'Job', value: ({ id }) => id, leaveOut: 'middle', least: 14 },
            { title: 'Application', value: ({ appName }) => appName, leaveOut: 'end' },
            {
              title: 'SLA',
              value: ({ slaStatus }) => slaStatus ?? '-',
              paint: (text, { slaStatus }) =>
                slaStatus === 'MISS'
                  ? out.style.bad(text)
                  : slaStatus === 'MET'
                    ? out.style.good(text)
                    : text,
            },
            { title: 'Events', value: ({ eventStatus }) => eventStatus, leaveOut: 'end' },
            {
              title: 'Job status',
              value: ({ jobStatus }) => jobStatus ?? '-',
              paint: (text, { jobStatus }) => out.style.status(jobStatus ?? '', text),
              drop: 1,
            },
            { title: 'Nominal time', value: ({ nominalTime }) => out.times.at(nominalTime) },
            { title: 'Start', value: ({ startDelay }) => lateness(startDelay), drop: 3 },
            { title: 'End', value: ({ endDelay }) => lateness(endDelay), drop: 2 },
            { title: 'Duration', value: ({ durationDelay }) => lateness(durationDelay), drop: 4 },
            { title: 'Alerts', value: ({ slaAlertStatus }) => slaAlertStatus, drop: 5 },
          ],
          none: 'No job has such an SLA.',
        });
      }),
    );

  parent
    .command('events')
    .description('what happened to jobs that have an SLA, in order')
    .option('--after <sequence-id>', 'only events after this one', wholeNumber, 0)
    .option('-n, --limit <number>', 'how many', wholeNumber)
    .option('--filter <filter>', 'in Oozie’s own words, e.g. jobid=ID;appname=NAME')
    .addHelpText('after', examples(['howdah sla events --after 1200 --jsonl', 'what is new since']))
    .action(
      act(async ({ out, oozie, signal }, given) => {
        const { sla } = await oozie();
        const filter = given.filter === undefined ? {} : { filter: given.filter };
        const events =
          given.limit === undefined
            ? sla.allEvents(given.after, filter, { signal })
            : (await sla.events(given.after, { ...filter, maxEvents: given.limit }, { signal })).events;
        await out.rows(events, {
          columns: [
            { title: 'Sequence id', value: ({ sequenceId }) => String(sequenceId), align: 'right' },
            { title: 'Job', value: ({ slaId }) => slaId, leaveOut: 'middle', least: 14 },
            { title: 'Event', value: ({ kind }) => kind },
            {
              title: 'Status',
              value: ({ jobStatus }) => jobStatus,
              paint: (text, { jobStatus }) => out.style.status(jobStatus, text),
            },
            { title: 'When', value: ({ statusTimestamp }) => out.times.at(statusTimestamp) },
            { title: 'Application', value: ({ appName }) => appName, leaveOut: 'end', drop: 1 },
          ],
          none: 'There are no events.',
        });
      }),
    );
}

/** Minutes late, or early. */
function lateness(minutes: number | null): string {
  if (minutes === null) return '-';
  if (minutes === 0) return 'on time';
  return minutes > 0 ? `${minutes} min late` : `${-minutes} min early`;
}

function defined<T extends object>(values: T): Partial<T> {
  // What remains are the same names with the values that they had.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
