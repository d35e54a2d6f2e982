/** `npm start`: a real Oozie, and the workbench and the example beside it, until Ctrl-C. */
import { startGateway } from '@howdah/gateway';
import { buildApps, fieldSurvey, staticFolders, workbench } from './apps.ts';
import { openOozie, type RunningOozie } from './start/oozie.ts';
import { parseOptions, type StartOptions, usage } from './start/options.ts';
import { assertPortFree } from './start/port.ts';

const apps = [workbench, fieldSurvey];
const log = (line: string) => console.log(line);

function welcome(url: string, oozie: RunningOozie, options: StartOptions): string {
  return `
Howdah is running.

  Workbench      ${url}/
  Field survey   ${url}/examples/field-survey/
  Oozie          ${oozie.url}${oozie.logFile === undefined ? '' : `  (log: ${oozie.logFile})`}

Try this:
  1. Record a survey in the field survey: it becomes a workflow run, and its assessment comes back.
  2. Set the browser offline (developer tools, Network), record two more, and go online again.
  3. Add a schedule, change its end in the field survey and on Oozie, and choose what holds in the workbench.

Ctrl-C stops everything.${options.existing ? '' : ` Jobs are kept in ${options.dataDir} for the next start; --fresh throws them away.`}
`;
}

/** Resolves when the user wants to stop; rejects when Oozie ends by itself. */
function untilStopped(oozie: RunningOozie, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve());
    oozie.exited.then(() => {
      if (!signal.aborted) reject(new Error(`Oozie has ended by itself. Its log says why: ${oozie.logFile}`));
    });
  });
}

async function run(options: StartOptions, signal: AbortSignal): Promise<void> {
  await assertPortFree(options.port);
  const oozie = await openOozie(options, log, signal);
  try {
    await buildApps(apps, log);
    signal.throwIfAborted();
    const gateway = await startGateway({
      oozieUrl: oozie.url,
      definitionRoot: oozie.definitionRoot,
      fileSystem: oozie.fileSystem,
      staticFolders: staticFolders(apps),
      port: options.port,
      log,
    });
    try {
      log(welcome(gateway.url, oozie, options));
      await untilStopped(oozie, signal);
      log('\nStopping …');
    } finally {
      await gateway.stop();
    }
  } finally {
    await oozie.stop();
  }
}

async function main(): Promise<number> {
  const stopping = new AbortController();
  // Kept for good: Ctrl-C arrives twice under npm, from the terminal and from npm.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options === 'help') log(usage);
    else await run(options, stopping.signal);
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

process.exitCode = await main();
