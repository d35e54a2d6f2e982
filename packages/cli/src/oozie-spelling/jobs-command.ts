import {
  type BundleRow,
  type CoordinatorRow,
  parseBulkFilter,
  parseCoordinatorFilter,
  parseFilter,
  type WorkflowRow,
} from '@howdah/oozie-client';
import { BadCommandLine, optionNumber, optionValue } from './command-line.ts';
import { type OozieCommand, timesOf } from './oozie-command.ts';
import { bulkLines, bundleRowLines } from './print-bundles.ts';
import { coordinatorRowLines } from './print-coordinators.ts';
import { workflowRowLines } from './print-workflows.ts';
import { positive } from './show-job.ts';

const changes = { kill: 'killed', suspend: 'suspended', resume: 'resumed' } as const;
const operation = { kill: 'killAll', suspend: 'suspendAll', resume: 'resumeAll' } as const;

/** `oozie jobs …` @see org.apache.oozie.cli.OozieCLI#jobsCommand */
export async function jobsCommand(command: OozieCommand): Promise<void> {
  const { line, client, signal, print } = command;
  const times = timesOf(command);
  const verbose = line.options.has('verbose');
  const offset = positive(optionNumber(line, 'offset'));
  const len = positive(optionNumber(line, 'len'));
  const page = { ...(offset ? { offset } : {}), ...(len ? { len } : {}) };
  const change = (['kill', 'suspend', 'resume'] as const).find((name) => line.options.has(name));
  if (change !== undefined) return changeJobs(command, change, page);
  const bulk = optionValue(line, 'bulk');
  if (bulk !== undefined) {
    const { rows } = await client.bundles.monitor({ ...parseBulkFilter(bulk), ...page }, { signal });
    return print(...bulkLines(rows, times, verbose));
  }
  const filter = optionValue(line, 'filter') ?? '';
  const kind = kindOf(line);
  if (kind === 'wf') {
    const { rows } = await client.workflows.list({ ...parseFilter(filter), ...page }, { signal });
    return print(...workflowRowLines(rows, times, verbose));
  }
  if (kind === 'coord') {
    const { rows } = await client.coordinators.list(
      { ...parseCoordinatorFilter(filter), ...page },
      { signal },
    );
    return print(...coordinatorRowLines(rows, times, verbose));
  }
  const { rows } = await client.bundles.list({ ...parseFilter(filter), ...page }, { signal });
  await print(...bundleRowLines(rows, times, verbose));
}

function kindOf(line: OozieCommand['line']): 'wf' | 'coord' | 'bundle' {
  const given = (optionValue(line, 'jobtype') ?? 'wf').toLowerCase();
  if (given.includes('wf')) return 'wf';
  if (given.startsWith('coord')) return 'coord';
  if (given.startsWith('bundle')) return 'bundle';
  throw new BadCommandLine(`-jobtype is wf, coordinator or bundle, not "${given}"`);
}

async function changeJobs(
  command: OozieCommand,
  change: keyof typeof changes,
  page: { offset?: number; len?: number },
): Promise<void> {
  const { line, client, signal, print } = command;
  const filter = optionValue(line, 'filter');
  if (filter === undefined) throw new BadCommandLine(`-${change} of many jobs needs -filter`);
  const query = { filter: parseFilter(filter).filter, ...page };
  const times = timesOf(command);
  const told = async <Row>(rows: readonly Row[], lines: (rows: readonly Row[]) => string[]) =>
    rows.length === 0
      ? print('bulk modify command did not modify any jobs')
      : print(`the following jobs have been ${changes[change]}`, ...lines(rows));
  switch (kindOf(line)) {
    case 'wf': {
      const { rows } = await client.workflows[operation[change]](query, { signal });
      return told<WorkflowRow>(rows, (all) => workflowRowLines(all, times, false));
    }
    case 'coord': {
      const { rows } = await client.coordinators[operation[change]](query, { signal });
      return told<CoordinatorRow>(rows, (all) => coordinatorRowLines(all, times, false));
    }
    case 'bundle': {
      const { rows } = await client.bundles[operation[change]](query, { signal });
      return told<BundleRow>(rows, (all) => bundleRowLines(all, times, false));
    }
  }
}
