import type { OozieCommandLine } from './command-line.ts';
import { BadCommandLine, optionValue } from './command-line.ts';
import { ruler } from './layout.ts';
import { givenProperties, neededProperties, type OozieCommand } from './oozie-command.ts';

/** `-submit` and `-run`. */
export async function makeJob(command: OozieCommand, start: boolean): Promise<void> {
  const { client, signal, print } = command;
  const { id } = await client.submit(await neededProperties(command), { signal, start });
  await print(`job: ${id}`);
}

/** `-dryrun` without `-update`. */
export async function dryrunJob(command: OozieCommand): Promise<void> {
  const { client, signal, print } = command;
  const { id: answer } = await client.dryrun(await neededProperties(command), { signal });
  if (answer === 'OK') return print('OK');
  if (answer.includes('<bundle-app')) return print('***Bundle job after parsing: ***', answer);
  const [definition = '', ...actions] = answer.split('action for new instance');
  await print(
    '***coordJob after parsing: ***',
    definition,
    `***total coord actions is ${actions.length} ***`,
    ...actions.flatMap((action, at) => [ruler, `coordAction instance: ${at + 1}:`, action]),
  );
}

/** `-update`: with properties those replace all that there are; without, they stay. */
export async function updateJob(command: OozieCommand, id: string): Promise<void> {
  const { client, line, signal, print } = command;
  const properties = optionValue(line, 'config') === undefined ? undefined : await givenProperties(command);
  const how = { dryrun: line.options.has('dryrun'), diff: wantsDiff(line) };
  const { diff } = await client.coordinators.update(id, properties, how, { signal });
  await print(diff);
}

function wantsDiff(line: OozieCommandLine): boolean {
  const given = optionValue(line, 'diff') ?? 'true';
  if (!/^(true|false)$/i.test(given)) throw new BadCommandLine(`-diff is true or false, not "${given}"`);
  return given.toLowerCase() === 'true';
}
