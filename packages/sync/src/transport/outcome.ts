import { OozieError } from '@howdah/oozie-client';
import { NothingSubmitted } from '../kinds/definition-store.ts';
import { NotAsAsked, Overtaken } from '../kinds/not-as-asked.ts';
import { NotYetSeen } from '../kinds/read-back.ts';
import { SpecError } from '../kinds/spec-error.ts';
import type { StepEvent } from '../outbox/step-machine.ts';
import type { SyncStatus } from '../view/view-types.ts';

export type Connection = Pick<SyncStatus, 'connection' | 'connectionProblem'>;

/** What a failed request means for the step that it was sent for. */
export interface Failure {
  event: Extract<StepEvent, 'refused' | 'not-sent' | 'lost'>;
  message: string;
  code: string | null;
  field: string | null;
  /** What the failure says about the connection; undefined when Oozie answered. */
  connection: Connection | undefined;
  /** How long the server asks to wait, in ms. */
  retryAfterMs: number | undefined;
}

/** What an error of the client says about the way to Oozie; undefined when Oozie itself answered. */
export function connectionAfter(error: unknown): Connection | undefined {
  if (!(error instanceof OozieError)) return undefined;
  switch (error.kind) {
    case 'unreachable':
    case 'timeout':
    case 'malformed-answer':
      return { connection: 'offline', connectionProblem: error.message };
    case 'unauthenticated':
      return { connection: 'signed-out', connectionProblem: error.message };
    case 'safe-mode':
      return { connection: 'safe-mode', connectionProblem: error.message };
    case 'throttled':
    case 'server-error':
      return error.code === undefined
        ? { connection: 'offline', connectionProblem: error.message }
        : undefined;
    default:
      return undefined;
  }
}

/** How long the server asks to be left alone, in ms; undefined when it doesn't. */
export const retryAfter = (error: unknown): number | undefined =>
  error instanceof OozieError ? error.retryAfterMs : undefined;

function eventFor(error: OozieError): Failure['event'] {
  if (error.reachedServer === 'no') return error.kind === 'invalid-request' ? 'refused' : 'not-sent';
  if (error.reachedServer === 'yes') {
    // These say nothing about the row: the same request can go through later.
    const passes = ['unauthenticated', 'safe-mode', 'throttled'].includes(error.kind);
    return passes ? 'not-sent' : 'refused';
  }
  return 'lost';
}

/**
 * Sorts a failure by the only question that matters: may Oozie have acted on it? A refusal is final for the row; what
 * certainly wasn't carried out is sent again; everything else is settled by looking.
 */
export function failureOf(error: unknown): Failure {
  const nothingDone = error instanceof NothingSubmitted;
  const cause = nothingDone ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  const none = { code: null, field: null, connection: undefined, retryAfterMs: undefined };
  if (cause instanceof OozieError) {
    const event = eventFor(cause);
    return {
      ...none,
      event: nothingDone && event === 'lost' ? 'not-sent' : event,
      message,
      code: cause.innerCode ?? cause.code ?? null,
      connection: connectionAfter(cause),
      retryAfterMs: cause.retryAfterMs,
    };
  }
  if (cause instanceof SpecError) return { ...none, event: 'refused', message, field: cause.field };
  if (cause instanceof NotAsAsked) return { ...none, event: 'refused', message };
  if (cause instanceof Overtaken) return { ...none, event: 'not-sent', message };
  if (cause instanceof NotYetSeen) {
    // Its cause, if any, is why the look after the command failed: that says nothing of the command, but of the way.
    const { cause: look } = cause;
    return {
      ...none,
      event: 'lost',
      message,
      connection: connectionAfter(look),
      retryAfterMs: retryAfter(look),
    };
  }
  if (!nothingDone) return { ...none, event: 'lost', message };
  // Not Oozie but the way to it: the gateway didn't tell where definitions go.
  return {
    ...none,
    event: 'not-sent',
    message,
    connection: { connection: 'offline', connectionProblem: message },
  };
}
