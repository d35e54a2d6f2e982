import { Option } from '@commander-js/extra-typings';
import { type OozieClient, parseCoordinatorFilter, parseFilter } from '@howdah/oozie-client';
import type { AddCommands } from '../cli.ts';
import { examples } from '../cli.ts';
import { usageFailure } from '../failure.ts';
import { wholeNumber } from '../settings/global-options.ts';

const changes = ['kill', 'suspend', 'resume'] as const;
const operation = { kill: 'killAll', suspend: 'suspendAll', resume: 'resumeAll' } as const;
const effect = {
  kill: 'They are killed; a killed workflow can be rerun, a killed coordinator revived.',
  suspend: 'They are suspended until they are resumed.',
  resume: 'They go on.',
} as const;

/** `howdah bulk kill|suspend|resume`: all jobs that match a filter, in one request. */
export const addBulkCommands: AddCommands = (parent, act) => {
  const bulk = parent.command('bulk').description('kill, suspend or resume all jobs that match a filter');
  for (const change of changes) {
    bulk
      .command(change)
      .description(`${change} all jobs that match`)
      .requiredOption(
        '--filter <filter>',
        'in Oozie’s own words, e.g. user=alice;name=nightly;status=RUNNING',
      )
      .addOption(
        new Option('-k, --kind <kind>', 'of jobs')
          .choices(['workflow', 'coordinator', 'bundle'] as const)
          .default('workflow' as const),
      )
      .option('-n, --limit <number>', 'how many at most, newest first', wholeNumber, 50)
      .addHelpText('after', examples([`howdah bulk ${change} --filter "user=alice;name=nightly"`]))
      .action(
        act(async ({ out, oozie, signal, confirm }, given) => {
          const client = await oozie();
          const matching = await matchingJobs(client, given, signal);
          if (matching.length === 0) {
            await out.rows(matching, { columns: [], none: 'No job matches.' });
            return;
          }
          const words = `${matching.length} ${given.kind}${matching.length === 1 ? '' : 's'}`;
          await confirm({
            ask: `${change.charAt(0).toUpperCase()}${change.slice(1)} ${words} matching ${given.filter}?`,
            effect: `${effect[change]} Those whose state does not allow it are left alone.`,
          });
          await carryOut(client, given, change, signal);
          // Oozie's own answer lists what matches afterwards, which need not be what it acted on.
          const after = await Promise.all(
            matching.map(async (job) => ({
              ...job,
              now: await statusOf(client, given.kind, job.id, signal),
            })),
          );
          await out.rows(after, {
            columns: [
              { title: 'Job', value: ({ id }) => id },
              { title: 'Name', value: ({ name }) => name, leaveOut: 'end' },
              {
                title: 'Before',
                value: ({ before }) => before,
                paint: (text, { before }) => out.style.status(before, text),
              },
              {
                title: 'Now',
                value: ({ now }) => now,
                paint: (text, { now }) => out.style.status(now, text),
              },
            ],
            none: 'No job matches.',
          });
        }),
      );
  }
};

type Kind = 'workflow' | 'coordinator' | 'bundle';

interface BulkOptions {
  readonly kind: Kind;
  readonly filter: string;
  readonly limit: number;
}

async function matchingJobs(client: OozieClient, { kind, filter, limit }: BulkOptions, signal: AbortSignal) {
  if (limit < 1) throw usageFailure('A limit of 0 leaves nothing to act on.', 'Give --limit 1 or more.');
  const options = { signal };
  if (kind === 'workflow') {
    const { rows } = await client.workflows.list({ ...parseFilter(filter), len: limit }, options);
    return rows.map(({ id, appName, status }) => ({ id, name: appName, before: status }));
  }
  if (kind === 'coordinator') {
    const { rows } = await client.coordinators.list(
      { ...parseCoordinatorFilter(filter), len: limit },
      options,
    );
    return rows.map(({ coordJobId, coordJobName, status }) => ({
      id: coordJobId,
      name: coordJobName,
      before: status,
    }));
  }
  const { rows } = await client.bundles.list({ ...parseFilter(filter), len: limit }, options);
  return rows.map(({ bundleJobId, bundleJobName, status }) => ({
    id: bundleJobId,
    name: bundleJobName,
    before: status,
  }));
}

async function carryOut(
  { workflows, coordinators, bundles }: OozieClient,
  { kind, filter, limit }: BulkOptions,
  change: (typeof changes)[number],
  signal: AbortSignal,
): Promise<void> {
  const query = { filter: parseFilter(filter).filter, len: limit };
  const operations = kind === 'workflow' ? workflows : kind === 'coordinator' ? coordinators : bundles;
  await operations[operation[change]](query, { signal });
}

function statusOf(client: OozieClient, kind: Kind, id: string, signal: AbortSignal): Promise<string> {
  const operations =
    kind === 'workflow' ? client.workflows : kind === 'coordinator' ? client.coordinators : client.bundles;
  return operations.status(id, { signal });
}
