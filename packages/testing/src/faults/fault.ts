import type { Gate } from './gate.ts';

/** A request as a fault's `match` sees it: read fully, before anything was forwarded. */
export interface MatchableRequest {
  /** How many requests came before this one, and one more: the first is 1. */
  readonly number: number;
  /** `GET`, `POST`, … */
  readonly method: string;
  /** Path without the query, as sent: `/oozie/v1/jobs`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The whole body as UTF-8 text; empty when there is none. */
  readonly body: string;
}

/** When something happens, seen from the server: before it gets the request, or after it has answered. */
export type Moment = 'before-forwarding' | 'before-answering';

/** What goes wrong with a matching request. */
export type FaultAction =
  /** The connection breaks before the server sees the request. */
  | { readonly kind: 'drop-request' }
  /** The server acts and answers; the connection breaks before the client learns of it. */
  | { readonly kind: 'drop-response' }
  /**
   * `ms` milliseconds pass. Default moment: `before-forwarding`. With `late`, the request reaches the server even when
   * the client has given it up meanwhile, as what is already in the network does.
   */
  | { readonly kind: 'delay'; readonly ms: number; readonly when?: Moment; readonly late?: boolean }
  /** The server gets the request twice, one after the other; the client gets the second answer. */
  | { readonly kind: 'duplicate' }
  /** The client is answered as always; `ms` milliseconds later, the server gets the same request once more. */
  | { readonly kind: 'repeat'; readonly ms: number }
  /**
   * Stands aside until so many later requests (default 1) were answered, or `ms` milliseconds (default 1,000) have passed.
   * Default moment: `before-forwarding`.
   */
  | { readonly kind: 'overtaken'; readonly by?: number; readonly ms?: number; readonly when?: Moment }
  /** The client gets the first `bytes` bytes of the answer's body, then the connection breaks. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** The client is given a made-up answer; the server never sees the request. */
  | ({ readonly kind: 'status' } & CannedAnswer)
  /** A login or error page with status 200 (or `status`) instead of an answer; nothing is forwarded. */
  | { readonly kind: 'html-page'; readonly status?: number }
  /** The server acts and answers, but the client gets this answer: a failure after the commit. */
  | ({ readonly kind: 'status-after' } & CannedAnswer)
  /** No answer, ever: the connection stays open until `stop`. Default moment: `before-forwarding`. */
  | { readonly kind: 'stall'; readonly when?: Moment }
  /** Waits for `gate.release()`. Default moment: `before-answering`, so the server has acted. */
  | { readonly kind: 'hold'; readonly gate: Gate; readonly when?: Moment };

/** An answer that is made up. */
export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One rule: which requests it hits, how often, and what it does to them. */
export interface Fault {
  readonly match: (request: MatchableRequest) => boolean;
  /** How many matching requests it hits before it wears off. Default 1; `Number.POSITIVE_INFINITY` for all. */
  readonly times?: number;
  readonly action: FaultAction;
}
