import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type Act, examples } from '../../cli.ts';
import { exitCode } from '../../exit-code.ts';

/** `howdah admin sharelib` and `sharelib-update`: the libraries that Oozie gives to actions. */
export function addShareLibCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('sharelib')
    .description('the libraries that Oozie gives to actions; with their files when asked for by name')
    .argument('[name]', 'name of a library; a Java regular expression')
    .addHelpText('after', examples(['howdah admin sharelib'], ['howdah admin sharelib "hive.*"']))
    .action(
      act(async ({ out, oozie, signal }, name) => {
        const libraries = await (await oozie()).admin.shareLib(name, { signal });
        await out.rows(
          libraries.flatMap(({ name: library, files }): { library: string; file: string | null }[] =>
            files === null || files.length === 0
              ? [{ library, file: null }]
              : files.map((file) => ({ library, file })),
          ),
          {
            columns: [
              { title: 'Library', value: ({ library }) => library },
              { title: 'File', value: ({ file }) => file ?? '', leaveOut: 'middle' },
            ],
            none: name === undefined ? 'Oozie has no libraries for actions.' : `No library is named ${name}.`,
          },
        );
      }),
    );

  parent
    .command('sharelib-update')
    .description('have Oozie read its libraries anew')
    .option('--this-server', 'only the server that answers, not all that work together')
    .addHelpText('after', examples(['howdah admin sharelib-update']))
    .action(
      act(async ({ out, oozie, signal }, { thisServer }) => {
        const updates = await (await oozie()).admin.updateShareLib({ signal, allServers: !thisServer });
        await out.rows(updates, {
          columns: [
            { title: 'Server', value: ({ host }) => host ?? '-' },
            { title: 'Status', value: ({ status }) => status ?? '-', leaveOut: 'end', least: 30 },
            {
              title: 'Before',
              value: ({ details }) => details.sharelibDirOld ?? '',
              leaveOut: 'middle',
              drop: 2,
            },
            {
              title: 'Now',
              value: ({ details }) => details.sharelibDirNew ?? '',
              leaveOut: 'middle',
              drop: 1,
            },
          ],
          none: 'No server has answered.',
        });
        return updates.every(({ successful }) => successful) ? exitCode.ok : exitCode.serverError;
      }),
    );
}
