#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { LocalOozieError } from './local-oozie-error.ts';
import { type LocalOozie, type LocalOozieOptions, startLocalOozie } from './start-local-oozie.ts';

const help = `Boots a real Apache Oozie 5.2.1 on this machine. Ctrl-C ends it.

  howdah-local-oozie [options]

  --hadoop          HDFS and YARN too, so that actions run (shell, map-reduce …)
  --port PORT       Oozie's HTTP port on 127.0.0.1; default: a free one
  --data-dir DIR    where jobs and definitions are kept; default: a temporary folder
  --keep            keep the data folder when Oozie ends (the default with --data-dir)
  --throw-away      delete what Oozie wrote there when it ends (the default without)
  --json            print one line of JSON (url, fileSystem, definitionRoot …) once it is up
  --help            this text
`;

interface Command {
  options: LocalOozieOptions;
  json: boolean;
}

/** @throws Error that says which option is wrong */
function readCommand(args: string[]): Command | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      hadoop: { type: 'boolean' },
      port: { type: 'string' },
      'data-dir': { type: 'string' },
      keep: { type: 'boolean' },
      'throw-away': { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`--port ${values.port} is not a port: give a number from 1 to 65535`);
  }
  if (values.keep && values['throw-away']) throw new Error('--keep and --throw-away exclude each other');
  return {
    json: values.json ?? false,
    options: {
      ...(values.hadoop ? { hadoop: true } : {}),
      ...(port === undefined ? {} : { port }),
      ...(values['data-dir'] === undefined ? {} : { dataDir: values['data-dir'] }),
      ...(values.keep || values['throw-away'] ? { keepData: values.keep ?? false } : {}),
    },
  };
}

function describe(oozie: LocalOozie): string {
  return `
Oozie is up:      ${oozie.url}   (its web console is at the same address)
File system:      ${oozie.fileSystem}${oozie.webHdfsUrl ? `   WebHDFS: ${oozie.webHdfsUrl}` : ''}${
    oozie.resourceManager ? `\nResource manager: ${oozie.resourceManager}` : ''
  }
Definitions:      ${oozie.definitionRoot}
State and logs:   ${oozie.dataDir}
Try:              curl ${oozie.url}/v2/admin/status
                  curl '${oozie.url}/v2/jobs?jobtype=wf'
Ctrl-C ends it.
`;
}

async function run({ options, json }: Command): Promise<void> {
  const cancel = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        cancel.abort();
        resolve();
      });
    }
  });
  const oozie = await startLocalOozie({
    ...options,
    signal: cancel.signal,
    log: (line) => console.error(line),
  });
  const { logFile, stop, exited, ...shown } = oozie;
  console.log(json ? JSON.stringify({ ...shown, logFile }) : describe(oozie));
  const awake = setInterval(() => {}, 60_000);
  const how = await Promise.race([stopped.then(() => 'stopped'), exited.then(() => 'died')]);
  clearInterval(awake);
  await stop();
  if (how === 'died') {
    console.error(`Oozie has ended by itself. Its log: ${logFile}`);
    process.exitCode = 1;
  }
}

try {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') console.log(help);
  else await run(command);
} catch (error) {
  const aborted = error instanceof LocalOozieError && error.code === 'aborted';
  if (!aborted) console.error(error instanceof Error ? error.message : error);
  process.exitCode = aborted ? 130 : 1;
}
