import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type Act, examples } from '../../cli.ts';
import { type AnyJob, isOver, readAnyJob } from '../../jobs/any-job.ts';
import { bundleText } from '../../jobs/bundle-text.ts';
import { coordinatorActionText, coordinatorText } from '../../jobs/coordinator-text.ts';
import { readJobId } from '../../jobs/job-id.ts';
import { workflowActionText, workflowText } from '../../jobs/workflow-text.ts';
import type { Output } from '../../output/output.ts';
import { wholeNumber } from '../../settings/global-options.ts';
import { watch, watchOption } from '../../watch.ts';

/** `howdah job info ID`. */
export function addInfoCommand(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('info')
    .description('show a job or an action, of any kind')
    .argument('<id>', 'id of a workflow, coordinator, bundle, node (…-W@node) or action (…-C@3)')
    .option(
      '-a, --actions <number>',
      'how many of its actions to show (default: all of a workflow, the latest 10 of a coordinator)',
      wholeNumber,
    )
    .option('-v, --verbose', 'everything that Oozie says about it')
    .addOption(watchOption())
    .addHelpText(
      'after',
      examples(
        ['howdah job info 0000005-261123032920870-oozie-root-W', 'a workflow and its nodes'],
        ['howdah job info 0000005-261123032920870-oozie-root-W@transform -v', 'one node'],
        ['howdah job info 0000007-261123032920870-oozie-root-C --watch', 'follow a coordinator'],
      ),
    )
    .action(
      act(async (session, given, { actions, verbose = false, watch: everyMs }) => {
        const { signal } = session;
        const id = readJobId(given);
        const count =
          actions ?? (id.kind === 'coordinator' && session.out.format === 'text' ? 10 : undefined);
        const oozie = await session.oozie();
        const show = async (out: Output) => {
          const found = await readAnyJob(oozie, id, { signal, actions: count });
          await out.document(found.job, () => textOf(found, out, { verbose, actions: count !== 0 }));
          return isOver(id, found.job.status);
        };
        if (everyMs === undefined) await show(session.out);
        else await watch(session, everyMs, show);
      }),
    );
}

function textOf(found: AnyJob, out: Output, how: { verbose: boolean; actions: boolean }): string {
  switch (found.is) {
    case 'workflow':
      return workflowText(found.job, out, how);
    case 'coordinator':
      return coordinatorText(found.job, out, how);
    case 'bundle':
      return bundleText(found.job, out, how);
    case 'node':
      return workflowActionText(found.job, out);
    case 'action':
      return coordinatorActionText(found.job, out);
  }
}
