import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { type Collection, workflowRuns } from '../collection/collection.ts';
import type { Howdah } from '../engine/options.ts';
import { HowdahError } from '../howdah-error.ts';
import { appDatabase } from '../testing-ground/app-database.ts';
import { dedicatedThread } from '../testing-ground/message-threads.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import { connectHowdah } from './connect-howdah.ts';
import type { EngineWorker } from './engine-workers.ts';
import { serveHowdah } from './serve-howdah.ts';

const surveys = workflowRuns<{ id: string }>({
  store: 'surveys',
  toOozie: () => ({ definition: '<workflow-app/>', properties: {} }),
  fromOozie: () => ({}),
});

let howdah: Howdah | undefined;
afterEach(async () => {
  await howdah?.stop();
  howdah = undefined;
});

const serving = (collections: readonly Collection[] = [surveys]) => {
  const locks = queuedLocks();
  return () =>
    dedicatedThread((scope) =>
      serveHowdah(scope, {
        collections,
        locks,
        oozie: {
          url: 'http://oozie.invalid/oozie',
          fetch: () => Promise.reject(new TypeError('no network')),
        },
      }),
    );
};

const roleIs = (role: string) => vi.waitFor(() => expect(howdah?.status.current?.role).toBe(role));

it('gives the page the engine’s role and takes it back when it is stopped', async () => {
  howdah = await connectHowdah(serving(), { database: await appDatabase(), collections: [surveys] });
  howdah.status.subscribe(() => {});
  await roleIs('leader');
  await vi.waitFor(() => expect(howdah?.status.current?.connection).toBe('offline'));
  await howdah.stop();
  expect(howdah.status.current?.role).toBe('stopped');
});

it('throws what was thrown in the worker, with its type, code and text', async () => {
  const nowhere = { ...surveys, store: 'nowhere' };
  const database = await appDatabase();
  const failed = await connectHowdah(serving([nowhere]), { database, collections: [nowhere] }).catch(
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(HowdahError);
  expect(failed).toMatchObject({ code: 'store-unknown', message: expect.stringContaining('"nowhere"') });
});

it('ends a worker that doesn’t answer any more, starts another, and tells', async () => {
  const serve = serving();
  let made = 0;
  const ended = vi.fn();
  const hung = (): EngineWorker => ({
    ...dedicatedThread((scope) =>
      scope.addEventListener('message', ({ data }) => {
        if (data.howdah === 'start') scope.postMessage({ howdah: 'role', role: 'leader' });
      }),
    ),
    terminate: ended,
  });
  howdah = await connectHowdah(
    () => {
      made += 1;
      return made === 1 ? hung() : serve();
    },
    { database: await appDatabase(), collections: [surveys], patienceMs: 300 },
  );
  howdah.activity.subscribe(() => {});
  await vi.waitFor(() =>
    expect(howdah?.activity.current?.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('the worker of the engine didn’t answer'),
        expect.stringContaining('the lead is taken'),
      ]),
    ),
  );
  expect(ended).toHaveBeenCalled();
  expect(made).toBeGreaterThan(1);
});
