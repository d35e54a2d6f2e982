import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type BulkQuery, parseBulkFilter } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { wholeNumber } from '../../settings/global-options.ts';
import { optionTime } from '../../settings/option-time.ts';

/** `howdah bundle monitor`: the actions of whole bundles in one list. */
export function addMonitorCommand(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('monitor')
    .description('actions of whole bundles, those that failed or were killed unless asked otherwise')
    .argument('<bundles...>', 'names of bundles, or ids')
    .option('--coordinators <names...>', 'only of these coordinators, by name or id')
    .option('-s, --status <statuses...>', 'only actions that are so (default: FAILED KILLED)')
    .option('--from <time>', 'nominal time from this on', optionTime)
    .option('--to <time>', 'nominal time up to this', optionTime)
    .option('--since <time>', 'made since', optionTime)
    .option('--until <time>', 'made until', optionTime)
    .option(
      '--filter <filter>',
      'in Oozie’s own words, beside the bundle: actionstatus=FAILED;startcreatedtime=…',
    )
    .option('-n, --limit <number>', 'how many of each bundle (default: all)', wholeNumber)
    .addHelpText(
      'after',
      examples(
        ['howdah bundle monitor nightly --from -1d'],
        ['howdah bundle monitor nightly -s SUCCEEDED -n 10'],
      ),
    )
    .action(
      act(async ({ out, oozie, signal }, bundle, given) => {
        const query: BulkQuery = {
          ...(given.filter === undefined
            ? {}
            : parseBulkFilter(`bundle=${bundle.join(',')};${given.filter}`)),
          bundle,
          ...(given.coordinators === undefined ? {} : { coordinators: given.coordinators }),
          ...(given.status === undefined
            ? {}
            : { actionStatus: given.status.map((each) => each.toUpperCase()) }),
          ...(given.from === undefined ? {} : { startScheduledTime: given.from.at(out.times) }),
          ...(given.to === undefined ? {} : { endScheduledTime: given.to.at(out.times) }),
          ...(given.since === undefined ? {} : { startCreatedTime: given.since.at(out.times) }),
          ...(given.until === undefined ? {} : { endCreatedTime: given.until.at(out.times) }),
        };
        const { bundles } = await oozie();
        const rows =
          given.limit === undefined
            ? bundles.monitorAll(query, { signal })
            : (await bundles.monitor({ ...query, len: given.limit }, { signal })).rows;
        await out.rows(rows, {
          columns: [
            { title: 'Bundle', value: ({ bulkbundle }) => bulkbundle.bundleJobName, leaveOut: 'end' },
            { title: 'Coordinator', value: ({ bulkcoord }) => bulkcoord.coordJobName, leaveOut: 'end' },
            { title: 'Action', value: ({ bulkaction }) => bulkaction.id, leaveOut: 'middle', least: 14 },
            {
              title: 'Status',
              value: ({ bulkaction }) => bulkaction.status,
              paint: (text, { bulkaction }) => out.style.status(bulkaction.status, text),
            },
            { title: 'Nominal time', value: ({ bulkaction }) => out.times.at(bulkaction.nominalTime) },
            {
              title: 'Workflow',
              value: ({ bulkaction }) => bulkaction.externalId ?? '-',
              leaveOut: 'middle',
              drop: 1,
            },
            {
              title: 'Error',
              value: ({ bulkaction }) =>
                [bulkaction.errorCode, bulkaction.errorMessage].filter(Boolean).join(': '),
              leaveOut: 'end',
              drop: 2,
            },
          ],
          none: 'There are no such actions.',
        });
      }),
    );
}
