import type { CommandUnknownOpts, Help, Option } from '@commander-js/extra-typings';

/** How help looks: commands before options, and the options that all commands have only where they are their own. */
export const helpLook = {
  minWidthToWrap: 20,

  optionDescription(option: Option): string {
    const { description, argChoices, defaultValue, defaultValueDescription } = option;
    const notes = [
      argChoices === undefined ? undefined : argChoices.join(', '),
      isNothing(defaultValue) ? undefined : `default: ${defaultValueDescription ?? String(defaultValue)}`,
    ].filter((note) => note !== undefined);
    return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
  },

  subcommandTerm(command: CommandUnknownOpts): string {
    const values = command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    });
    return [command.name(), ...values].join(' ');
  },

  formatHelp(command: CommandUnknownOpts, help: Help): string {
    const { helpWidth = 80 } = help;
    const termWidth = help.padWidth(command, help);
    const item = (term: string, description: string) => help.formatItem(term, termWidth, description, help);
    const section = (title: string, items: readonly string[]) =>
      items.length === 0 ? [] : ['', title, ...items];
    const commands = help
      .visibleCommands(command)
      .filter((each) => each.name() !== 'help')
      .map((each) => item(help.subcommandTerm(each), help.subcommandDescription(each)));
    const values = help
      .visibleArguments(command)
      .map((each) => item(help.argumentTerm(each), help.argumentDescription(each)));
    const options = help.groupItems(
      command.options.filter((option) => !option.hidden),
      help.visibleOptions(command),
      (option) => option.helpGroupHeading ?? 'Options:',
    );
    const lines = [
      help.boxWrap(help.commandDescription(command), helpWidth),
      '',
      `Usage: ${help.commandUsage(command)}`,
      ...section('Arguments:', values),
      ...section('Commands:', commands),
      ...[...options].flatMap(([title, group]) =>
        section(
          title,
          group.map((option) => item(help.optionTerm(option), help.optionDescription(option))),
        ),
      ),
      ...(command.parent === null ? [] : ['', 'Options that all commands have: howdah --help']),
    ];
    return `${lines.join('\n')}\n`;
  },
};

/** Defaults that mean none. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
