import type { OozieClient, Properties } from '@howdah/oozie-client';
import { readPropertiesFile } from '../job-properties.ts';
import type { Surroundings } from '../surroundings.ts';
import { BadCommandLine, type OozieCommandLine, optionPairs, optionValue } from './command-line.ts';
import { type OozieTimes, oozieTimes } from './layout.ts';

/** One run of a sub-command: what it works with. */
export interface OozieCommand {
  readonly line: OozieCommandLine;
  readonly client: OozieClient;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  print(...lines: readonly string[]): Promise<void>;
  /** Says what is no fact, on stderr. */
  note(line: string): Promise<void>;
}

/** The times in the zone that the options or OOZIE_TIMEZONE name. */
export function timesOf({ line, surroundings }: OozieCommand): OozieTimes {
  if (line.options.has('localtime')) return oozieTimes(undefined);
  return oozieTimes(optionValue(line, 'timezone') ?? surroundings.env.OOZIE_TIMEZONE ?? 'GMT');
}

/**
 * The properties that `-config` and `-D` give; undefined when neither is there.
 * @throws {BadCommandLine} for a file of another kind
 */
export async function givenProperties({ line, surroundings }: OozieCommand): Promise<Properties | undefined> {
  const file = optionValue(line, 'config');
  const pairs = optionPairs(line, 'D');
  if (file === undefined) return line.options.has('D') ? pairs : undefined;
  if (!/\.(properties|xml)$/.test(file)) {
    throw new BadCommandLine(`the file of -config ends in .properties or .xml, not so ${file}`);
  }
  return { ...(await readPropertiesFile(file, surroundings)), ...pairs };
}

/** @throws {BadCommandLine} when neither `-config` nor `-D` is there */
export async function neededProperties(command: OozieCommand): Promise<Properties> {
  const given = await givenProperties(command);
  if (given !== undefined) return given;
  throw new BadCommandLine('the job’s properties are missing: give -config FILE, -Dname=value, or both');
}
