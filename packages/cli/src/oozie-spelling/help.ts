import { type SubCommand, subCommands } from './option-table.ts';

const head = [
  'usage: howdah oozie SUB-COMMAND OPTIONS, in the spelling of Oozie’s own command',
  '',
  'OOZIE_URL, OOZIE_TIMEZONE, OOZIE_AUTH and OOZIE_DEBUG stand for -oozie, -timezone, -auth and -debug;',
  'OOZIE_CLIENT_OPTS holds properties such as -Dheader:NAME=VALUE and -Doozie.connection.retry.count=N.',
];

/** The help for one sub-command, or all. */
export function helpLines(name: string | undefined): string[] {
  const one = name !== undefined && Object.hasOwn(subCommands, name) ? subCommands[name] : undefined;
  const shown: [string, SubCommand][] =
    name !== undefined && one !== undefined ? [[name, one]] : Object.entries(subCommands);
  return [
    ...head,
    ...shown.flatMap(([command, { help, options }]) => ['', `${command}: ${help}`, ...optionLines(options)]),
  ];
}

const argument = { nothing: '', value: ' <value>', pair: ' <name=value>', values: ' <values>' } as const;

function optionLines(options: SubCommand['options']): string[] {
  const named = Object.entries(options)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, option]) => [`-${name}${argument[option.takes]}`, option.help] as const);
  const room = Math.max(0, ...named.map(([left]) => left.length));
  return named.map(([left, help]) => `  ${left.padEnd(room)}  ${help}`);
}
