import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { OozieClient } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { usageFailure } from '../../failure.ts';
import { actionsOption, datesOption, givenScope, type ScopeOptions } from '../coord/scope.ts';

interface AlertOptions extends ScopeOptions {
  readonly coordinators?: string[] | undefined;
}

/** Whether and when Oozie tells that an SLA is missed. */
export function addAlertCommands(parent: CommandUnknownOpts, act: Act): void {
  for (const [name, description] of [
    ['enable', 'tell again when an SLA is missed'],
    ['disable', 'no longer tell when an SLA is missed'],
  ] as const) {
    parent
      .command(name)
      .description(description)
      .argument('<id>', 'a coordinator or bundle')
      .option(...actionsOption)
      .option(...datesOption)
      .option('--coordinators <names...>', 'of a bundle, only these coordinators')
      .addHelpText('after', examples([`howdah sla ${name} ID`], [`howdah sla ${name} ID --actions 1-5`]))
      .action(
        act(async ({ out, oozie, signal }, id, given) => {
          const { sla, scope } = slaOf(await oozie(), id, given);
          await sla[name](id, scope, { signal });
          await out.document({ id, alerts: name }, () => `${id}: Oozie took it: ${name} alerts\n`);
        }),
      );
  }

  parent
    .command('change')
    .description('change the SLA of actions that are not over')
    .argument('<id>', 'a coordinator or bundle')
    .option(...actionsOption)
    .option(...datesOption)
    .option('--coordinators <names...>', 'of a bundle, only these coordinators')
    .option('--nominal-time <time>', 'such as 2026-11-23T05:00Z')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Oozie
    .option('--should-start <expression>', 'from the nominal time on, such as ${10 * MINUTES}')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Oozie
    .option('--should-end <expression>', 'from the nominal time on, such as ${2 * HOURS}')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Oozie
    .option('--max-duration <expression>', 'such as ${30 * MINUTES}')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Oozie
    .addHelpText('after', examples(["howdah sla change ID --should-end '${2 * HOURS}'"]))
    .action(
      act(async ({ out, oozie, signal }, id, given) => {
        const { nominalTime, shouldStart, shouldEnd, maxDuration } = given;
        const values = Object.fromEntries(
          Object.entries({ nominalTime, shouldStart, shouldEnd, maxDuration }).filter(
            (entry): entry is [string, string] => entry[1] !== undefined,
          ),
        );
        if (Object.keys(values).length === 0) {
          throw usageFailure(
            'What is to be changed?',
            'Give --nominal-time, --should-start, --should-end or --max-duration.',
          );
        }
        const { sla, scope } = slaOf(await oozie(), id, given);
        await sla.change(id, { ...scope, ...values }, { signal });
        await out.document({ id, ...values }, () => `${id}: Oozie took the new SLA\n`);
      }),
    );
}

/** The SLA operations for a job, and which of its actions are meant. */
function slaOf({ coordinators, bundles }: OozieClient, id: string, given: AlertOptions) {
  const scope = givenScope(given) ?? {};
  if (id.endsWith('-B')) {
    return {
      sla: bundles.sla,
      scope: { ...scope, ...(given.coordinators === undefined ? {} : { coordinators: given.coordinators }) },
    };
  }
  if (given.coordinators !== undefined) {
    throw usageFailure(`${id} is no bundle, so it has no coordinators.`, 'Leave out --coordinators.');
  }
  return { sla: coordinators.sla, scope };
}
