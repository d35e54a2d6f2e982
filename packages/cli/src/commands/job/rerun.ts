import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type Properties, parseConfiguration, type Workflow } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { usageFailure } from '../../failure.ts';
import { configOption, defined, defineOption, readJobProperties } from '../../job-properties.ts';
import { changeJobs, printChanged } from '../../jobs/change-jobs.ts';
import { type JobId, nameOfKind, readJobId } from '../../jobs/job-id.ts';
import { isControlNode } from '../../jobs/workflow-text.ts';
import { several } from '../../settings/global-options.ts';

const someId = '0000005-261123032920870-oozie-root-W';

/** `howdah job rerun ID`. */
export function addRerunCommand(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('rerun')
    .description('run a workflow again that is over, under the same id')
    .argument('<id>', 'id of the workflow')
    .option('--failed', 'only from the nodes on that did not succeed')
    .option('--skip <nodes>', 'all but these nodes, which must have succeeded', several, [])
    .option(...configOption)
    .option(...defineOption, defined, {})
    .addHelpText(
      'after',
      examples(
        [`howdah job rerun ${someId} --failed`, 'go on where it failed'],
        [`howdah job rerun ${someId} -D day=2026-11-22`, 'all of it, with another property'],
        [`howdah job rerun ${someId} --skip fetch,clean`, 'all but two nodes'],
      ),
    )
    .action(
      act(async (session, given, options) => {
        const id = workflowId(given);
        if (options.failed && options.skip.length > 0) {
          throw usageFailure('--failed and --skip exclude each other.');
        }
        const { signal } = session;
        const { workflows } = await session.oozie();
        const added = await readJobProperties(options, session.surroundings);
        const job = await workflows.info(id.id, { signal });
        const nodes = options.failed ? failedNodes(job) : skipping(options.skip);
        const results = changeJobs([id], () =>
          workflows.confirmed.rerun(id.id, { ...added, ...nodes }, { signal }),
        );
        return printChanged(results, 1, session);
      }),
    );
}

function workflowId(given: string): JobId {
  const id = readJobId(given);
  if (id.kind === 'workflow' && id.action === undefined) return id;
  const action = id.action === undefined ? '--actions …' : `--actions ${id.action}`;
  throw usageFailure(
    `${id.id} is a ${nameOfKind(id)}.`,
    {
      workflow: `Run the workflow again: howdah job rerun ${id.job} --skip …`,
      coordinator: `Coordinators run actions again: howdah coord rerun ${id.job} ${action}`,
      bundle: `Bundles run actions of their coordinators again: howdah bundle rerun ${id.job}`,
    }[id.kind],
  );
}

const skipNodes = 'oozie.wf.rerun.skip.nodes';
const failNodes = 'oozie.wf.rerun.failnodes';

/** Oozie keeps these properties with the job, so each rerun says both of them. A lone comma skips nothing. */
function skipping(nodes: readonly string[]): Properties {
  return { [skipNodes]: nodes.length === 0 ? ',' : nodes.join(','), [failNodes]: 'false' };
}

/**
 * What makes Oozie go on where the workflow failed. Only by Oozie's own property are a failed sub-workflow's nodes kept
 * that succeeded; but once a job was rerun with nodes to skip, Oozie refuses that property for good.
 * @see org.apache.oozie.command.wf.ReRunXCommand
 */
function failedNodes(job: Workflow): Properties {
  const before = job.conf === null ? {} : parseConfiguration(job.conf);
  const failed = job.actions.filter(({ status }) => status !== 'OK');
  const inSubWorkflow = failed.some(({ type }) => type === 'sub-workflow');
  if (inSubWorkflow && before[skipNodes] === undefined) return { [failNodes]: 'true' };
  const succeeded = job.actions.filter((action) => action.status === 'OK' && !isControlNode(action));
  return skipping(succeeded.map(({ name }) => name));
}
