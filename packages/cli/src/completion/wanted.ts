import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { JobKind } from '../jobs/job-id.ts';

export interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** What can stand at the cursor. */
export type Wanted =
  | { readonly is: 'one of'; readonly candidates: readonly Candidate[] }
  | { readonly is: 'job'; readonly kinds: readonly JobKind[] }
  | { readonly is: 'profile' }
  | { readonly is: 'file' }
  | { readonly is: 'anything' };

/** What can stand at the cursor, and what of the word there comes before it: `--kind=` of `--kind=wo`. */
export interface Place {
  readonly wanted: Wanted;
  readonly before: string;
}

/**
 * What the last word can become, by the tree of commands.
 * @param words of the command line without the program's name; the last is being typed, maybe empty
 */
export function placeOf(program: CommandUnknownOpts, words: readonly string[]): Place {
  let command = program;
  let position = 0;
  let awaiting: Option | undefined;
  let optionsOver = false;
  for (const word of words.slice(0, -1)) {
    if (awaiting) {
      awaiting = undefined;
    } else if (word === '--') {
      optionsOver = true;
    } else if (word.startsWith('-') && !optionsOver) {
      const option = optionNamed(word, command, program);
      if (option?.required && !word.includes('=')) awaiting = option;
    } else {
      const sub = position === 0 ? commandNamed(word, command) : undefined;
      if (sub) command = sub;
      else position += 1;
    }
  }
  const last = words.at(-1) ?? '';
  if (awaiting) return { wanted: valueWanted(awaiting), before: '' };
  if (last.startsWith('-') && !optionsOver) {
    const [flag = '', ...rest] = last.split('=');
    const option = rest.length > 0 ? optionNamed(flag, command, program) : undefined;
    if (option) return { wanted: valueWanted(option), before: `${flag}=` };
    return { wanted: { is: 'one of', candidates: options(command, program) }, before: '' };
  }
  return { wanted: argumentWanted(command, position), before: '' };
}

function commandNamed(word: string, parent: CommandUnknownOpts): CommandUnknownOpts | undefined {
  return parent.commands.find((each) => each.name() === word || each.aliases().includes(word));
}

function optionNamed(
  word: string,
  command: CommandUnknownOpts,
  program: CommandUnknownOpts,
): Option | undefined {
  const [flag = ''] = word.split('=');
  return [...command.options, ...program.options].find(
    ({ long, short }) => flag !== '' && (flag === long || flag === short),
  );
}

function options(command: CommandUnknownOpts, program: CommandUnknownOpts): Candidate[] {
  const own = command === program ? command.options : [...command.options, ...program.options];
  const shown = own
    .filter((option) => !option.hidden)
    .map((option) => ({ value: option.long ?? option.short ?? '', description: option.description }));
  return [...shown, { value: '--help', description: 'print help' }];
}

const files = /file|folder|path|directory/;

function valueWanted(option: Option): Wanted {
  if (option.argChoices) return oneOf(option.argChoices);
  if (option.long === '--profile') return { is: 'profile' };
  const [, value = ''] = /[<[]([^>\]]+)[>\]]/.exec(option.flags) ?? [];
  return files.test(value) ? { is: 'file' } : { is: 'anything' };
}

function oneOf(values: readonly string[]): Wanted {
  return { is: 'one of', candidates: values.map((value) => ({ value, description: '' })) };
}

function argumentWanted(command: CommandUnknownOpts, position: number): Wanted {
  if (command.commands.length > 0) {
    const hidden = (each: CommandUnknownOpts) => each.name() === 'help' || each.name().startsWith('__');
    return {
      is: 'one of',
      candidates: command.commands
        .filter((each) => !hidden(each))
        .map((each) => ({ value: each.name(), description: each.description() })),
    };
  }
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  const argument = registeredArguments[position] ?? (last?.variadic ? last : undefined);
  return argument ? namedByArgument(argument, command) : { is: 'anything' };
}

function namedByArgument(argument: Argument, command: CommandUnknownOpts): Wanted {
  if (argument.argChoices) return oneOf(argument.argChoices);
  const name = argument.name();
  if (/^(ids?|job|action|workflow|coordinator|bundle)$/.test(name)) {
    return { is: 'job', kinds: kindsFor(name, argument.description, command) };
  }
  if (command.parent?.name() === 'profile') return { is: 'profile' };
  return files.test(name) ? { is: 'file' } : { is: 'anything' };
}

const allKinds: readonly JobKind[] = ['workflow', 'coordinator', 'bundle'];

/** The kinds that the argument's description, or the group of the command, speaks of. */
function kindsFor(name: string, description: string, command: CommandUnknownOpts): readonly JobKind[] {
  const group = { coord: 'coordinator', bundle: 'bundle' }[command.parent?.name() ?? ''];
  const text = `${name} ${description}`;
  const said = /any kind|jobs/.test(text)
    ? []
    : allKinds.filter((kind) => kind === group || text.includes(kind));
  return said.length === 1 ? said : allKinds;
}
