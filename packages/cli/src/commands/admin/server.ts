import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Argument } from '@commander-js/extra-typings';
import { type Act, examples } from '../../cli.ts';
import { exitCode } from '../../exit-code.ts';
import { printFields } from '../../output/table.ts';
import { wholeNumber } from '../../settings/global-options.ts';
import { hasPart } from './facts.ts';

const modes = ['NORMAL', 'NOWEBSERVICE', 'SAFEMODE'] as const;

const meaning: Readonly<Record<(typeof modes)[number], string>> = {
  NORMAL: 'Everybody may do everything again.',
  NOWEBSERVICE: 'Nobody but administrators is served until the mode is NORMAL again, or Oozie restarts.',
  SAFEMODE: 'Nobody can change anything until the mode is NORMAL again, or Oozie restarts.',
};

/** `howdah admin status`, `mode`, `version`, `timezones`, `jms`: the server itself. */
export function addServerCommands(parent: CommandUnknownOpts, act: Act): void {
  parent
    .command('status')
    .description('whether Oozie answers, in which mode, and which version it is')
    .addHelpText('after', examples(['howdah admin status']))
    .action(
      act(async ({ out, oozie, signal, connection }) => {
        const { admin } = await oozie();
        const [systemMode, { buildVersion }, versions] = await Promise.all([
          admin.systemMode({ signal }),
          admin.buildVersion({ signal }),
          admin.versions({ signal }),
        ]);
        const { url } = await connection();
        const paint = systemMode === 'NORMAL' ? out.style.good : out.style.warning;
        await out.document({ url, systemMode, buildVersion, versions }, () =>
          printFields(
            [
              ['Oozie', url],
              ['System mode', paint(systemMode)],
              ['Version', buildVersion],
              ['Web service', versions.map((version) => `v${version}`).join(', ')],
            ],
            out.style.faint,
          ),
        );
      }),
    );

  parent
    .command('mode')
    .description('set the system mode')
    .addArgument(new Argument('<mode>').choices(modes))
    .addHelpText(
      'after',
      examples(['howdah admin mode SAFEMODE', 'before maintenance'], ['howdah admin mode NORMAL']),
    )
    .action(
      act(async ({ out, oozie, signal, confirm }, mode) => {
        const { admin } = await oozie();
        const before = await admin.systemMode({ signal });
        if (before !== mode) {
          await confirm({ ask: `Set the system mode from ${before} to ${mode}?`, effect: meaning[mode] });
          await admin.setSystemMode(mode, { signal });
        }
        const systemMode = await admin.systemMode({ signal });
        await out.document({ systemMode, before }, () => `System mode: ${systemMode} (before: ${before})\n`);
        return systemMode === mode ? exitCode.ok : exitCode.refused;
      }),
    );

  parent
    .command('version')
    .description('which Oozie it is, and how it was built')
    .addHelpText('after', examples(['howdah admin version']))
    .action(
      act(async ({ out, oozie, signal }) => {
        const build = await (await oozie()).admin.buildVersion({ signal });
        await out.document(build, () =>
          printFields(
            [['Version', build.buildVersion], ...Object.entries(build.buildInfo ?? {})],
            out.style.faint,
          ),
        );
      }),
    );

  parent
    .command('timezones')
    .description('the time zones that definitions may name')
    .argument('[part]', 'only zones that have this in their id or name')
    .addHelpText('after', examples(['howdah admin timezones berlin']))
    .action(
      act(async ({ out, oozie, signal }, part) => {
        const zones = await (await oozie()).admin.timeZones({ signal });
        await out.rows(
          zones.filter(({ id, displayName }) => hasPart(id, part) || hasPart(displayName, part)),
          {
            columns: [
              { title: 'Id', value: ({ id }) => id },
              { title: 'Name', value: ({ displayName }) => displayName, leaveOut: 'end' },
            ],
            none: 'There is no such time zone.',
          },
        );
      }),
    );

  parent
    .command('jms')
    .description('how to listen to Oozie over JMS')
    .addHelpText('after', examples(['howdah admin jms']))
    .action(
      act(async ({ out, oozie, signal }) => {
        const info = await (await oozie()).admin.jmsInfo({ signal });
        await out.document(info, () =>
          printFields(
            [
              ...Object.entries(info.jndiProperties),
              ...Object.entries(info.topicPattern).map(([type, topic]) => [`topic ${type}`, topic] as const),
              ['topic prefix', info.topicPrefix],
            ],
            out.style.faint,
          ),
        );
      }),
    );

  parent
    .command('queue')
    .description('what waits to be done inside of Oozie')
    .addHelpText('after', examples(['howdah admin queue']))
    .action(
      act(async ({ out, oozie, signal }) => {
        const { callables, uniqueKeys } = await (await oozie()).admin.queueDump({ signal });
        await out.rows(
          [
            ...callables.map((entry) => ({ type: 'callable', entry })),
            ...uniqueKeys.map((entry) => ({ type: 'unique key', entry })),
          ],
          {
            columns: [
              { title: 'Type', value: ({ type }) => type },
              { title: 'Entry', value: ({ entry }) => entry, leaveOut: 'end' },
            ],
            none: 'Nothing waits.',
          },
        );
      }),
    );

  parent
    .command('purge')
    .description('delete jobs that ended long ago from Oozie’s database')
    .option('--workflow-age <days>', 'workflows that ended so long ago; 0: all that ended', wholeNumber)
    .option('--coordinator-age <days>', 'coordinators that ended so long ago', wholeNumber)
    .option('--bundle-age <days>', 'bundles that ended so long ago', wholeNumber)
    .option('--limit <number>', 'how many to delete at once', wholeNumber)
    .option('--old-actions', 'also old actions of coordinators that still run')
    .addHelpText(
      'after',
      examples(['howdah admin purge --workflow-age 90', 'other kinds as Oozie is configured']),
    )
    .action(
      act(async ({ out, oozie, signal, confirm }, given) => {
        const ages = [
          ['workflows', given.workflowAge],
          ['coordinators', given.coordinatorAge],
          ['bundles', given.bundleAge],
        ].map(([kind, age]) => `${kind} ${age === undefined ? 'as configured' : `after ${age} days`}`);
        await confirm({
          ask: `Purge ended jobs (${ages.join(', ')})?`,
          effect:
            'They are deleted from Oozie’s database for good, with their logs’ index and configuration.',
        });
        const { result } = await (await oozie()).admin.purge(
          {
            ...(given.workflowAge === undefined ? {} : { wfAge: given.workflowAge }),
            ...(given.coordinatorAge === undefined ? {} : { coordAge: given.coordinatorAge }),
            ...(given.bundleAge === undefined ? {} : { bundleAge: given.bundleAge }),
            ...(given.limit === undefined ? {} : { limit: given.limit }),
            ...(given.oldActions ? { coordOldAction: true } : {}),
          },
          { signal },
        );
        await out.document({ result }, () => `${result}\n`);
      }),
    );
}
