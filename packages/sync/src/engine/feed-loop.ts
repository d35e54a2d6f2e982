import type { Hints } from '../feed/hints.ts';
import { type SeenOrder, scanBundles, scanCoordinators } from '../feed/scan-coordinators.ts';
import { forgetCursor, type SeenRows, scanWorkflows } from '../feed/scan-workflows.ts';
import { sweep } from '../feed/sweep.ts';
import { findGone } from '../history/find-gone.ts';
import type { HistoryKeeper } from '../history/history.ts';
import type { KindName } from '../kinds/kind-names.ts';
import { assertEpoch } from '../leader/epoch.ts';
import type { Presence } from '../leader/presence.ts';
import { noteActivities, ofEngine } from '../settle/activity.ts';
import type { EngineContext } from '../settle/context.ts';
import type { Room } from '../storage/room.ts';
import { isQuotaExceeded } from '../store/storage-faults.ts';
import { connectionAfter, retryAfter } from '../transport/outcome.ts';
import type { Alarm } from './alarm.ts';
import { isAwaited, isLively } from './awaited.ts';
import type { ConnectionGuard } from './connection.ts';
import { answeredRefresh, askedRefresh } from './refresh.ts';

/** How often, in ms, jobs that rows are tied to are read one by one: active ones, and all of them. */
const activeSweepEvery = 60_000;
const fullSweepEvery = 30 * 60_000;

/** How many looks apart the bundles are, which change least. */
const bundlesEvery = 10;

/** How long after the last news, in ms, it is looked at the full rate. */
const livelyFor = 30_000;

/** How much slower it is looked at rest. */
const restFactor = 10;

/** A look that takes long, since Oozie or this machine has much to do, is followed by so many times as long a rest. */
const restAfterLook = 2;

/** The longest such rest, in ms. */
const longestSlowness = 10_000;

/** How often, in ms, it is looked while somebody else looks and would tell: hints can get lost. */
const hintedEvery = 60_000;

/** A difference between the clocks, in ms, that is no sleep of the machine. */
const shortestSleep = 60_000;

/** How long, in ms, nothing is done for nobody, unless something happens. */
const longestRest = 10 * 60_000;

export interface FeedParts {
  /** Rings when it is worth a look at once. */
  readonly alarm: Alarm;
  /** Rings when something changed here that may be waited for. */
  readonly restAlarm: Alarm;
  readonly guard: ConnectionGuard;
  readonly hints: Hints;
  readonly presence: Presence;
  readonly history: HistoryKeeper;
  readonly room: Room;
  readonly pollIntervalMs: number;
}

/**
 * Looks at Oozie again and again for what changed there, until the signal aborts: a scan of lists each time, and a
 * sweep over the jobs of the app's rows now and then. Never a list of everything, and nothing at all while nobody
 * looks on and nothing is waited for.
 */
