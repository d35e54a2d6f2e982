import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  applicationPathProperty,
  type OozieClient,
  type Properties,
  type SubmittedOnce,
} from '@howdah/oozie-client';
import type { AddCommands } from '../cli.ts';
import { examples } from '../cli.ts';
import { definitionRoot, rootOption } from '../deploy/definition-root.ts';
import { planFolder, storePlanned } from '../deploy/deploy-folder.ts';
import { exitCode } from '../exit-code.ts';
import { Failure, usageFailure } from '../failure.ts';
import { configOption, defined, defineOption, readJobProperties } from '../job-properties.ts';
import type { Session } from '../session.ts';

interface SubmitOptions {
  readonly config?: string | undefined;
  readonly define: Properties;
  readonly root?: string | undefined;
  readonly key?: string | undefined;
  readonly atLeastOnce?: boolean | undefined;
}

/** `howdah submit`, `howdah run` and `howdah dryrun`: making jobs. */
export const addSubmitCommands: AddCommands = (parent, act) => {
  for (const [name, start, description] of [
    ['submit', false, 'make a job once and for all, inert until it is started'],
    ['run', true, 'make a job once and for all, and start it'],
  ] as const) {
    parent
      .command(name)
      .description(description)
      .argument('[folder]', 'an application’s folder, which is deployed first')
      .option(...configOption)
      .option(...defineOption, defined, {})
      .option(...rootOption)
      .option('--key <key>', 'names this very job: whoever submits under the same key again gets this job')
      .option('--at-least-once', 'send it once without a key, as Oozie’s own command does')
      .addHelpText(
        'after',
        examples(
          [`howdah ${name} --config job.properties --key ingest-2026-11-23`, 'safe to repeat'],
          [`howdah ${name} nightly/ --root hdfs://nn:8020/user/alice/apps -D queue=low`],
        ),
      )
      .action(
        act(async (session, folder, given) => {
          const properties = await propertiesToSubmit(session, folder, given);
          const client = await session.oozie();
          return given.atLeastOnce
            ? submitPlainly(session, client, properties, start)
            : submitByKey(session, client, properties, given, start);
        }),
      );
  }

  parent
    .command('dryrun')
    .description('have Oozie check a job without making it')
    .argument('[folder]', 'an application’s folder, which is deployed first')
    .option(...configOption)
    .option(...defineOption, defined, {})
    .option(...rootOption)
    .addHelpText('after', examples(['howdah dryrun --config job.properties']))
    .action(
      act(async (session, folder, given) => {
        const properties = await propertiesToSubmit(session, folder, given);
        const { id: answer } = await (await session.oozie()).dryrun(properties, { signal: session.signal });
        await session.out.document({ ok: true, answer }, () => `${answer}\n`);
      }),
    );
};

async function propertiesToSubmit(
  { surroundings, oozie, out, signal }: Session,
  folder: string | undefined,
  given: SubmitOptions | Omit<SubmitOptions, 'key'>,
): Promise<Properties> {
  const properties = await readJobProperties(given, surroundings);
  if (folder === undefined) {
    if (Object.values(applicationPathProperty).some((name) => properties[name] !== undefined))
      return properties;
    throw usageFailure(
      'Which application?',
      `Name its folder, or its path by one of the properties ${Object.values(applicationPathProperty).join(', ')}.`,
    );
  }
  const path = resolve(surroundings.cwd, folder);
  if (!(await stat(path).catch(() => undefined))?.isDirectory()) {
    throw usageFailure(
      `${folder} is no folder.`,
      'Give the folder of an application, or --config job.properties.',
    );
  }
  const root = definitionRoot(given.root, surroundings);
  const plan = await planFolder(path, properties, root, surroundings);
  if (plan.entry === undefined) {
    throw usageFailure(
      'Several definitions in the folder could be the job.',
      'Deploy it, and submit one by its path.',
    );
  }
  const { stored } = await storePlanned(await oozie(), plan, root, signal, async () => {});
  const refused = stored.filter(({ refusal }) => refusal !== undefined);
  // A leaf may need properties that only its parent gives it; the entry is tried out with those of the job.
  const [fatal] = refused.filter(({ file }) => file === plan.entry?.file);
  if (fatal !== undefined) {
    throw new Failure(`Oozie doesn't take ${fatal.file}.`, {
      exitCode: exitCode.usage,
      why: fatal.refusal,
      remedy: 'Correct the definition, or give the properties that it needs: -D name=value.',
    });
  }
  for (const { file, refusal } of refused) await out.note(`${file}: stored, though Oozie said: ${refusal}`);
  return plan.properties;
}

async function submitByKey(
  { out, signal, surroundings }: Session,
  client: OozieClient,
  properties: Properties,
  given: SubmitOptions,
  start: boolean,
): Promise<void> {
  const key = given.key ?? randomUUID();
  if (given.key === undefined && out.format === 'text')
    await out.note(`Key: ${key} (repeat with --key ${key})`);
  const needsRoot = properties[applicationPathProperty.coordinator] !== undefined;
  const root = needsRoot ? { root: definitionRoot(given.root, surroundings) } : {};
  const submitted = await client.submitOnce(properties, { key, start, signal, ...root });
  await out.document({ key, ...submitted }, () => sentence(submitted, out.style.status(submitted.status)));
}

function sentence({ id, bundleId, found, killed }: SubmittedOnce, status: string): string {
  const wrapped = bundleId === null || bundleId === id ? '' : ` in bundle ${bundleId}`;
  const others = killed.length === 0 ? '' : `; killed: ${killed.join(', ')}`;
  return `${id}: ${status}${wrapped}${found ? ', which was there already' : ''}${others}\n`;
}

async function submitPlainly(
  { out, signal }: Session,
  client: OozieClient,
  properties: Properties,
  start: boolean,
): Promise<void> {
  const { id } = await client.submit(properties, { start, signal });
  await out.document({ id }, () => `${id}\n`);
}
