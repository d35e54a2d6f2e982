import type { ActionScope } from '@howdah/oozie-client';
import { BadCommandLine, type OozieCommandLine, optionValue } from './command-line.ts';
import { oozieTimes } from './layout.ts';
import { givenProperties, type OozieCommand } from './oozie-command.ts';
import { parseBundleChange, parseChange, parseSlaChange } from './pairs.ts';
import { ignoredActionLines, namedActionLines } from './print-coordinators.ts';

/** Which of a coordinator's actions `-action` or `-date` name; undefined when neither is there. */
export function scopeOf(line: OozieCommandLine): ActionScope | undefined {
  const actions = optionValue(line, 'action');
  const dates = optionValue(line, 'date');
  if (actions !== undefined && dates !== undefined) {
    throw new BadCommandLine('-action and -date exclude each other');
  }
  if (actions !== undefined) return { actions };
  return dates === undefined ? undefined : { dates };
}

/** The operations for a job, by the letter at the end of its id. */
function operationsFor({ client }: OozieCommand, id: string) {
  if (id.includes('-C')) return client.coordinators;
  return id.includes('-B') ? client.bundles : client.workflows;
}

export async function startJob({ client, signal }: OozieCommand, id: string): Promise<void> {
  await (id.includes('-B') ? client.bundles : client.workflows).start(id, { signal });
}

export async function suspendJob(command: OozieCommand, id: string): Promise<void> {
  await operationsFor(command, id).suspend(id, { signal: command.signal });
}

export async function resumeJob(command: OozieCommand, id: string): Promise<void> {
  await operationsFor(command, id).resume(id, { signal: command.signal });
}

/** `-kill`, of a job or of some of a coordinator's actions. */
export async function killJob(command: OozieCommand, id: string): Promise<void> {
  const { client, line, signal, print } = command;
  const scope = scopeOf(line);
  if (!id.includes('-C') || scope === undefined) return operationsFor(command, id).kill(id, { signal });
  const actions = await client.coordinators.killActions(id, scope, { signal });
  await print(...namedActionLines(actions, oozieTimes(undefined)));
}

/** `-change … -value …` */
export async function changeJob({ client, line, signal }: OozieCommand, id: string): Promise<void> {
  const value = optionValue(line, 'value');
  if (value === undefined) throw new BadCommandLine('-change needs -value');
  if (id.includes('-B')) await client.bundles.change(id, parseBundleChange(value), { signal });
  else await client.coordinators.change(id, parseChange(value), { signal });
}

/** `-ignore`, of a coordinator or of some of its actions. */
export async function ignoreJob({ client, line, signal, print }: OozieCommand, id: string): Promise<void> {
  const actions = optionValue(line, 'action');
  if (actions === undefined) return client.coordinators.ignore(id, { signal });
  const ignored = await client.coordinators.ignoreActions(id, { actions }, { signal });
  await print(...ignoredActionLines(ignored, oozieTimes(undefined)));
}

/** `-rerun`, of a workflow, a bundle, or a coordinator's actions. */
export async function rerunJob(command: OozieCommand, id: string): Promise<void> {
  const { client, line, signal, print } = command;
  if (id.includes('-W')) {
    return client.workflows.rerun(id, (await givenProperties(command)) ?? {}, { signal });
  }
  const refresh = line.options.has('refresh');
  const nocleanup = line.options.has('nocleanup');
  if (id.includes('-B')) return rerunBundle(command, id, { refresh, nocleanup });
  const scope = scopeOf(line);
  if (scope === undefined) throw new BadCommandLine('-rerun of a coordinator needs -action or -date');
  const properties = await givenProperties(command);
  const how = {
    refresh,
    nocleanup,
    failed: line.options.has('failed'),
    ...(properties ? { properties } : {}),
  };
  const actions = await client.coordinators.rerun(id, scope, how, { signal });
  await print(...namedActionLines(actions, oozieTimes(undefined)));
}

async function rerunBundle(
  { client, line, signal, print }: OozieCommand,
  id: string,
  how: { refresh: boolean; nocleanup: boolean },
): Promise<void> {
  if (line.options.has('action'))
    throw new BadCommandLine('-rerun of a bundle takes -coordinator and -date, not -action');
  const names = optionValue(line, 'coordinator');
  const dates = optionValue(line, 'date');
  const what = {
    ...how,
    ...(names === undefined ? {} : { coordinators: names.split(',').map((name) => name.trim()) }),
    ...(dates === undefined ? {} : { dates }),
  };
  await client.bundles.rerun(id, what, { signal });
  const who = names ? `Coordinators [${names}]` : 'All coordinators';
  const when = names ? 'on date ranges' : 'on the date ranges';
  await print(`${who} of bundle ${id} are scheduled to rerun ${when} [${dates ?? 'null'}].`);
}

/** `-slaenable`, `-sladisable` and `-slachange`. */
export async function changeSla(
  { client, line, signal, print }: OozieCommand,
  what: 'enable' | 'disable' | 'change',
  id: string,
): Promise<void> {
  const coordinators = optionValue(line, 'coordinator');
  const scope = scopeOf(line) ?? {};
  const value = optionValue(line, 'value');
  if (what === 'change' && value === undefined) throw new BadCommandLine('-slachange needs -value');
  const change = value === undefined ? {} : parseSlaChange(value);
  if (id.includes('-B')) {
    const names = coordinators === undefined ? {} : { coordinators: coordinators.split(',') };
    if (what === 'change') await client.bundles.sla.change(id, { ...scope, ...names, ...change }, { signal });
    else await client.bundles.sla[what](id, { ...scope, ...names }, { signal });
  } else if (what === 'change') await client.coordinators.sla.change(id, { ...scope, ...change }, { signal });
  else await client.coordinators.sla[what](id, scope, { signal });
  await print('Done');
}
