import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { type CoordinatorChange, parseConfiguration } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { exitCode } from '../../exit-code.ts';
import { usageFailure } from '../../failure.ts';
import { configOption, defined, defineOption, readJobProperties } from '../../job-properties.ts';
import { outcomeCode, printOutcome } from '../../outcome.ts';
import { paintDiff } from '../../output/diff.ts';
import { wholeNumber } from '../../settings/global-options.ts';
import { signedOptionTime } from '../../settings/option-time.ts';

/** Changing a coordinator: its times and limits, its definition and properties, whether Oozie minds it. */
export function addChangeCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('change')
    .description('change a coordinator while it runs')
    .argument('<id>', 'the coordinator')
    .option('--end <time>', 'when it ends; one before now ends it, a later one revives it', signedOptionTime)
    .option('--pause <time>', 'from when on it makes no more actions', signedOptionTime)
    .option('--no-pause', 'not paused any more')
    .option('--concurrency <number>', 'how many actions may run at once', wholeNumber)
    .addOption(
      new Option('--status <status>', 'revive one that is KILLED or FAILED, or have Oozie ignore it').choices(
        ['RUNNING', 'IGNORED'] as const,
      ),
    )
    .addHelpText(
      'after',
      examples(
        ['howdah coord change ID --concurrency 3 --end 2027-01-01T00:00Z'],
        ['howdah coord change ID --no-pause'],
      ),
    )
    .action(
      act(async ({ out, oozie, signal }, id, given) => {
        const change: CoordinatorChange = {
          ...(given.end === undefined ? {} : { endtime: given.end.at(out.times) }),
          ...(given.concurrency === undefined ? {} : { concurrency: given.concurrency }),
          ...(given.status === undefined ? {} : { status: given.status }),
          ...(given.pause === undefined
            ? {}
            : { pausetime: given.pause === false ? null : given.pause.at(out.times) }),
        };
        if (Object.keys(change).length === 0) {
          throw usageFailure(
            'What is to be changed?',
            'Give --end, --pause, --no-pause, --concurrency or --status.',
          );
        }
        const confirmation = await (await oozie()).coordinators.confirmed.change(id, change, { signal });
        await out.document({ id, ...confirmation }, () =>
          printOutcome('change', id, confirmation, out.style),
        );
        return outcomeCode(confirmation);
      }),
    );

  parent
    .command('update')
    .description('give a coordinator the definition that lies at its path now, and other properties')
    .argument('<id>', 'the coordinator')
    .option(...configOption)
    .option(...defineOption, defined, {})
    .option('--dry-run', 'only show what would change')
    .option('--no-diff', 'don’t show what changes')
    .addHelpText(
      'after',
      examples(
        ['howdah coord update ID --dry-run', 'what another definition at the same path would change'],
        ['howdah coord update ID --config job.properties', 'all of its properties anew'],
        ['howdah coord update ID -D retries=5', 'one property, the others stay'],
      ),
    )
    .action(
      act(async ({ out, oozie, signal, surroundings }, id, given) => {
        const { coordinators } = await oozie();
        const how = { dryrun: given.dryRun ?? false, diff: given.diff };
        const properties = await readJobProperties(given, surroundings);
        // Oozie takes them for all that there are, so those of the command line alone go over the present ones.
        const alone = given.config === undefined && Object.keys(properties).length > 0;
        const present = alone ? parseConfiguration((await coordinators.info(id, { signal })).conf ?? '') : {};
        const complete = Object.keys(properties).length === 0 ? undefined : { ...present, ...properties };
        const { diff } = await coordinators.update(id, complete, how, { signal });
        await out.document({ id, dryRun: how.dryrun, diff }, () => paintDiff(diff, out.style));
        if (diff === '' && given.diff) await out.note('Nothing changes.');
        return exitCode.ok;
      }),
    );

  parent
    .command('ignore')
    .description('have Oozie leave a coordinator, or some of its actions, alone')
    .argument('<id>', 'a coordinator that is KILLED or FAILED, or with --actions any')
    .option(
      '-a, --actions <numbers>',
      'only these actions, which must be FAILED, KILLED or TIMEDOUT, e.g. 1,3-5',
    )
    .addHelpText('after', examples(['howdah coord ignore ID --actions 3', 'count action 3 as over']))
    .action(
      act(async ({ out, oozie, signal }, id, given) => {
        const { coordinators } = await oozie();
        if (given.actions === undefined) {
          const confirmation = await coordinators.confirmed.ignore(id, { signal });
          await out.document({ id, ...confirmation }, () =>
            printOutcome('ignore', id, confirmation, out.style),
          );
          return outcomeCode(confirmation);
        }
        const actions = await coordinators.ignoreActions(id, { actions: given.actions }, { signal });
        await out.rows(actions, {
          columns: [
            { title: '#', value: ({ actionNumber }) => String(actionNumber), align: 'right' },
            { title: 'Nominal time', value: ({ nominalTime }) => out.times.at(nominalTime) },
            {
              title: 'Status',
              value: ({ status }) => status,
              paint: (text, { status }) => out.style.status(status, text),
            },
          ],
          none: 'No action was ignored.',
        });
        return actions.length === 0 ? exitCode.refused : exitCode.ok;
      }),
    );
}
