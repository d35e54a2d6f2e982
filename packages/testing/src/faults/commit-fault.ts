import type { CannedAnswer, FaultAction, Moment } from './fault.ts';

const signInPage =
  '<!doctype html><html lang="en"><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>';

/** What a fault has to work with: one request, read fully, the server that it is for, and the client that waits. */
export interface FaultyExchange<Answer> {
  /** Has the server act on the request, and gives its answer. `late`: even when the client has gone. */
  ask(late?: boolean): Promise<Answer>;
  give(answer: Answer): void;
  /** Gives the client the start of an answer, then breaks the connection. */
  giveCut(answer: Answer, bytes: number): void | Promise<void>;
  giveCanned(answer: CannedAnswer): void;
  /** Breaks the connection. */
  breakOff(): void;
  /** Waits `ms` milliseconds. `late`: even when the client has gone. */
  wait(ms: number, late?: boolean): Promise<void>;
  /** Resolves when so many later requests have been answered. */
  overtaken(by: number): Promise<void>;
  /** Aborts when the client goes away, or everything is stopped. */
  readonly signal: AbortSignal;
}

/** Does to one request what the fault says. Resolves when nothing more will happen to it. */
export async function commitFault<Answer>(
  action: FaultAction,
  exchange: FaultyExchange<Answer>,
): Promise<void> {
  switch (action.kind) {
    case 'drop-request':
      exchange.breakOff();
      return;
    case 'drop-response':
      await exchange.ask();
      exchange.breakOff();
      return;
    case 'delay':
      return answerAfter(exchange, action.when ?? 'before-forwarding', action.late ?? false, () =>
        exchange.wait(action.ms, action.late),
      );
    case 'duplicate':
      await exchange.ask();
      exchange.give(await exchange.ask());
      return;
    case 'repeat':
      exchange.give(await exchange.ask());
      await exchange.wait(action.ms, true);
      await exchange.ask(true);
      return;
    case 'overtaken':
      return answerAfter(exchange, action.when ?? 'before-forwarding', false, () =>
        Promise.race([exchange.overtaken(action.by ?? 1), exchange.wait(action.ms ?? 1_000)]),
      );
    case 'truncate':
      await exchange.giveCut(await exchange.ask(), action.bytes);
      return;
    case 'status':
      exchange.giveCanned(action);
      return;
    case 'html-page': {
      const headers = { 'Content-Type': 'text/html; charset=utf-8' };
      exchange.giveCanned({ status: action.status ?? 200, headers, body: signInPage });
      return;
    }
    case 'status-after':
      await exchange.ask();
      exchange.giveCanned(action);
      return;
    case 'stall':
      if ((action.when ?? 'before-forwarding') === 'before-answering') await exchange.ask();
      return aborted(exchange.signal);
    case 'hold':
      return answerAfter(exchange, action.when ?? 'before-answering', false, async () => {
        action.gate.arrive();
        await Promise.race([action.gate.released, aborted(exchange.signal)]);
      });
  }
}

async function answerAfter<Answer>(
  exchange: FaultyExchange<Answer>,
  when: Moment,
  late: boolean,
  wait: () => Promise<void>,
): Promise<void> {
  if (when === 'before-forwarding') await wait();
  const answer = await exchange.ask(late);
  if (when === 'before-answering') await wait();
  exchange.give(answer);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
