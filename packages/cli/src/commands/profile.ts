import type { AddCommands } from '../cli.ts';
import { examples } from '../cli.ts';
import { exitCode } from '../exit-code.ts';
import { Failure, usageFailure } from '../failure.ts';
import { printFields } from '../output/table.ts';
import type { Session } from '../session.ts';
import {
  type Profile,
  type Profiles,
  profilesPath,
  readProfiles,
  writeProfiles,
} from '../settings/profiles.ts';

/** `howdah profile …`: settings kept under names. */
export const addProfileCommands: AddCommands = (parent, act) => {
  const profile = parent
    .command('profile')
    .description('keep the settings of several Oozies, each under a name');

  profile
    .command('list')
    .description('list the profiles')
    .addHelpText('after', examples(['howdah profile list']))
    .action(
      act(async ({ out, surroundings }) => {
        const { current, profiles } = await readProfiles(profilesPath(surroundings));
        await out.rows(
          Object.entries(profiles).map(([name, kept]) => ({ name, current: name === current, ...kept })),
          {
            columns: [
              { title: '', value: (row) => (row.current ? '*' : '') },
              { title: 'Name', value: (row) => row.name },
              { title: 'Server', value: (row) => row.server ?? '', leaveOut: 'middle' },
              { title: 'User', value: (row) => row.username ?? '', drop: 1 },
              { title: 'Authentication', value: (row) => row.auth ?? '', drop: 2 },
            ],
            none: 'There are no profiles. Make one: howdah profile add NAME --server URL',
          },
        );
      }),
    );

  profile
    .command('add')
    .description('keep the settings that are given beside it')
    .argument('<name>', 'name of the profile; one that there is already is replaced')
    .addHelpText(
      'after',
      examples(
        ['howdah profile add production --server http://oozie:11000/oozie --auth kerberos'],
        [
          'howdah profile add knox --server https://knox/gateway/default/oozie --auth basic --password-file ~/.knox',
        ],
      ),
    )
    .action(
      act(async (session, name) => {
        if (session.options.server === undefined) {
          throw usageFailure(
            'A profile needs the address of its Oozie.',
            `howdah profile add ${name} --server URL`,
          );
        }
        const file = profilesPath(session.surroundings);
        const { current, profiles } = await readProfiles(file);
        const next = { current: current ?? name, profiles: { ...profiles, [name]: givenSettings(session) } };
        await writeProfiles(file, next);
        await session.out.note(
          next.current === name
            ? `Kept, and used from now on: ${name}`
            : `Kept: ${name}. Use it: howdah profile use ${name}`,
        );
      }),
    );

  profile
    .command('show')
    .description('show a profile')
    .argument('[name]', 'default: the one in use')
    .addHelpText('after', examples(['howdah profile show production']))
    .action(
      act(async ({ out, surroundings }, given) => {
        const { name, kept } = find(await readProfiles(profilesPath(surroundings)), given);
        await out.document({ name, ...kept }, () =>
          printFields(
            Object.entries({ name, ...kept }).map(([field, value]) => [
              field,
              typeof value === 'object' ? JSON.stringify(value) : String(value),
            ]),
            out.style.faint,
          ),
        );
      }),
    );

  profile
    .command('use')
    .description('use a profile from now on')
    .argument('<name>', 'name of the profile')
    .addHelpText('after', examples(['howdah profile use production']))
    .action(
      act(async ({ out, surroundings }, given) => {
        const file = profilesPath(surroundings);
        const all = await readProfiles(file);
        const { name, kept } = find(all, given);
        await writeProfiles(file, { ...all, current: name });
        await out.note(`Used from now on: ${name} (${kept.server ?? 'without a server'})`);
      }),
    );

  profile
    .command('remove')
    .description('forget a profile')
    .argument('<name>', 'name of the profile')
    .addHelpText('after', examples(['howdah profile remove production --yes']))
    .action(
      act(async ({ out, surroundings, confirm }, given) => {
        const file = profilesPath(surroundings);
        const { current, profiles } = await readProfiles(file);
        const { name, kept } = find({ profiles }, given);
        await confirm({
          ask: `Forget profile ${name} (${kept.server ?? 'without a server'})?`,
          effect: 'Its settings are lost; Oozie itself is not touched.',
        });
        const { [name]: _, ...others } = profiles;
        await writeProfiles(file, {
          ...(current === undefined || current === name ? {} : { current }),
          profiles: others,
        });
        await out.note(`Forgotten: ${name}`);
      }),
    );
};

function find({ current, profiles }: Profiles, given: string | undefined): { name: string; kept: Profile } {
  const name = given ?? current;
  const kept = name === undefined ? undefined : profiles[name];
  if (name !== undefined && kept !== undefined) return { name, kept };
  throw new Failure(name === undefined ? 'No profile is in use.' : `There is no profile "${name}".`, {
    exitCode: exitCode.notFound,
    remedy: 'howdah profile list shows what there is.',
  });
}

function givenSettings({ options }: Session): Profile {
  const { server, timezone, username, doAs, auth, passwordFile, tokenFile, insecure, header } = options;
  const given = { server, timezone, username, doAs, auth, passwordFile, tokenFile, insecure };
  const present: Profile = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  return Object.keys(header).length === 0 ? present : { ...present, headers: header };
}
