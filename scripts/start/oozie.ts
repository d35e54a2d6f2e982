import { join, relative, resolve } from 'node:path';
import { startLocalOozie } from '@howdah/local-oozie';
import type { StartOptions } from './options.ts';
import { StartError } from './start-error.ts';
import { throwAway } from './thrown-away.ts';

/** The Oozie that is served. */
export interface RunningOozie {
  url: string;
  definitionRoot: string;
  fileSystem: string;
  /** Where its log is; undefined for an Oozie that isn't ours. */
  logFile: string | undefined;
  /** Settles when it ends by itself; never for an Oozie that isn't ours. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** Boots an Oozie, or makes sure that the one that was named answers. */
export function openOozie(options: StartOptions, log: (line: string) => void, signal: AbortSignal) {
  return options.existing
    ? findOozie(options.existing.oozieUrl, options.existing.definitionRoot, signal)
    : bootOozie(options, log, signal);
}

async function bootOozie(
  options: StartOptions,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<RunningOozie> {
  const dataDir = join(resolve(options.dataDir), options.hadoop ? 'oozie-on-hadoop' : 'oozie');
  if (options.fresh) throwAway(dataDir);
  log(options.hadoop ? 'Booting HDFS, YARN and Oozie …' : 'Booting Oozie …');
  const oozie = await startLocalOozie({ hadoop: options.hadoop, dataDir, keepData: true, log, signal });
  return {
    url: oozie.url,
    definitionRoot: oozie.definitionRoot,
    fileSystem: oozie.fileSystem,
    logFile: fromHere(oozie.logFile),
    exited: oozie.exited,
    stop: () => oozie.stop(),
  };
}

async function findOozie(url: string, definitionRoot: string, signal: AbortSignal): Promise<RunningOozie> {
  const answer = await fetch(`${url}/versions`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  }).catch((error: unknown) => {
    throw new StartError(
      `No Oozie answers at ${url} (${reason(error)}).\n` +
        'Check the address and that Oozie runs, or leave --oozie-url out to boot one here.',
    );
  });
  if (answer.status === 401) {
    throw new StartError(
      `The Oozie at ${url} wants a sign-in (401), which npm start can’t do.\n` +
        'Use one with simple authentication that allows anonymous requests, or boot one here.',
    );
  }
  const versions: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok || !Array.isArray(versions)) {
    throw new StartError(
      `What answers at ${url} is not Oozie: ${url}/versions gave ${answer.status} ${answer.statusText}.\n` +
        'Oozie’s address usually ends in :11000/oozie.',
    );
  }
  return {
    url,
    definitionRoot,
    fileSystem: /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(definitionRoot)?.[0] ?? definitionRoot,
    logFile: undefined,
    exited: new Promise(() => {}),
    stop: async () => {},
  };
}

/** A path as one would type it from here. */
function fromHere(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
