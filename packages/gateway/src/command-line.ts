import { parseArgs } from 'node:util';
import { GatewayError } from './gateway-error.ts';
import type { StaticFolder } from './options.ts';
import type { StartGatewayOptions } from './start-gateway.ts';

/** What `--help` prints. */
export const usage = `howdah-gateway: a same-origin gateway between browsers and Apache Oozie

  --oozie-url URL         base URL of Oozie (default http://127.0.0.1:11000/oozie)
  --port PORT             port to listen on; 0 picks a free one (default 4600)
  --host ADDRESS          address to listen on (default 127.0.0.1)
  --allow-host NAME       host name that browsers may use, beside localhost; may be repeated
  --definition-root URI   where definitions are put, e.g. hdfs://namenode:8020/howdah
  --file-system URI       default file system of jobs, e.g. hdfs://namenode:8020
  --static [PATH=]FOLDER  application to serve, at / or at PATH; may be repeated
  --user NAME             make everybody this user (simple authentication)
  --notify-url URL        where Oozie reaches this gateway, to notify it of its jobs
  --help, --version
`;

/** Reads the command line. Throws an Error whose message names what is wrong. */
export function readOptions(args: string[]): StartGatewayOptions | 'help' | 'version' {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args,
    options: {
      'oozie-url': text,
      port: text,
      host: text,
      'allow-host': texts,
      'definition-root': text,
      'file-system': text,
      static: texts,
      user: text,
      'notify-url': text,
      help: { type: 'boolean' },
      version: { type: 'boolean' },
    },
  });
  if (values.help === true) return 'help';
  if (values.version === true) return 'version';
  const optional = {
    port: values.port === undefined ? undefined : portOf(values.port),
    host: values.host,
    allowedHosts: values['allow-host'],
    definitionRoot: values['definition-root'],
    fileSystem: values['file-system'],
    staticFolders: values.static?.map(staticFolder),
    user: values.user,
    notifyUrl: values['notify-url'],
  };
  return { oozieUrl: values['oozie-url'] ?? 'http://127.0.0.1:11000/oozie', ...present(optional) };
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new GatewayError('bad-option', `--port must be a number from 0 to 65535, but it is "${text}".`);
}

function staticFolder(text: string): StaticFolder {
  const parts = /^(\/[^=]*)=(.+)$/.exec(text);
  return parts?.[1] !== undefined && parts[2] !== undefined
    ? { at: parts[1], folder: parts[2] }
    : { at: '/', folder: text };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
