import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { OozieError, type Properties, parseConfiguration, parseProperties } from '@howdah/oozie-client';
import { usageFailure } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** How the user names properties of a job. */
export interface PropertyOptions {
  readonly config?: string | undefined;
  readonly define: Properties;
}

/** The parser of `-D name=value`, which may be repeated. */
export function defined(value: string, before: Properties): Properties {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It looks like name=value.');
  return { ...before, [value.slice(0, at)]: value.slice(at + 1) };
}

export const configOption = ['-c, --config <file>', 'properties of the job, as .properties or .xml'] as const;
export const defineOption = [
  '-D, --define <name=value>',
  'property, over those of the file; may be repeated',
] as const;

/**
 * The properties of a file, and over them those of the command line. As Oozie's own command does, a file whose name
 * ends in `.xml` is read as a configuration, every other as Java properties; `-` is standard input.
 * @throws {Failure} `usage` for a file that is not there or is none
 */
export async function readJobProperties(
  { config, define }: PropertyOptions,
  surroundings: Pick<Surroundings, 'cwd' | 'stdin'>,
): Promise<Properties> {
  if (config === undefined) return define;
  return { ...(await readPropertiesFile(config, surroundings)), ...define };
}

/** @throws {Failure} `usage` for a file that is not there or is none */
export async function readPropertiesFile(
  file: string,
  { cwd, stdin }: Pick<Surroundings, 'cwd' | 'stdin'>,
): Promise<Properties> {
  const text = file === '-' ? await stdin.text() : await readFile(resolve(cwd, file), 'utf8');
  const isXml = file.endsWith('.xml') || (file === '-' && /^\s*</.test(text));
  try {
    return isXml ? parseConfiguration(text) : parseProperties(text);
  } catch (error) {
    if (!(error instanceof OozieError)) throw error;
    throw usageFailure(
      `${file} can't be read as ${isXml ? 'a configuration' : 'properties'}.`,
      isXml
        ? 'A configuration is XML: <configuration><property><name>…'
        : 'Properties are lines: name=value.',
      error.message,
    );
  }
}

/** Adds `--config` and `-D` to a command. */
export function withProperties<Command extends CommandUnknownOpts>(command: Command): Command {
  command.option(...configOption).option(...defineOption, defined, {});
  return command;
}
