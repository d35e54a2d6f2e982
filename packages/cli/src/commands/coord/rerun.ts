import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CoordinatorAction } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { coordinatorActionColumns } from '../../coordinator-actions.ts';
import { exitCode } from '../../exit-code.ts';
import { configOption, defined, defineOption, readJobProperties } from '../../job-properties.ts';
import type { Session } from '../../session.ts';
import { actionsOption, datesOption, neededScope, scopeInWords } from './scope.ts';

/** Running actions again, and killing them. */
export function addRerunCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('rerun')
    .description('run actions again that are over')
    .argument('<id>', 'the coordinator')
    .option(...actionsOption)
    .option(...datesOption)
    .option('--refresh', 'find the actions’ data anew, by the present definition')
    .option('--no-cleanup', 'leave the actions’ output where it is')
    .option('--failed', 'go on at the nodes that failed, in the same workflows')
    .option(...configOption)
    .option(...defineOption, defined, {})
    .addHelpText(
      'after',
      examples(
        ['howdah coord rerun ID --actions 3,5-7 --failed'],
        ['howdah coord rerun ID --dates 2026-11-01T00:00Z::2026-11-08T00:00Z --refresh'],
      ),
    )
    .action(
      act(async (session, id, given) => {
        const { oozie, signal, confirm, surroundings, out } = session;
        const scope = neededScope(given);
        const properties = await readJobProperties(given, surroundings);
        await confirm({
          ask: `Run ${scopeInWords(scope)} of ${id} again?`,
          effect:
            given.cleanup && !given.failed
              ? 'Their output is deleted first (--no-cleanup keeps it).'
              : 'Their output stays, and may be written over.',
        });
        const how = {
          refresh: given.refresh ?? false,
          nocleanup: !given.cleanup,
          failed: given.failed ?? false,
          ...(Object.keys(properties).length === 0 ? {} : { properties }),
        };
        const actions = await (await oozie()).coordinators.rerun(id, scope, how, { signal });
        if (how.properties !== undefined) {
          await out.note(`Oozie took the rerun of ${scopeInWords(scope)}; see howdah coord actions ${id}`);
          return exitCode.ok;
        }
        return printActions(session, actions, 'No action is run again.');
      }),
    );

  parent
    .command('kill-actions')
    .description('kill actions and their workflows; by number even those that are over are marked as killed')
    .argument('<id>', 'the coordinator')
    .option(...actionsOption)
    .option(...datesOption)
    .addHelpText('after', examples(['howdah coord kill-actions ID --actions 3']))
    .action(
      act(async (session, id, given) => {
        const { oozie, signal, confirm } = session;
        const scope = neededScope(given);
        await confirm({
          ask: `Kill ${scopeInWords(scope)} of ${id}?`,
          effect: 'Their workflows are killed. Killed actions can be rerun.',
        });
        const { coordinators } = await oozie();
        return printActions(
          session,
          await coordinators.killActions(id, scope, { signal }),
          'There was no such action.',
        );
      }),
    );
}

async function printActions({ out }: Session, actions: readonly CoordinatorAction[], none: string) {
  const count = await out.rows(actions, { columns: coordinatorActionColumns(out), none });
  return count === 0 ? exitCode.refused : exitCode.ok;
}
