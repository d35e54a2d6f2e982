import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type OozieClient, OozieError } from '@howdah/oozie-client';
import { strToU8, zipSync } from 'fflate';
import { type Act, examples } from '../../cli.ts';
import { exitCodeOf } from '../../exit-code.ts';
import { Failure } from '../../failure.ts';
import { wholeNumber } from '../../settings/global-options.ts';

/** One file of the collection: its name, and how to get its text. */
interface Part {
  readonly name: string;
  read(): Promise<string>;
}

/** `howdah admin diagnostics`: everything about Oozie and some jobs in a file that can be sent to somebody. */
export function addDiagnosticsCommand(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('diagnostics')
    .description('collect what somebody else needs to find a fault into a zip file')
    .argument('[ids...]', 'jobs to take with it, beside the latest ones')
    .option('--output <file>', 'the file to write', 'howdah-diagnostics.zip')
    .option('--workflows <number>', 'how many of the latest workflows', wholeNumber, 10)
    .option('--coordinators <number>', 'how many of the latest coordinators', wholeNumber, 10)
    .option('--bundles <number>', 'how many of the latest bundles', wholeNumber, 10)
    .addHelpText(
      'after',
      examples(
        ['howdah admin diagnostics --output oozie.zip'],
        ['howdah admin diagnostics ID --workflows 0 --coordinators 0 --bundles 0', 'one job only'],
      ),
    )
    .action(
      act(async ({ out, oozie, signal, surroundings }, ids, given) => {
        const client = await oozie();
        const latest = await latestJobs(client, given, signal);
        const parts = [
          ...serverParts(client, signal),
          ...[...new Set([...ids, ...latest])].flatMap((id) => jobParts(client, id, signal)),
        ];
        const files: Record<string, Uint8Array> = {};
        const missing: { name: string; why: string }[] = [];
        for (const [at, part] of parts.entries()) {
          if (surroundings.stderr.isTerminal)
            await surroundings.stderr.write(`\r${at + 1} of ${parts.length} `);
          try {
            files[part.name] = strToU8(await part.read());
          } catch (error) {
            if (!(error instanceof OozieError) || error.kind === 'aborted') throw error;
            if (error.kind === 'unreachable') {
              throw new Failure(`Oozie is gone: ${error.message}`, {
                exitCode: exitCodeOf(error),
                cause: error,
              });
            }
            missing.push({ name: part.name, why: error.message });
          }
        }
        if (surroundings.stderr.isTerminal) await surroundings.stderr.write('\r');
        files['missing.json'] = strToU8(JSON.stringify(missing, undefined, 2));
        const file = resolve(surroundings.cwd, given.output);
        await writeFile(file, zipSync(files), { mode: 0o600 });
        const count = Object.keys(files).length;
        await out.document({ file, files: count, missing }, () => `${file}: ${count} files\n`);
        await out.note(
          'It holds configurations and logs: Oozie masks its own passwords, but not those in jobs. Look before you send it.',
        );
      }),
    );
}

async function latestJobs(
  { workflows, coordinators, bundles }: OozieClient,
  most: { workflows: number; coordinators: number; bundles: number },
  signal: AbortSignal,
): Promise<string[]> {
  const options = { signal };
  const ids: string[] = [];
  if (most.workflows > 0) {
    const { rows } = await workflows.list({ len: most.workflows }, options);
    ids.push(...rows.map(({ id }) => id));
  }
  if (most.coordinators > 0) {
    const { rows } = await coordinators.list({ len: most.coordinators }, options);
    ids.push(...rows.map(({ coordJobId }) => coordJobId));
  }
  if (most.bundles > 0) {
    const { rows } = await bundles.list({ len: most.bundles }, options);
    ids.push(...rows.map(({ bundleJobId }) => bundleJobId));
  }
  return ids;
}

const json = async (value: Promise<unknown>) => JSON.stringify(await value, undefined, 2);

function serverParts({ admin }: OozieClient, signal: AbortSignal): Part[] {
  const options = { signal };
  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    status: () => admin.systemMode(options),
    version: () => admin.buildVersion(options),
    configuration: () => admin.configuration(options),
    environment: () => admin.environment(options),
    'java-properties': () => admin.javaProperties(options),
    metrics: () => admin.metrics(options),
    instrumentation: () => admin.instrumentation(options),
    queue: () => admin.queueDump(options),
    servers: () => admin.servers(options),
    'share-lib': () => admin.shareLib(undefined, options),
  };
  return Object.entries(reads).map(([name, read]) => ({
    name: `server/${name}.json`,
    read: () => json(read()),
  }));
}

function jobParts(client: OozieClient, id: string, signal: AbortSignal): Part[] {
  const options = { signal };
  const at = (name: string) => `jobs/${id}/${name}`;
  const log = (kind: 'log' | 'errorlog' | 'auditlog') => ({
    name: at(`${kind}.txt`),
    async read() {
      let text = '';
      for await (const piece of client.log(id, { ...options, kind })) text += piece;
      return text;
    },
  });
  const operations = id.endsWith('-C')
    ? { ...client.coordinators, info: () => client.coordinators.info(id, { ...options, len: -1 }) }
    : id.endsWith('-B')
      ? { ...client.bundles, info: () => client.bundles.info(id, options) }
      : { ...client.workflows, info: () => client.workflows.info(id, options) };
  return [
    { name: at('info.json'), read: () => json(operations.info()) },
    { name: at('definition.xml'), read: () => operations.definition(id, options) },
    log('log'),
    log('errorlog'),
    log('auditlog'),
  ];
}
