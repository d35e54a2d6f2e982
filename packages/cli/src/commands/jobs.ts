import { type CommandUnknownOpts, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import {
  type CoordinatorFilter,
  parseCoordinatorFilter,
  parseFilter,
  type SortBy,
} from '@howdah/oozie-client';
import { type AddCommands, examples } from '../cli.ts';
import { usageFailure } from '../failure.ts';
import type { JobKind } from '../jobs/job-id.ts';
import { allJobsOfKinds, type JobsQuery, type JobsSearch, listJobsOfKinds } from '../jobs/job-lists.ts';
import { type JobRow, jobColumns } from '../jobs/job-row.ts';
import { checkStatuses, type StatusGroup, statusesToAskFor } from '../jobs/job-statuses.ts';
import type { Output } from '../output/output.ts';
import type { Session } from '../session.ts';
import { several, wholeNumber } from '../settings/global-options.ts';
import { watch, watchOption } from '../watch.ts';

const kindsByName = {
  workflow: ['workflow'],
  coordinator: ['coordinator'],
  bundle: ['bundle'],
  all: ['workflow', 'coordinator', 'bundle'],
} as const satisfies Record<string, readonly JobKind[]>;

const kindNames = ['workflow', 'coordinator', 'bundle', 'all'] as const;

/** Kinds as they are named, or as Oozie's own command names them. */
function kindName(value: string): (typeof kindNames)[number] {
  const short = { wf: 'workflow', coord: 'coordinator' }[value] ?? value;
  const found = kindNames.find((name) => name === short || `${name}s` === short);
  if (found === undefined) throw new InvalidArgumentError(`It is one of ${kindNames.join(', ')}.`);
  return found;
}

/** `howdah jobs`. */
export const addJobsCommand: AddCommands = (parent: CommandUnknownOpts, act) => {
  parent
    .command('jobs')
    .description('list jobs, newest first')
    .addOption(
      new Option('-k, --kind <kind>', 'of this kind')
        .choices(kindNames)
        .default('workflow' as const)
        .argParser(kindName),
    )
    .optionsGroup('Which jobs:')
    .option('-u, --user <name>', 'of this user; may be repeated', several, [])
    .option('--name <name>', 'of this name, exactly; may be repeated', several, [])
    .option('-s, --status <status>', 'in this status; may be repeated', several, [])
    .option('--running', 'that run')
    .option('--failed', 'that failed, were killed, or are done with errors')
    .option('--active', 'that are not over')
    .option('-t, --text <text>', 'with this in name or user, or with this id')
    .option('--since <time>', 'made since then, e.g. 2h, 2026-11-23 or 2026-11-23T07:00Z')
    .option('--until <time>', 'made until then')
    .option('--filter <filter>', 'Oozie’s own filter, e.g. user=alice;status=RUNNING')
    .optionsGroup('How many:')
    .option('-n, --limit <number>', 'how many at most', wholeNumber, 50)
    .option('--offset <number>', 'rank of the first, from 1', wholeNumber, 1)
    .option('-a, --all', 'all of them, as they arrive')
    .addOption(
      new Option('--sort <time>', 'by when they were made, or last changed (workflows only)')
        .choices(['created', 'modified'] as const)
        .default('created' as const),
    )
    .addOption(watchOption())
    .addHelpText(
      'after',
      examples(
        ['howdah jobs --failed --since 1d', 'what went wrong since yesterday'],
        ['howdah jobs --kind coordinator --active', 'schedules that are in force'],
        ['howdah jobs --user alice --watch', 'follow somebody’s jobs'],
        ['howdah jobs --all --jsonl | jq -r .appName', 'all names, for a script'],
      ),
    )
    .action(
      act(async (session, options) => {
        const { out } = session;
        const search = searchOf(options, session);
        if (options.all) {
          if (options.watch !== undefined) throw usageFailure('--all and --watch exclude each other.');
          await showAll(session, search);
        } else if (options.watch === undefined) {
          await showPage(session, out, search);
        } else {
          await watch(session, options.watch, async (frame) => {
            await showPage(session, frame, search);
            return false;
          });
        }
      }),
    );
};

interface JobsOptions {
  readonly kind: keyof typeof kindsByName;
  readonly user: readonly string[];
  readonly name: readonly string[];
  readonly status: readonly string[];
  readonly running?: true | undefined;
  readonly failed?: true | undefined;
  readonly active?: true | undefined;
  readonly text?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly filter?: string | undefined;
  readonly limit: number;
  readonly offset: number;
  readonly sort: 'created' | 'modified';
}

/** What to ask for: the kinds that can have such jobs, each with its own query. */
interface Search {
  readonly named: readonly JobKind[];
  readonly kinds: readonly JobsSearch[];
  readonly query: JobsQuery;
}

function searchOf(options: JobsOptions, { out }: Session): Search {
  const named = kindsByName[options.kind];
  const raw = rawFilter(options);
  checkStatuses(named, options.status);
  const groups = (['running', 'failed', 'active'] as const).filter((group: StatusGroup) => options[group]);
  const filter: CoordinatorFilter = {
    ...raw.filter,
    ...given('user', options.user),
    ...given('name', options.name),
    ...(options.text === undefined ? {} : { text: options.text }),
    ...(options.since === undefined ? {} : { startCreatedTime: out.times.read(options.since, '--since') }),
    ...(options.until === undefined ? {} : { endCreatedTime: out.times.read(options.until, '--until') }),
  };
  const sortBy: SortBy = raw.sortBy ?? (options.sort === 'modified' ? 'lastModifiedTime' : 'createdTime');
  const query = { filter, offset: Math.max(1, options.offset), len: Math.max(1, options.limit), sortBy };
  const kinds = named.flatMap((kind) => {
    const status = statusesToAskFor(kind, options.status, groups);
    if (status?.length === 0) return [];
    return [{ kind, query: status === undefined ? query : { ...query, filter: { ...filter, status } } }];
  });
  return { named, kinds, query };
}

function rawFilter({ kind, filter }: JobsOptions) {
  if (filter === undefined) return { filter: {} };
  return kind === 'coordinator' ? parseCoordinatorFilter(filter) : parseFilter(filter);
}

function given(name: 'user' | 'name', values: readonly string[]): CoordinatorFilter {
  return values.length === 0 ? {} : { [name]: values };
}

const asJson = ({ kind, id, job }: JobRow) => ({ kind, id, ...job });

function rowsOptions(search: Search, out: Output) {
  const columns = jobColumns(search.named, out);
  return { columns, none: 'No jobs match. Fewer conditions, or --kind all, find more.', json: asJson };
}

async function showPage(session: Session, out: Output, search: Search): Promise<void> {
  const { rows, total } = await listJobsOfKinds(await session.oozie(), search.kinds, session.signal);
  const shown = await out.rows(rows, rowsOptions(search, out));
  const next = search.query.offset + shown;
  if (shown > 0 && next <= total && out.format === 'text') {
    const from = search.query.offset;
    await out.note(out.style.faint(`${from} to ${next - 1} of ${total}; more: --offset ${next}, or --all`));
  }
}

async function showAll(session: Session, search: Search): Promise<void> {
  // Whole pages: the user's limit is about what is shown, and here that is everything.
  const kinds = search.kinds.map(({ kind, query }) => ({ kind, query: { ...query, len: rowsPerPage } }));
  await session.out.rows(
    allJobsOfKinds(await session.oozie(), kinds, session.signal),
    rowsOptions(search, session.out),
  );
}

const rowsPerPage = 200;
