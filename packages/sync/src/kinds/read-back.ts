import { OozieError } from '@howdah/oozie-client';
import type { OutboxStep } from '../store/tables.ts';
import type { Found, FullRead, Kind, Transport } from './kind.ts';

/** Waits between reads after a command, in ms: Oozie answers 200 before, and even without, acting on it. */
const readBackWaits = [0, 150, 400, 1_000];

/** A command that Oozie answered with 200 hasn't shown yet; whether it ever will is found out by looking again. */
export class NotYetSeen extends Error {
  override readonly name = 'NotYetSeen';
}

/** What was asked for; undefined when Oozie doesn't have the job (any more). */
export async function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof OozieError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** A full read of a job, or the news that it is gone. */
export async function fullRead(id: string, asked: Promise<object>): Promise<FullRead> {
  const job = await unlessGone(asked);
  return job === undefined ? { id, gone: true } : { id, gone: false, job };
}

export function foundOf(step: OutboxStep, read: FullRead, started = true): Found {
  return { link: { jobId: read.id, bundleId: step.job?.bundleId ?? null, started }, job: read };
}

/**
 * A look right after a command that Oozie accepted. That it fails says nothing of the command, which was carried out.
 * @throws {NotYetSeen} when it fails
 */
export async function afterAccepted<T>(action: string, jobId: string, look: Promise<T>): Promise<T> {
  try {
    return await look;
  } catch (error) {
    if (!(error instanceof OozieError)) throw error;
    const message = `Oozie accepted "${action}" for ${jobId}, and couldn’t be looked at right after: ${error.message}`;
    throw new NotYetSeen(message, { cause: error });
  }
}

/**
 * Reads the job until it has what the step brought, or what somebody else made of it right after.
 * @throws {NotYetSeen} when it hasn't after some time
 */
export async function readBack(
  kind: Kind,
  step: OutboxStep,
  jobId: string,
  transport: Transport,
): Promise<FullRead> {
  for (const wait of readBackWaits) {
    if (wait > 0) await transport.wait(wait);
    const read = await afterAccepted(step.action, jobId, kind.read(jobId, transport));
    if (read.gone || kind.agrees(step, read.job) || kind.changedAgain(step, read.job)) return read;
  }
  throw new NotYetSeen(`Oozie accepted "${step.action}" for ${jobId}, but it doesn’t show yet.`);
}
