import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { authenticationNames } from './profiles.ts';

/**
 * The options that every command has, before or after its name. No command may use one of their names for something
 * else.
 */
export function programWithGlobalOptions() {
  return new Command('howdah')
    .helpOption('-h, --help', 'print help')
    .optionsGroup('Which Oozie:')
    .option('-o, --server <url>', 'address of Oozie, e.g. http://host:11000/oozie (or OOZIE_URL)')
    .option('--profile <name>', 'settings kept under this name, see howdah profile (or HOWDAH_PROFILE)')
    .optionsGroup('Who asks:')
    .option('--username <name>', 'who asks (default: the user of this machine)')
    .option('--do-as <name>', 'act as this user; who asks must be one of Oozie’s proxy users')
    .addOption(
      new Option(
        '--auth <type>',
        'how to prove who asks (default: OOZIE_AUTH, or what of simple and kerberos Oozie wants)',
      )
        .choices(authenticationNames)
        .argParser((value) => authenticationName(value)),
    )
    .option('--password-file <file>', 'password for basic, in a file (or in HOWDAH_PASSWORD)')
    .option('--token-file <file>', 'token for bearer, in a file (or in HOWDAH_TOKEN)')
    .addOption(
      new Option('--header <name:value>', 'header that goes with every request; may be repeated')
        .default({}, 'none')
        .argParser(header),
    )
    .option('--insecure', 'take any TLS certificate (better: NODE_EXTRA_CA_CERTS=file)')
    .option('--request-timeout <seconds>', 'how long one request may take (default: 30)', seconds)
    .option('--retries <number>', 'how often to try again without connection (default: 4)', wholeNumber)
    .option('--debug', 'show requests on stderr (or OOZIE_DEBUG=1)')
    .optionsGroup('Output:')
    .option('--json', 'one JSON document')
    .option('--jsonl', 'a line of JSON for each row')
    .option('--timezone <zone>', 'for times, e.g. Europe/Berlin or local (default: OOZIE_TIMEZONE or GMT)')
    .addOption(
      new Option('--color <when>', 'colours')
        .choices(['auto', 'always', 'never'] as const)
        .default('auto' as const),
    )
    .option('-y, --yes', 'answer yes to what would be asked');
}

export type Program = ReturnType<typeof programWithGlobalOptions>;
export type GlobalOptions = ReturnType<Program['opts']>;

function authenticationName(value: string) {
  const found = authenticationNames.find((name) => name === value.toLowerCase());
  if (found === undefined) throw new InvalidArgumentError(`It is one of ${authenticationNames.join(', ')}.`);
  return found;
}

function header(value: string, before: Record<string, string>): Record<string, string> {
  const at = value.indexOf(':');
  if (at < 1) throw new InvalidArgumentError('It looks like Name:value.');
  return { ...before, [value.slice(0, at).trim()]: value.slice(at + 1).trim() };
}

/** Reads an option's seconds as milliseconds. */
export function seconds(value: string): number {
  const read = /^\d+(\.\d+)?$/.test(value) ? Number(value) : 0;
  if (read === 0) throw new InvalidArgumentError('It is a number of seconds, e.g. 10 or 0.5.');
  return read * 1000;
}

/** Reads an option's number from 0 on. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It is a whole number, e.g. 10.');
  return Number(value);
}

/** Adds a value to those given before; several can stand in one, with commas between them. */
export function several(value: string, before: readonly string[]): readonly string[] {
  return [...before, ...value.split(',').map((each) => each.trim())].filter(Boolean);
}
