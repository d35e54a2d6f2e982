import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { CannedAnswer, FaultAction, Moment } from './fault.ts';
import { readWhole, relayRequest, type WholeAnswer, writeWhole } from './relay.ts';

const loginPage =
  '<!doctype html><html lang="en"><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>';

/** What a fault has to work with: one request, read fully, and the server behind the proxy. */
export interface FaultyExchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly body: Buffer;
  readonly target: URL;
  /** Aborts when the proxy stops or the client goes away. */
  readonly signal: AbortSignal;
}

/** Does to one request what the fault says. Resolves when nothing more will happen to it. */
export async function commitFault(action: FaultAction, exchange: FaultyExchange): Promise<void> {
  const { incoming, outgoing, signal } = exchange;
  const ask = async () => readWhole(await relayRequest(incoming, exchange.body, exchange.target, signal));
  switch (action.kind) {
    case 'drop-request':
      outgoing.destroy();
      return;
    case 'drop-response':
      await ask();
      outgoing.destroy();
      return;
    case 'delay':
      return answerAfter(ask, outgoing, action.when ?? 'before-forwarding', () =>
        pause(action.ms, undefined, { signal }),
      );
    case 'duplicate':
      await ask();
      writeWhole(await ask(), outgoing);
      return;
    case 'truncate':
      await writeCut(await ask(), action.bytes, outgoing);
      return;
    case 'status':
      writeCanned(action, outgoing);
      return;
    case 'html-page':
      writeCanned(
        {
          status: action.status ?? 200,
          headers: { 'Content-Type': 'text/html; charset=utf-8' },
          body: loginPage,
        },
        outgoing,
      );
      return;
    case 'status-after':
      await ask();
      writeCanned(action, outgoing);
      return;
    case 'stall':
      if ((action.when ?? 'before-forwarding') === 'before-answering') await ask();
      return aborted(signal);
    case 'hold':
      return answerAfter(ask, outgoing, action.when ?? 'before-answering', async () => {
        action.gate.arrive();
        await Promise.race([action.gate.released, aborted(signal)]);
      });
  }
}

async function answerAfter(
  ask: () => Promise<WholeAnswer>,
  outgoing: ServerResponse,
  when: Moment,
  wait: () => Promise<void>,
): Promise<void> {
  if (when === 'before-forwarding') await wait();
  const answer = await ask();
  if (when === 'before-answering') await wait();
  if (!outgoing.destroyed) writeWhole(answer, outgoing);
}

function writeCanned(answer: CannedAnswer, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.status, { ...answer.headers });
  outgoing.end(answer.body ?? '');
}

function writeCut(answer: WholeAnswer, bytes: number, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(answer.status, answer.statusMessage, answer.rawHeaders);
  outgoing.write('', 'latin1');
  return new Promise((resolve) => {
    const cut = () => {
      outgoing.destroy();
      resolve();
    };
    const kept = answer.body.subarray(0, bytes);
    if (kept.length > 0) outgoing.write(kept, cut);
    else setImmediate(cut);
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
