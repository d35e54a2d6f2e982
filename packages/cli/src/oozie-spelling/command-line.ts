import { type OozieOption, type SubCommand, subCommands } from './option-table.ts';

/** A command line as Oozie's own command understands it. */
export interface OozieCommandLine {
  readonly name: string;
  /** Names of the given options, with what followed them, in their order. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** Words that belong to no option. */
  readonly words: readonly string[];
}

/** A command line that Oozie's own command would refuse. */
export class BadCommandLine extends Error {
  override readonly name = 'BadCommandLine';
}

/**
 * Reads a command line by the rules of Oozie's own: options begin with one hyphen (or two), their values follow, also
 * in one word after `=`, and `-Dname=value` is one word or two.
 * @throws {BadCommandLine}
 * @see org.apache.oozie.cli.CLIParser, org.apache.commons.cli.GnuParser
 */
export function parseCommandLine(argv: readonly string[]): OozieCommandLine {
  const [name, ...rest] = argv;
  if (name === undefined) throw new BadCommandLine('a sub-command is missing');
  const command = Object.hasOwn(subCommands, name) ? subCommands[name] : undefined;
  if (command === undefined) throw new BadCommandLine(`there is no sub-command "${name}"`);
  const { options, words } = readOptions(separated(rest, command), command);
  // -dryrun does without: it stands for an action itself, and beside -update.
  if (
    command.needs !== undefined &&
    !options.has('dryrun') &&
    inGroup(command, command.needs, options) === undefined
  ) {
    const wanted = Object.keys(command.options).filter(
      (each) => command.options[each]?.group === command.needs,
    );
    throw new BadCommandLine(
      `one of these options is needed: ${wanted.map((each) => `-${each}`).join(', ')}`,
    );
  }
  return { name, options, words };
}

const known = (command: SubCommand, word: string): string | undefined => {
  const bare = word.replace(/^--?/, '');
  return word.startsWith('-') && Object.hasOwn(command.options, bare) ? bare : undefined;
};

/** Takes words apart that hold an option and its value: `-len=5`, `-Dname=value`. */
function separated(argv: readonly string[], command: SubCommand): string[] {
  const words: string[] = [];
  for (const [at, word] of argv.entries()) {
    const [, short, value] = /^(--?[^=]+)=(.*)$/s.exec(word) ?? [];
    if (known(command, word) !== undefined || !word.startsWith('-')) words.push(word);
    else if (short !== undefined && value !== undefined && known(command, short)) words.push(short, value);
    else if (known(command, word.slice(0, 2))) words.push(word.slice(0, 2), word.slice(2));
    else if (command.stopsAtArguments) return [...words, ...argv.slice(at)];
    else words.push(word);
  }
  return words;
}

function readOptions(words: readonly string[], command: SubCommand) {
  const options = new Map<string, string[]>();
  const others: string[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    at += 1;
    const name = known(command, word);
    const option = name === undefined ? undefined : command.options[name];
    if (name === undefined || option === undefined) {
      if (word === '--') return { options, words: [...others, ...words.slice(at)] };
      if (command.stopsAtArguments) return { options, words: [...others, ...words.slice(at - 1)] };
      if (word.startsWith('-') && word !== '-') throw new BadCommandLine(`there is no option ${word}`);
      others.push(word);
      continue;
    }
    const other = option.group === undefined ? undefined : inGroup(command, option.group, options);
    if (other !== undefined && other !== name) {
      throw new BadCommandLine(`-${name} and -${other} exclude each other`);
    }
    const values = valuesOf(words.slice(at), option, command);
    if (values.length === 0 && option.takes !== 'nothing') throw new BadCommandLine(`-${name} needs a value`);
    at += values.length;
    options.set(name, [
      ...(options.get(name) ?? []),
      ...(option.takes === 'pair' ? [pairOf(values)] : values),
    ]);
  }
  return { options, words: others };
}

/** The words that belong to an option; a word that looks like an option, but is none, is a value. */
function valuesOf(words: readonly string[], { takes }: OozieOption, command: SubCommand): string[] {
  if (takes === 'nothing') return [];
  const end = words.findIndex((word) => known(command, word) !== undefined || word === '--');
  const free = end < 0 ? words : words.slice(0, end);
  if (takes === 'values') return [...free];
  const [first] = free;
  return first === undefined ? [] : [first];
}

const pairOf = ([only = '']: readonly string[]) => (only.includes('=') ? only : `${only}=true`);

function inGroup(
  command: SubCommand,
  group: string,
  options: ReadonlyMap<string, unknown>,
): string | undefined {
  return [...options.keys()].find((name) => command.options[name]?.group === group);
}

/** The value of an option; the first, if it was given several times. */
export function optionValue({ options }: OozieCommandLine, name: string): string | undefined {
  return options.get(name)?.[0];
}

/** The pairs of `-D` or `-P`, later ones over earlier ones. */
export function optionPairs({ options }: OozieCommandLine, name: string): Record<string, string> {
  return Object.fromEntries(
    (options.get(name) ?? []).map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/**
 * A whole number that an option gives.
 * @throws {BadCommandLine}
 */
export function optionNumber(line: OozieCommandLine, name: string): number | undefined {
  const text = optionValue(line, name);
  if (text === undefined) return undefined;
  if (!/^[+-]?\d{1,9}$/.test(text)) throw new BadCommandLine(`-${name} is a whole number, not "${text}"`);
  return Number(text);
}