export async function runFeed(
  context: EngineContext,
  { alarm, restAlarm, guard, hints, presence, history, room, pollIntervalMs }: FeedParts,
): Promise<void> {
  let looks = 0;
  let lastNewsAt = context.elapsed();
  let activeSweepAt = Number.NEGATIVE_INFINITY;
  let fullSweepAt = Number.NEGATIVE_INFINITY;
  let workflowsSeen: SeenRows = new Map();
  let coordinatorsSeen: SeenOrder = [];
  let bundlesSeen: SeenOrder = [];

  /** When it was looked last, by both clocks: the one that only goes forwards stands still while a machine sleeps. */
  let lastLook = { at: context.now(), elapsed: context.elapsed() };

  function countSleep(): void {
    const slept = context.now() - lastLook.at - (context.elapsed() - lastLook.elapsed);
    lastLook = { at: context.now(), elapsed: context.elapsed() };
    if (slept < shortestSleep) return;
    activeSweepAt -= slept;
    fullSweepAt -= slept;
  }

  async function look(): Promise<void> {
    countSleep();
    const asked = await askedRefresh(context.store);
    const now = context.elapsed();
    const isFull = asked !== undefined || now >= fullSweepAt;
    if (isFull || now >= activeSweepAt) {
      await sweep(context, { activeOnly: !isFull });
      activeSweepAt = now + activeSweepEvery;
      if (isFull) fullSweepAt = now + fullSweepEvery;
      await tidyUp(isFull);
    }
    const before = workflowsSeen;
    // What a scan that fails has seen counts no more.
    workflowsSeen = new Map();
    const workflows = await scanWorkflows(context, before);
    workflowsSeen = workflows.seen;
    let { changed, wentBack } = workflows;
    if (follows(context, 'coordinator')) {
      const coordinators = await scanCoordinators(context, coordinatorsSeen);
      coordinatorsSeen = coordinators.order;
      changed += coordinators.changed;
      wentBack ||= coordinators.wentBack;
    }
    const isBundlesTurn = context.mirrorAll || isFull || looks % bundlesEvery === 0;
    if (isBundlesTurn && follows(context, 'coordinator', 'bundle')) {
      const bundles = await scanBundles(context, bundlesSeen);
      bundlesSeen = bundles.order;
      changed += bundles.changed;
      wentBack ||= bundles.wentBack;
    }
    if (wentBack) await lookAnew();
    looks += 1;
    if (changed > 0) lastNewsAt = context.elapsed();
    if (asked !== undefined) await answeredRefresh(context, asked);
  }

  function forgetSeen(): void {
    workflowsSeen = new Map();
    coordinatorsSeen = [];
    bundlesSeen = [];
  }

  /** The room there is, and what is kept of jobs that are gone. */
  async function tidyUp(isThorough: boolean): Promise<void> {
    if (await room.look()) await lookFromTheBeginning();
    if (isThorough && context.mirrorAll) await findGone(context, 'oldest');
    await history.trim();
  }

  /** What changed while not everything was kept shows in no list from the cursor on. */
  async function lookFromTheBeginning(): Promise<void> {
    forgetSeen();
    await forgetCursor(context);
  }

  /** Oozie isn't as far as it was: its database was restored. Everything that rows are tied to is read again. */
  async function lookAnew(): Promise<void> {
    forgetSeen();
    await noteSetBack(context);
    await sweep(context, { activeOnly: false });
    if (context.mirrorAll) await findGone(context, 'newest');
  }

  while (!context.signal.aborted) {
    const isSeen = await presence.isAnybodyLooking();
    if (!isSeen && !(await isAwaited(context))) {
      hints.listen(false);
      await restAlarm.sleep(longestRest, context.signal);
      continue;
    }
    hints.listen(true);
    const began = context.elapsed();
    if (guard.heldFor('look') === 0) {
      try {
        await look();
        await guard.tell({ connection: 'online', connectionProblem: null }, 'look');
      } catch (error) {
        if (context.signal.aborted) return;
        const connection = connectionAfter(error);
        if (connection !== undefined) await guard.tell(connection, 'look', retryAfter(error));
        else if (isQuotaExceeded(error)) await room.full();
        else throw error;
      }
    }
    const isQuick = isSeen && ((await isLively(context)) || context.elapsed() - lastNewsAt < livelyFor);
    const polling = pollIntervalMs * (isQuick ? 1 : restFactor);
    const interval =
      isSeen && hints.isAlive && guard.isOpenFor('look') ? Math.max(polling, hintedEvery) : polling;
    const slowness = restAfterLook * (context.elapsed() - began);
    await alarm.sleep(
      Math.max(interval, Math.min(slowness, longestSlowness), guard.heldFor('look')),
      context.signal,
    );
  }
}

/** Whether jobs of some kinds are kept: everybody's, or those of declared collections. */
function follows({ mirrorAll, collections }: EngineContext, ...kinds: readonly KindName[]): boolean {
  return mirrorAll || [...collections.values()].some(({ kind }) => kinds.includes(kind.name));
}

async function noteSetBack(context: EngineContext): Promise<void> {
  const message = 'Oozie’s clock or jobs went back, as after a restored backup: all jobs are read again';
  await context.store.write(['howdah_meta', 'howdah_activity'], async (transaction) => {
    await assertEpoch(transaction, context.epoch);
    await noteActivities(transaction, [ofEngine(context.now(), message)]);
  });
}
