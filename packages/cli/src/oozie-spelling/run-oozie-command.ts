import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type OozieClient, OozieError } from '@howdah/oozie-client';
import { Failure } from '../failure.ts';
import { clientSystemProperties, headersOf } from '../settings/client-options.ts';
import { connect, type Proof } from '../settings/connection.ts';
import type { Surroundings } from '../surroundings.ts';
import { version } from '../version.ts';
import { adminCommand } from './admin-command.ts';
import {
  BadCommandLine,
  type OozieCommandLine,
  optionNumber,
  optionValue,
  parseCommandLine,
} from './command-line.ts';
import { helpLines } from './help.ts';
import { jobCommand } from './job-command.ts';
import { jobsCommand } from './jobs-command.ts';
import type { OozieCommand } from './oozie-command.ts';
import { mapReduceCommand, scriptCommand, sqoopCommand } from './script-job.ts';
import { positive } from './show-job.ts';
import { timeZoneLines } from './time-zones.ts';

/** How Oozie's own command ends when anything goes wrong: -1, of which a shell sees 255. */
const failed = 255;

/**
 * Runs a command line in the spelling of Oozie's own command, prints what that would print, and ends as it would.
 * @param argv what follows `oozie`
 */
export async function runOozieCommand(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, signal } = surroundings;
  const print = async (...lines: readonly string[]) => {
    if (lines.length > 0) await stdout.write(`${lines.join('\n')}\n`);
  };
  const note = (line: string) => stderr.write(`${line}\n`);
  try {
    const line = parseCommandLine(argv);
    if (line.name === 'help') await print(...helpLines(line.words[0]));
    else if (line.name === 'version') await print(`Howdah client version: ${version}`);
    else if (line.name === 'info') {
      if (line.options.has('timezones')) await print(...timeZoneLines());
    } else
      await carryOut({
        line,
        client: await clientFor(line, surroundings),
        surroundings,
        signal,
        print,
        note,
      });
    return 0;
  } catch (error) {
    if (signal.aborted) return 130;
    await note(told(error));
    return failed;
  }
}

async function carryOut(command: OozieCommand): Promise<void> {
  switch (command.line.name) {
    case 'job':
      return jobCommand(command);
    case 'jobs':
      return jobsCommand(command);
    case 'admin':
      return adminCommand(command);
    case 'validate':
      return validateCommand(command);
    case 'sla':
      return slaCommand(command);
    case 'pig':
    case 'hive':
      return scriptCommand(command, command.line.name);
    case 'sqoop':
      return sqoopCommand(command);
    default:
      return mapReduceCommand(command);
  }
}

async function validateCommand({ line, client, signal, surroundings, print }: OozieCommand): Promise<void> {
  const [file, ...more] = line.words;
  if (file === undefined || more.length > 0) throw new BadCommandLine('oozie validate takes one file');
  const xml = await readFile(resolve(surroundings.cwd, file.replace(/^file:\/\//, '')), 'utf8');
  const validation = await client.validate(xml, { signal });
  if (!validation.valid) throw new BadCommandLine(validation.message);
  const root = /<(?:[\w.-]+:)?(workflow|coordinator|bundle)-app\b/.exec(xml)?.[1];
  await print(`Valid ${root ?? 'workflow'}-app`);
}

async function slaCommand({ line, client, signal, print }: OozieCommand): Promise<void> {
  const after = optionNumber(line, 'offset') ?? 0;
  const filter = optionValue(line, 'filter');
  const maxEvents = positive(optionNumber(line, 'len')) ?? 100;
  const page = { maxEvents, ...(filter === undefined ? {} : { filter }) };
  const xml = await client.sla.eventsAsXml(after, page, { signal });
  await print(xml.replaceAll('\r\n', '\n').replace(/\n$/, ''));
}

/** The client for the Oozie that the options and the environment name. */
async function clientFor(line: OozieCommandLine, surroundings: Surroundings): Promise<OozieClient> {
  const { env, osUser } = surroundings;
  const url = optionValue(line, 'oozie') ?? (env.OOZIE_URL || undefined);
  if (url === undefined) throw new BadCommandLine('no Oozie is named: give -oozie URL, or set OOZIE_URL');
  const properties = clientSystemProperties(env);
  const retries = Number.parseInt(properties.get('oozie.connection.retry.count') ?? '', 10);
  const doAs = optionValue(line, 'doas');
  return connect(
    {
      url,
      username: optionValue(line, 'username') ?? properties.get('user.name') ?? osUser,
      proof: proofOf(line, env),
      ...(doAs === undefined ? {} : { doAs }),
      tokenCache: (properties.get('oozie.auth.token.cache') ?? 'true').toLowerCase() === 'true',
      headers: headersOf(properties),
      insecure: line.options.has('insecure'),
      retries: Number.isNaN(retries) ? undefined : retries,
      debug: line.options.has('debug') || !['', '0'].includes(env.OOZIE_DEBUG?.trim() ?? ''),
    },
    surroundings,
  );
}

function proofOf(line: OozieCommandLine, env: Surroundings['env']): Proof {
  const [username, password] = [optionValue(line, 'username'), optionValue(line, 'password')];
  if ((username === undefined) !== (password === undefined)) {
    throw new BadCommandLine('-username and -password belong together');
  }
  if (password !== undefined) return { type: 'basic', password };
  const type = (optionValue(line, 'auth') ?? env.OOZIE_AUTH ?? '').toUpperCase();
  if (type === 'BASIC') throw new BadCommandLine('BASIC needs -username and -password');
  if (type === 'SIMPLE') return { type: 'simple' };
  if (type === 'KERBEROS') return { type: 'kerberos' };
  if (type === '') return { type: 'oozie' };
  throw new BadCommandLine(`-auth is SIMPLE, BASIC or KERBEROS, not ${type}`);
}

/** The line that Oozie's own command would print: its code, and its words. */
function told(error: unknown): string {
  if (error instanceof OozieError) {
    const code =
      error.code ?? (error.httpStatus === undefined ? 'IO_ERROR' : `HTTP error code: ${error.httpStatus}`);
    return `Error: ${code} : ${error.serverMessage ?? error.message}`;
  }
  if (error instanceof BadCommandLine || error instanceof Failure) return `Error: ${error.message}`;
  return `Error: ${error instanceof Error ? error.message : String(error)}`;
}
