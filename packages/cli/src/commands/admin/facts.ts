import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { OozieClient, RequestOptions } from '@howdah/oozie-client';
import { type Act, examples } from '../../cli.ts';

type ReadFacts = (
  admin: OozieClient['admin'],
  options: RequestOptions,
) => Promise<Readonly<Record<string, unknown>>>;

interface FactsCommand {
  readonly name: string;
  readonly description: string;
  /** A part of a name, for the example. */
  readonly example: string;
  readonly read: ReadFacts;
}

const commands: readonly FactsCommand[] = [
  {
    name: 'config',
    description: 'Oozie’s own configuration',
    example: 'purge',
    read: (admin, options) => admin.configuration(options),
  },
  {
    name: 'env',
    description: 'the environment variables of Oozie’s process',
    example: 'JAVA',
    read: (admin, options) => admin.environment(options),
  },
  {
    name: 'java',
    description: 'the system properties of Oozie’s Java',
    example: 'version',
    read: (admin, options) => admin.javaProperties(options),
  },
  {
    name: 'servers',
    description: 'the Oozies that work together, by instance id',
    example: '1',
    read: (admin, options) => admin.servers(options),
  },
];

/** `howdah admin config` and the like: names with values, those that have a part in their name if one is given. */
export function addFactsCommands(parent: CommandUnknownOpts, act: Act): void {
  for (const { name, description, example, read } of commands) {
    parent
      .command(name)
      .description(description)
      .argument('[part]', 'only names that have this in them, in any case')
      .addHelpText('after', examples([`howdah admin ${name}`], [`howdah admin ${name} ${example}`]))
      .action(
        act(async ({ out, oozie, signal }, part) => {
          const facts = Object.entries(await read((await oozie()).admin, { signal }))
            .filter(([fact]) => hasPart(fact, part))
            .sort(([one], [other]) => (one < other ? -1 : 1));
          await out.rows(
            facts.map(([fact, value]) => ({ name: fact, value })),
            {
              columns: [
                { title: 'Name', value: (row) => row.name, leaveOut: 'middle', least: 20 },
                { title: 'Value', value: (row) => String(row.value), leaveOut: 'end', least: 20 },
              ],
              none: part === undefined ? 'There are none.' : `No name has "${part}" in it.`,
            },
          );
        }),
      );
  }
}

/** Whether a name has a part in it, in any case; everything has none. */
export function hasPart(name: string, part: string | undefined): boolean {
  return part === undefined || name.toLowerCase().includes(part.toLowerCase());
}
