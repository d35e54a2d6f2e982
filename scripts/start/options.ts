import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface StartOptions {
  port: number;
  /** The Oozie to use; undefined: boot one. */
  existing: { oozieUrl: string; definitionRoot: string } | undefined;
  hadoop: boolean;
  dataDir: string;
  fresh: boolean;
}

/** The command line can't be followed; the message says how it could be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const defaultPort = 8750;

export const usage = `Boots Apache Oozie 5.2.1 and serves the workbench and the field survey example beside it.

  npm start -- [options]

  --hadoop                 boot HDFS and YARN as well, so that shell, Spark or Hive actions run
  --oozie-url URL          use this Oozie and boot none, e.g. http://oozie.example.com:11000/oozie
  --definition-root URI    with --oozie-url: the folder for definitions, e.g. hdfs://namenode:8020/user/me/howdah
  --port N                 where to serve; default ${defaultPort}, 0 picks a free one
  --data-dir DIR           where Oozie's jobs are kept between starts; default .howdah
  --fresh                  throw those jobs away first
  --help                   show this`;

const flags = {
  hadoop: { type: 'boolean', default: false },
  'oozie-url': { type: 'string' },
  'definition-root': { type: 'string' },
  port: { type: 'string', default: String(defaultPort) },
  'data-dir': { type: 'string', default: '.howdah' },
  fresh: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line of `npm start`.
 * @throws {UsageError} when it can't be followed
 */
export function parseOptions(args: readonly string[]): StartOptions | 'help' {
  const values = parseFlags(args);
  if (values.help) return 'help';
  const existing = existingOozie(values['oozie-url'], values['definition-root']);
  if (existing && (values.hadoop || values.fresh)) {
    throw new UsageError(
      '--hadoop and --fresh are about an Oozie that is booted here; leave them out with --oozie-url.',
    );
  }
  return {
    port: portNumber(values.port),
    existing,
    hadoop: values.hadoop,
    dataDir: values['data-dir'],
    fresh: values.fresh,
  };
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port ${text} is not a port. Give a number from 1 to 65535, or 0 for any free one.`);
}

function existingOozie(oozieUrl: string | undefined, definitionRoot: string | undefined) {
  if (oozieUrl === undefined) {
    if (definitionRoot === undefined) return undefined;
    throw new UsageError(
      '--definition-root goes with --oozie-url; an Oozie that is booted here has its own.',
    );
  }
  if (!URL.canParse(oozieUrl) || !/^https?:$/.test(new URL(oozieUrl).protocol)) {
    throw new UsageError(
      `--oozie-url ${oozieUrl} is not a web address. Give one like http://oozie.example.com:11000/oozie.`,
    );
  }
  if (definitionRoot === undefined) {
    throw new UsageError(
      'Say where definitions may be stored for that Oozie: --definition-root hdfs://namenode:8020/user/me/howdah\n' +
        'It is a folder that the users of the jobs may write to.',
    );
  }
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(definitionRoot)) {
    throw new UsageError(
      `--definition-root ${definitionRoot} names no file system. Give a whole URI, e.g. hdfs://namenode:8020/user/me/howdah.`,
    );
  }
  return { oozieUrl: oozieUrl.replace(/\/+$/, ''), definitionRoot: definitionRoot.replace(/\/+$/, '') };
}
