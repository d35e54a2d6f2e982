import type { Hono } from 'hono';
import type { FeedHub, FeedMessage } from './feed-hub.ts';
import type { Identity } from './oozie-watch.ts';
import type { GatewayEnvironment } from './proxy.ts';
import { refuse } from './refusal.ts';

/** Where browsers listen for hints that something changed on Oozie. */
export const feedPath = '/howdah/feed';

/** Where Oozie's notifications go. */
export const notificationPath = '/howdah/notify';

/** How many seconds those who found no room are asked to stay away. */
const comeBackAfter = 60;

/** Adds the feed's addresses. A feed needs no more than one connection of each browser profile. */
export function addFeedRoutes(app: Hono<GatewayEnvironment>, hub: FeedHub, heartbeatMs = 15_000): void {
  app.get(feedPath, (c) => {
    if (hub.isFull) {
      return refuse(
        503,
        {
          error: 'too-many-listeners',
          what: 'As many browsers as this gateway takes are listening for changes already.',
          whatToDo: 'Ask Oozie itself from time to time, and try again later.',
        },
        { 'Retry-After': String(comeBackAfter) },
      );
    }
    const cookie = c.req.header('cookie');
    const user = c.req.query('user.name');
    const identity = {
      ...(cookie === undefined ? {} : { cookie }),
      ...(user === undefined ? {} : { user }),
    };
    return new Response(eventStream(hub, identity, c.req.header('last-event-id'), heartbeatMs), {
      headers: {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store, no-transform',
        // Or nginx waits for more before it passes anything on.
        'X-Accel-Buffering': 'no',
      },
    });
  });
  app.get(notificationPath, (c) => {
    hub.notified();
    return c.text('ok');
  });
}

function eventStream(
  hub: FeedHub,
  identity: Identity,
  lastId: string | undefined,
  heartbeatMs: number,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  /** What a slow reader hasn't been sent: the newest of each event stands for those before it. */
  const waiting = new Map<FeedMessage['event'], FeedMessage>();
  let leave = () => {};
  let heartbeat: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(heartbeat);
    leave();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string) => controller.enqueue(encoder.encode(text));
        write(': howdah\n\n');
        leave = hub.add(
          {
            identity,
            send(message) {
              if ((controller.desiredSize ?? 0) > 0) write(printed(message));
              else waiting.set(message.event, message);
            },
            end() {
              clearInterval(heartbeat);
              controller.close();
            },
          },
          lastId,
        );
        heartbeat = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) write(':\n\n');
        }, heartbeatMs);
      },
      pull(controller) {
        for (const message of waiting.values()) controller.enqueue(encoder.encode(printed(message)));
        waiting.clear();
      },
      cancel: stop,
    },
    { highWaterMark: 8 },
  );
}

const printed = ({ event, id, data }: FeedMessage): string =>
  `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
