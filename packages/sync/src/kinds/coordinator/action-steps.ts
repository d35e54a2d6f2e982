import { type CoordinatorAction, OozieError } from '@howdah/oozie-client';
import type { OutboxStep } from '../../store/tables.ts';
import { asText } from '../digest.ts';
import type { Transport } from '../kind.ts';
import { CannotTell, NotAsAsked } from '../not-as-asked.ts';
import { NotYetSeen } from '../read-back.ts';
import { type ActionCommand, asBefore, askedActions, cameTo, chosen, names } from './asked-actions.ts';

/** More actions than a coordinator has, in most cases; Oozie gives what there are. */
const mostActions = 100_000;

/** Waits between reads after a command that Oozie answered without saying what it did, in ms. */
const waits = [0, 150, 400, 1_000];

/** The actions that a command names, as they are now. */
async function read(
  jobId: string,
  command: ActionCommand,
  { client, signal }: Transport,
): Promise<CoordinatorAction[]> {
  if (command.actions !== undefined) {
    // Numbers follow nominal times, so no action beyond the highest number has to be read.
    const len = Math.min(mostActions, Math.max(...command.actions.flat()));
    const { actions } = await client.coordinators.info(jobId, { len, signal });
    return actions.filter((action) => names(command, action));
  }
  const found = new Map<number, CoordinatorAction>();
  for (const range of command.dates) {
    const [from, to] = typeof range === 'number' ? [range, range] : range;
    const filter = { nominalTime: { '>=': from, '<=': to } };
    const { actions } = await client.coordinators.info(jobId, { len: mostActions, filter, signal });
    for (const action of actions) if (names(command, action)) found.set(action.actionNumber, action);
  }
  return [...found.values()];
}

/**
 * Reads the actions before the command is sent, so that it can be told afterwards whether it was carried out.
 * @throws {NotAsAsked} when what was asked can't be done to them as they are now
 */
export async function preparedActions(
  step: OutboxStep,
  jobId: string,
  transport: Transport,
): Promise<{ payload: unknown }> {
  const payload = askedActions.parse(step.payload);
  const { command, before } = payload;
  const now = await read(jobId, command, transport);
  if (before !== undefined && step.firstSentAt !== null) {
    if (cameTo(command, before, now) === 'not done') return { payload };
    throw new NotAsAsked(
      `${command.do}: it was sent before, and its actions have changed since. Look at them, then ask again (retry) or take it back.`,
    );
  }
  const choice = chosen(command, now, step.asked?.at);
  if ('problem' in choice) throw new NotAsAsked(choice.problem);
  return { payload: { ...payload, before: choice.actions.map(asBefore) } };
}

/** Sends a command for the actions that were read before, by their numbers. */
export async function sendForActions(step: OutboxStep, jobId: string, transport: Transport): Promise<void> {
  const { command, before = [] } = askedActions.parse(step.payload);
  const { coordinators } = transport.client;
  const { signal } = transport;
  const scope = { actions: before.map(({ number }) => number) };
  try {
    if (command.do === 'rerun actions') {
      const { refresh = false, nocleanup = false, failed = false, properties } = command;
      const how = { refresh, nocleanup, failed };
      const given = properties === undefined ? how : { ...how, properties: asText(properties) };
      const answered = await coordinators.rerun(jobId, scope, given, { signal });
      if (answered.length > 0) return;
    } else if (command.do === 'kill actions') await coordinators.killActions(jobId, scope, { signal });
    else await coordinators.ignoreActions(jobId, scope, { signal });
  } catch (error) {
    // Refused since they aren't as they were: that may be the work of this very request, sent before.
    const isRefused = error instanceof OozieError && (error.code === 'E1018' || error.code === 'E1024');
    if (!isRefused || (await cameToNow(step, jobId, transport)) !== 'done') throw error;
    return;
  }
  for (const wait of waits) {
    if (wait > 0) await transport.wait(wait);
    if ((await cameToNow(step, jobId, transport)) === 'done') return;
  }
  throw new NotYetSeen(`Oozie accepted "${command.do}" for ${jobId}, but it doesn’t show yet.`);
}

async function cameToNow(step: OutboxStep, jobId: string, transport: Transport) {
  const { command, before = [] } = askedActions.parse(step.payload);
  return cameTo(command, before, await read(jobId, command, transport));
}

/**
 * Whether a command whose answer was lost was carried out.
 * @throws {CannotTell}
 */
export async function isDoneForActions(
  step: OutboxStep,
  jobId: string,
  transport: Transport,
): Promise<boolean> {
  const verdict = await cameToNow(step, jobId, transport);
  if (verdict !== 'unclear') return verdict === 'done';
  const { command } = askedActions.parse(step.payload);
  throw new CannotTell(
    `${command.do}: the answer was lost, and whether Oozie has done it can’t be told from the actions of ${jobId}: some were changed since. Look at them; retry asks for it again.`,
  );
}
