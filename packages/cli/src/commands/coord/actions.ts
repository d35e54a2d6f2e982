import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import {
  type CoordinatorActionFilter,
  isTerminalCoordinatorStatus,
  type MissingDependencies,
  type OozieClient,
  parseActionFilter,
} from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { coordinatorActionColumns } from '../../coordinator-actions.ts';
import type { Output } from '../../output/output.ts';
import { wholeNumber } from '../../settings/global-options.ts';
import { type OptionTime, optionTime } from '../../settings/option-time.ts';
import { watch, watchOption } from '../../watch.ts';
import { actionsOption, datesOption, givenScope } from './scope.ts';

/** Listing actions, their runs, their nodes and what they wait for. */
export function addActionCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('actions')
    .description('a coordinator’s actions')
    .argument('<id>', 'the coordinator')
    .option('-s, --status <statuses...>', 'only these, e.g. WAITING FAILED')
    .option('--not-status <statuses...>', 'all but these')
    .option('--from <time>', 'nominal time from this on, e.g. 2026-11-23T05:00Z or -2d', optionTime)
    .option('--to <time>', 'nominal time up to this', optionTime)
    .option('--filter <filter>', 'in Oozie’s own words, e.g. status=FAILED;nominaltime>=2026-11-23T00:00Z')
    .option('--desc', 'latest first')
    .option('--offset <rank>', 'rank of the first, from 1', wholeNumber)
    .option('-n, --limit <number>', 'how many (default: all)', wholeNumber)
    .addOption(watchOption())
    .addHelpText(
      'after',
      examples(
        ['howdah coord actions ID --desc -n 20', 'the latest'],
        ['howdah coord actions ID --desc -n 20 --watch', 'as they run'],
        ['howdah coord actions ID --status FAILED KILLED TIMEDOUT', 'what went wrong'],
      ),
    )
    .action(
      act(async (session, id, given) => {
        const { out, signal } = session;
        const at = (time: OptionTime | undefined) => time?.at(out.times);
        const filter: CoordinatorActionFilter = {
          ...(given.filter === undefined ? {} : parseActionFilter(given.filter)),
          ...(given.status === undefined ? {} : { status: given.status.map((each) => each.toUpperCase()) }),
          ...(given.notStatus === undefined
            ? {}
            : { notStatus: given.notStatus.map((each) => each.toUpperCase()) }),
          ...(given.from === undefined && given.to === undefined
            ? {}
            : { nominalTime: { '>=': at(given.from), '<=': at(given.to) } }),
        };
        const order = given.desc ? 'desc' : 'asc';
        const page = { filter, order, offset: given.offset ?? 1, limit: given.limit } as const;
        const oozie = await session.oozie();
        const show = (frame: Output) =>
          frame.rows(allActions(oozie, id, page, signal), {
            columns: coordinatorActionColumns(frame),
            none: 'The coordinator has no such actions.',
          });
        if (given.watch === undefined) {
          await show(out);
          return;
        }
        await watch(session, given.watch, async (frame) => {
          const status = await oozie.coordinators.status(id, { signal });
          await show(frame);
          return isTerminalCoordinatorStatus(status);
        });
      }),
    );

  parent
    .command('runs')
    .description('the workflows that an action has run so far')
    .argument('<action>', 'the action, <coordinator>@<number>')
    .addHelpText('after', examples(['howdah coord runs ID@3']))
    .action(
      act(async ({ out, oozie, signal }, action) => {
        const runs = await (await oozie()).coordinators.allRuns(action, { signal });
        await out.rows(runs, {
          columns: [
            { title: 'Workflow', value: ({ id }) => id },
            {
              title: 'Status',
              value: ({ status }) => status,
              paint: (text, { status }) => out.style.status(status, text),
            },
            { title: 'Started', value: ({ startTime }) => out.times.at(startTime) },
            { title: 'Ended', value: ({ endTime }) => out.times.at(endTime) },
            { title: 'Took', value: ({ startTime, endTime }) => out.times.duration(startTime, endTime) },
          ],
          none: 'The action has run no workflow.',
        });
      }),
    );

  parent
    .command('missing')
    .description('the data that actions wait for')
    .argument('<id>', 'a coordinator, or one action, <coordinator>@<number>')
    .option(...actionsOption)
    .option(...datesOption)
    .addHelpText('after', examples(['howdah coord missing ID@3'], ['howdah coord missing ID --actions 1-10']))
    .action(
      act(async ({ out, oozie, signal }, id, given) => {
        const missing = await (await oozie()).coordinators.missingDependencies(id, givenScope(given), {
          signal,
        });
        await out.rows(missing.flatMap(inLines), {
          columns: [
            { title: '#', value: ({ action }) => String(action), align: 'right' },
            { title: 'Dataset', value: ({ dataSet }) => dataSet },
            { title: 'Missing', value: ({ uri }) => uri, leaveOut: 'middle', least: 30 },
            { title: 'Blocked on', value: ({ blocked }) => (blocked ? 'yes' : '') },
          ],
          none: 'Nothing is missing.',
        });
      }),
    );

  parent
    .command('node')
    .description('one node of the workflows that the actions run')
    .argument('<id>', 'the coordinator')
    .argument('<node>', 'the node’s name in the workflow')
    .option('--offset <rank>', 'rank of the first action, from 1', wholeNumber)
    .option('-n, --limit <number>', 'how many (default: all)', wholeNumber)
    .addHelpText('after', examples(['howdah coord node ID load', 'how the node load goes, run by run']))
    .action(
      act(async ({ out, oozie, signal }, id, node, given) => {
        const page = {
          ...(given.offset === undefined ? {} : { offset: given.offset }),
          ...(given.limit === undefined ? {} : { len: given.limit }),
        };
        const nodes = await (await oozie()).coordinators.workflowActions(id, node, page, { signal });
        await out.rows(nodes, {
          columns: [
            { title: '#', value: ({ actionNumber }) => String(actionNumber), align: 'right' },
            {
              title: 'Status',
              value: ({ action }) => action?.status ?? '-',
              paint: (text, { action }) => out.style.status(action?.status ?? '', text),
            },
            { title: 'Started', value: ({ action }) => out.times.at(action?.startTime) },
            { title: 'Took', value: ({ action }) => out.times.duration(action?.startTime, action?.endTime) },
            {
              title: 'External id',
              value: ({ action }) => action?.externalId ?? '-',
              leaveOut: 'middle',
              drop: 1,
            },
            {
              title: 'Why not',
              value: ({ nullReason, action }) =>
                nullReason ?? [action?.errorCode, action?.errorMessage].filter(Boolean).join(': '),
              leaveOut: 'end',
            },
          ],
          none: 'The coordinator has no actions.',
        });
      }),
    );
}

const actionsPerPage = 500;

/** The actions of a coordinator, page by page. */
async function* allActions(
  { coordinators }: OozieClient,
  id: string,
  page: { filter: CoordinatorActionFilter; order: 'asc' | 'desc'; offset: number; limit: number | undefined },
  signal: AbortSignal,
) {
  let { offset } = page;
  let left = page.limit ?? Number.POSITIVE_INFINITY;
  while (left > 0) {
    const len = Math.min(actionsPerPage, left);
    const { actions, total } = await coordinators.info(id, { ...page, offset, len, signal });
    yield* actions;
    offset += actions.length;
    left -= actions.length;
    if (actions.length < len || offset > total) return;
  }
}

/** A line for each missing URI. */
function inLines({ id, blockedOn, dataSets }: MissingDependencies) {
  return dataSets.flatMap(({ dataSet, missingDependencies }) =>
    missingDependencies.map((uri) => ({ action: id, dataSet, uri, blocked: blockedOn === uri })),
  );
}
