import type { Presence } from '../leader/presence.ts';
import type { DatabaseMemory } from '../storage/birth-mark.ts';

/** The feed of a gateway that hears of what comes through it, and of nothing else. */
export function createFeed() {
  const listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  let number = 0;
  const message = (event: string, data: object) =>
    encoder.encode(`event: ${event}\nid: ${number}\ndata: ${JSON.stringify(data)}\n\n`);

  function open(signal: AbortSignal | undefined): Response {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const leave = () => {
          if (listeners.delete(controller)) controller.error(signal?.reason);
        };
        listeners.add(controller);
        signal?.addEventListener('abort', leave, { once: true });
        controller.enqueue(message('state', { watching: true }));
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }

  return {
    open,
    hint() {
      number += 1;
      for (const listener of listeners) listener.enqueue(message('changed', { since: null, kinds: [] }));
    },
  };
}

/** Whether somebody looks at the profile's tabs. */
export function createSight(): Presence & { hide(hidden: boolean): void } {
  const listeners = new Set<() => void>();
  let isHidden = false;
  return {
    isAnybodyLooking: async () => !isHidden,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hide(hidden) {
      isHidden = hidden;
      for (const listener of [...listeners]) listener();
    },
  };
}

/** What a profile remembers beside its databases. */
export function createMemory(): DatabaseMemory {
  const marks = new Map<string, string>();
  return {
    recall: (database) => marks.get(database),
    remember: (database, mark) => marks.set(database, mark),
  };
}
