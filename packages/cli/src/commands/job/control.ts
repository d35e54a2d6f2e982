import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type Act, examples } from '../../cli.ts';
import { type Change, changeJobs, changeOf, printChanged } from '../../jobs/change-jobs.ts';
import type { JobId } from '../../jobs/job-id.ts';
import { describeJobs, namedJobs } from '../../jobs/named-jobs.ts';
import type { Session } from '../../session.ts';
import { seconds } from '../../settings/global-options.ts';

const id = '0000005-261123032920870-oozie-root-W';

const commands: Readonly<Record<Change, { description: string; example: [string, string] }>> = {
  start: {
    description: 'start workflows and bundles that were submitted only (PREP)',
    example: [`howdah job start ${id}`, 'run a workflow that was submitted'],
  },
  suspend: {
    description: 'suspend jobs until they are resumed; actions that run are not stopped',
    example: [`howdah job suspend ${id}`, 'nothing new is started'],
  },
  resume: {
    description: 'resume suspended jobs',
    example: [`howdah job resume ${id}`, 'go on'],
  },
  kill: {
    description: 'kill jobs and all that they have started',
    example: [
      'howdah jobs --running --user alice --jsonl | howdah job kill - --yes',
      'everything of somebody',
    ],
  },
};

/** `howdah job start|suspend|resume|kill ID…`. */
export function addControlCommands(parent: CommandUnknownOpts, act: Act): void {
  for (const change of ['start', 'suspend', 'resume', 'kill'] as const) {
    const { description, example } = commands[change];
    parent
      .command(change)
      .description(description)
      .argument('<ids...>', 'ids of jobs of any kind; - reads them from standard input')
      .option('--patience <seconds>', 'how long to wait for it to show (default: 15)', seconds)
      .option('--no-wait', 'look once whether it shows')
      .addHelpText('after', examples(example))
      .action(
        act(async (session, given, { patience, wait }) => {
          const ids = await namedJobs(given, session);
          const oozie = await session.oozie();
          const patienceMs = wait ? patience : 0;
          const options = { signal: session.signal, ...(patienceMs === undefined ? {} : { patienceMs }) };
          // All of them are made before the first is sent, so that a wrong id changes nothing.
          const sends = new Map(ids.map((each) => [each.id, changeOf(oozie, change, each, options)]));
          if (change === 'kill') await confirmKill(ids, session);
          const results = changeJobs(ids, async (each) => {
            const send = sends.get(each.id) ?? changeOf(oozie, change, each, options);
            return send();
          });
          return printChanged(results, ids.length, session);
        }),
      );
  }
}

async function confirmKill(ids: readonly JobId[], session: Session): Promise<void> {
  if (session.options.yes) return;
  const jobs = await describeJobs(await session.oozie(), ids, session.signal);
  const [only] = jobs;
  await session.confirm({
    ask:
      jobs.length === 1 && only !== undefined
        ? `Kill ${only}?`
        : `Kill these ${ids.length} jobs?\n${jobs.map((job) => `  ${job}`).join('\n')}`,
    effect:
      'Their actions are stopped, and what they have started is killed, too. Workflows can be rerun afterwards.',
  });
}
