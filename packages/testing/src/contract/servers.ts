import { createVirtualClock } from '../clock/virtual-clock.ts';
import { createModelOozie, type ModelOozie } from '../model-oozie/model-oozie.ts';
import type { Settings } from '../model-oozie/oozie-state.ts';
import type { Server } from './conversation.ts';

/** What the Oozie that the tests boot is set up with, so that its services take seconds and not minutes. */
export const brisk: Partial<Settings> = {
  baseUrl: 'http://127.0.0.1:11000/oozie',
  defaultFileSystem: 'file:///',
  statusTransit: 1_000,
  pauseTransit: 1_000,
  materialization: 2_000,
  materializationLookup: 2_000,
  checkMaximumFrequency: false,
};

/** A model to talk to, in which a moment is a tenth of a second. */
export function modelServer(): Server & { readonly oozie: ModelOozie } {
  const clock = createVirtualClock({ startAt: Date.parse('2026-11-23T05:00Z') });
  const oozie = createModelOozie({ clock, settings: brisk, startedAt: clock.now() - 3_600_000 });
  return {
    oozie,
    url: 'http://127.0.0.1:11000/oozie',
    fetch: oozie.fetch,
    root: 'file:///model',
    now: clock.now,
    wait: () => clock.advance(100),
    moments: 60,
  };
}

/** A real Oozie to talk to. */
export function realServer(url: string, root: string): Server {
  return {
    url,
    fetch: globalThis.fetch,
    root,
    now: Date.now,
    wait: () => new Promise((resolve) => setTimeout(resolve, 100)),
    // What finds a job locked waits 5 s for it, and then 10 s for its next turn.
    moments: 300,
  };
}
