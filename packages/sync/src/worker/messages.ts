import { HowdahError, type HowdahErrorCode } from '../howdah-error.ts';
import type { SyncStatus } from '../view/view-types.ts';

/** What a page tells its worker. Everything else goes through the database, which both have open. */
export type ToWorker =
  | ToStart
  | { howdah: 'ping' }
  /** The network seems to be back. */
  | { howdah: 'online' }
  | { howdah: 'stop' };

/** The database is open and has its stores. */
export interface ToStart {
  howdah: 'start';
  database: string;
  /** The mark by which a lost database is recognised. */
  born: string | undefined;
  /** The lock that the page holds as long as it lives; undefined where the worker dies with it. */
  lifeline: string | undefined;
  /** A shared worker that doesn't answer was given up: the lead is taken from it, should it have it. */
  gaveUp: boolean;
}

/** What a worker tells its page. */
export type ToPage =
  | { howdah: 'role'; role: SyncStatus['role'] }
  /** The lock that a shared worker holds as long as it lives. */
  | { howdah: 'alive'; lifeline: string }
  | { howdah: 'pong' }
  | { howdah: 'born'; mark: string }
  | { howdah: 'failed'; error: CarriedError }
  | { howdah: 'stopped' };

/** An error as it goes through `postMessage`, which keeps neither the class nor the code. */
export interface CarriedError {
  message: string;
  code: HowdahErrorCode | undefined;
  stack: string | undefined;
}

export function carried(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { message: String(error), code: undefined, stack: undefined };
  return {
    message: error.message,
    code: error instanceof HowdahError ? error.code : undefined,
    stack: error.stack,
  };
}

/** The error as it was thrown in the worker: its class, code and text, and where. */
export function arrived({ message, code, stack }: CarriedError): Error {
  const error = code === undefined ? new Error(message) : new HowdahError(code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** Either end: a worker as its page sees it, or the worker's own global scope. */
export interface MessageEnd<In> {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: In }) => void): void;
}

/** Either end of the way between a page and a shared worker. */
export type MessagePortEnd<In> = MessageEnd<In> & { start(): void; close(): void };
