import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { BundleChange, BundleRerun } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { exitCode } from '../../exit-code.ts';
import { usageFailure } from '../../failure.ts';
import { outcomeCode, printOutcome } from '../../outcome.ts';
import type { Times } from '../../output/times.ts';
import { type OptionTime, signedOptionTime } from '../../settings/option-time.ts';
import { datesOption } from '../coord/scope.ts';

/** Changing a bundle's times, and running parts of it again. */
export function addBundleChangeCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('change')
    .description('change a bundle and its coordinators while they run')
    .argument('<id>', 'the bundle')
    .option('--end <time>', 'when its coordinators end', signedOptionTime)
    .option('--pause <time>', 'from when on its coordinators make no more actions', signedOptionTime)
    .option('--no-pause', 'not paused any more')
    .addHelpText(
      'after',
      examples(['howdah bundle change ID --pause +1h'], ['howdah bundle change ID --no-pause']),
    )
    .action(
      act(async ({ out, oozie, signal }, id, given) => {
        const change = changeGiven(given, out.times);
        const confirmation = await (await oozie()).bundles.confirmed.change(id, change, { signal });
        await out.document({ id, ...confirmation }, () =>
          printOutcome('change', id, confirmation, out.style),
        );
        return outcomeCode(confirmation);
      }),
    );

  parent
    .command('rerun')
    .description('run actions of a bundle’s coordinators again that are over')
    .argument('<id>', 'the bundle')
    .option('--coordinators <names...>', 'coordinators by the names that the bundle gives them')
    .option(...datesOption)
    .option('--refresh', 'find the actions’ data anew')
    .option('--no-cleanup', 'leave the actions’ output where it is')
    .addHelpText(
      'after',
      examples(['howdah bundle rerun ID --coordinators hourly --dates 2026-11-01T00:00Z::2026-11-08T00:00Z']),
    )
    .action(
      act(async ({ out, oozie, signal, confirm }, id, given) => {
        const { coordinators, dates } = given;
        if (coordinators === undefined && dates === undefined) {
          throw usageFailure('What of the bundle is to run again?', 'Give --coordinators, --dates or both.');
        }
        const what: BundleRerun = {
          ...(coordinators === undefined ? {} : { coordinators }),
          ...(dates === undefined ? {} : { dates }),
          refresh: given.refresh ?? false,
          nocleanup: !given.cleanup,
        };
        const who = coordinators === undefined ? 'all coordinators' : coordinators.join(', ');
        await confirm({
          ask: `Run ${who} of ${id} again${dates === undefined ? '' : ` for ${dates}`}?`,
          effect: given.cleanup
            ? 'Their output is deleted first (--no-cleanup keeps it).'
            : 'Their output stays.',
        });
        const { bundles } = await oozie();
        await bundles.rerun(id, what, { signal });
        const status = await bundles.status(id, { signal });
        await out.document(
          { id, status, ...what },
          () => `${id}: Oozie took the rerun; now ${out.style.status(status)}\n`,
        );
        return ['KILLED', 'FAILED', 'PREP'].includes(status) ? exitCode.refused : exitCode.ok;
      }),
    );
}

function changeGiven(
  { end, pause }: { end?: OptionTime | undefined; pause?: OptionTime | boolean | undefined },
  times: Times,
): BundleChange {
  const pausetime = pause === false ? null : typeof pause === 'object' ? pause.at(times) : undefined;
  if (end !== undefined && pausetime !== undefined) {
    throw usageFailure(
      'One at a time: Oozie keeps only the pause when it is given both.',
      'Change the end by itself.',
    );
  }
  if (end !== undefined) return { endtime: end.at(times) };
  if (pausetime !== undefined) return { pausetime };
  throw usageFailure('What is to be changed?', 'Give --end, --pause or --no-pause.');
}
