import type { EngineWorker, SharedEngineWorker } from '../worker/engine-workers.ts';
import type { MessageEnd, MessagePortEnd, ToPage, ToWorker } from '../worker/messages.ts';
import type { SharedScope } from '../worker/serve-howdah.ts';

/** One end of a channel, as a browser's. `hears` false: a thread that is busy for ever. */
function endOf<In>(port: MessagePort, hears = () => true): MessagePortEnd<In> {
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (_, listener) =>
      port.addEventListener('message', (event) => {
        if (hears()) listener(event);
      }),
    start: () => port.start(),
    close: () => port.close(),
  };
}

/** A dedicated worker on a thread of messages. */
export function dedicatedThread(serve: (scope: MessageEnd<ToWorker>) => void): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  serve(endOf(port2));
  port2.start();
  port1.start();
  const page = endOf<ToPage>(port1);
  return {
    postMessage: page.postMessage,
    addEventListener(type: 'message' | 'error', listener: (event: never) => void) {
      if (type === 'message') page.addEventListener('message', (event) => listener(event as never));
    },
    terminate: () => port1.close(),
  };
}

/** A shared worker on a thread of messages: `connect` is what each page's `new SharedWorker` comes to. */
export function sharedThread(
  serve: (scope: SharedScope) => void,
  hears = () => true,
): { connect(): SharedEngineWorker } {
  const connected: ((event: { ports: readonly MessagePortEnd<ToWorker>[] }) => void)[] = [];
  serve({ onconnect: null, addEventListener: (_, listener) => connected.push(listener) });
  return {
    connect() {
      const { port1, port2 } = new MessageChannel();
      for (const listener of connected) listener({ ports: [endOf(port2, hears)] });
      return { port: endOf<ToPage>(port1), addEventListener: () => {} };
    },
  };
}
