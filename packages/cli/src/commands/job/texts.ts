import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { type OozieClient, parseConfiguration } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';
import { exitCode } from '../../exit-code.ts';
import { Failure, usageFailure } from '../../failure.ts';
import { readAnyJob } from '../../jobs/any-job.ts';
import { type JobId, nameOfKind, readJobId } from '../../jobs/job-id.ts';
import { printFields } from '../../output/table.ts';
import { printable } from '../../output/text-width.ts';
import type { Session } from '../../session.ts';

const someId = '0000005-261123032920870-oozie-root-W';

/** `howdah job definition|config|graph ID`. */
export function addTextCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('definition')
    .description('print the XML that a job was made from')
    .argument('<id>', 'id of a job of any kind')
    .addHelpText('after', examples([`howdah job definition ${someId} > workflow.xml`]))
    .action(
      act(async (session, given) => {
        const id = wholeJob(readJobId(given), 'has no definition of its own');
        const definition = await definitionOf(await session.oozie(), id, session.signal);
        await printText(session, definition, { id: id.id, definition });
      }),
    );

  parent
    .command('config')
    .description('print the properties of a job, or the configuration of an action')
    .argument('<id>', 'id of a job, a node or an action')
    .option('--xml', 'as XML, as Oozie keeps it')
    .addHelpText('after', examples([`howdah job config ${someId}`], [`howdah job config ${someId} --json`]))
    .action(
      act(async (session, given, { xml }) => {
        const id = readJobId(given);
        const found = await readAnyJob(await session.oozie(), id, { signal: session.signal, actions: 0 });
        const conf = found.is === 'action' ? (found.job.runConf ?? found.job.createdConf) : found.job.conf;
        if (conf === null) throw noConfiguration(id);
        // A node's is the element of its definition, which is no list of properties.
        if (xml || found.is === 'node') return printText(session, conf, { id: id.id, conf });
        const properties = parseConfiguration(conf);
        const sorted = Object.entries(properties).sort(([one], [other]) => (one < other ? -1 : 1));
        await session.out.document(properties, () =>
          printFields(
            sorted.map(([name, value]) => [printable(name), printable(value, { lines: true })]),
            session.out.style.faint,
          ),
        );
      }),
    );

  parent
    .command('graph')
    .description('draw a workflow, with the state of its nodes')
    .argument('<id>', 'id of a workflow')
    .addOption(
      new Option('--format <format>', 'dot is Graphviz’s language; svg and png are drawn by Oozie')
        .choices(['dot', 'svg', 'png'] as const)
        .default('dot' as const),
    )
    .option('--show-kill', 'with kill nodes')
    .addHelpText(
      'after',
      examples(
        [`howdah job graph ${someId} --format svg > graph.svg`],
        [`howdah job graph ${someId} | dot -Tpdf > graph.pdf`],
      ),
    )
    .action(
      act(async (session, given, { format, showKill = false }) => {
        const id = wholeJob(readJobId(given), 'has no graph of its own');
        if (id.kind !== 'workflow')
          throw usageFailure(`${id.id} is a ${id.kind}: only workflows have graphs.`);
        const { workflows } = await session.oozie();
        if (format === 'png') {
          const { stdout } = session.surroundings;
          if (stdout.isTerminal || session.out.format !== 'text') {
            throw usageFailure('A PNG picture is no text.', `Write it to a file: … --format png > graph.png`);
          }
          const look = { format, showKill };
          return session.out.raw(await workflows.graph(id.id, look, { signal: session.signal }));
        }
        const graph = await workflows.graph(id.id, { format, showKill }, { signal: session.signal });
        return printText(session, graph, { id: id.id, format, graph });
      }),
    );
}

/** @throws {Failure} for an action */
function wholeJob(id: JobId, problem: string): JobId {
  if (id.action === undefined) return id;
  throw usageFailure(`${id.id} is a ${nameOfKind(id)}, which ${problem}.`, `Ask for its job’s: ${id.job}`);
}

function definitionOf(oozie: OozieClient, { id, kind }: JobId, signal: AbortSignal): Promise<string> {
  switch (kind) {
    case 'workflow':
      return oozie.workflows.definition(id, { signal });
    case 'coordinator':
      return oozie.coordinators.definition(id, { signal });
    case 'bundle':
      return oozie.bundles.definition(id, { signal });
  }
}

function noConfiguration(id: JobId): Failure {
  const ofAction = id.kind === 'coordinator' && id.action !== undefined;
  return new Failure(`Oozie shows no configuration of ${id.id}.`, {
    exitCode: exitCode.notFound,
    ...(ofAction
      ? {
          why: 'It shows those of coordinators’ actions only with oozie.coord.action.get.all.attributes=true.',
          remedy: `See the job’s, or that of the action’s workflow: howdah job info ${id.id}`,
        }
      : {}),
  });
}

/** Text as it is, but never such that it could play tricks on a terminal; with a line end there. */
async function printText({ out, surroundings }: Session, text: string, facts: unknown): Promise<void> {
  await out.document(facts, () => {
    if (!surroundings.stdout.isTerminal) return text;
    const shown = printable(text, { lines: true });
    return shown.endsWith('\n') ? shown : `${shown}\n`;
  });
}
