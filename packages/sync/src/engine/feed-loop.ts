import { type SeenOrder, scanBundles, scanCoordinators } from '../feed/scan-coordinators.ts';
import { scanWorkflows } from '../feed/scan-workflows.ts';
import { sweep } from '../feed/sweep.ts';
import type { EngineContext } from '../settle/context.ts';
import { connectionAfter } from '../transport/outcome.ts';
import type { Alarm } from './alarm.ts';
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

/**
 * Looks at Oozie again and again for what changed there, until the signal aborts: a scan of lists each time, and a
 * sweep over the jobs of the app's rows now and then. Never a list of everything.
 */
export async function runFeed(
  context: EngineContext,
  alarm: Alarm,
  guard: ConnectionGuard,
  pollIntervalMs: number,
): Promise<void> {
  let looks = 0;
  let lastNewsAt = context.elapsed();
  let activeSweepAt = Number.NEGATIVE_INFINITY;
  let fullSweepAt = Number.NEGATIVE_INFINITY;
  let coordinatorsSeen: SeenOrder = [];
  let bundlesSeen: SeenOrder = [];

  async function look(): Promise<void> {
    const asked = await askedRefresh(context.store);
    const now = context.elapsed();
    const isFull = asked !== undefined || now >= fullSweepAt;
    if (isFull || now >= activeSweepAt) {
      await sweep(context, { activeOnly: !isFull });
      activeSweepAt = now + activeSweepEvery;
      if (isFull) fullSweepAt = now + fullSweepEvery;
    }
    const workflows = await scanWorkflows(context);
    const coordinators = await scanCoordinators(context, coordinatorsSeen);
    coordinatorsSeen = coordinators.order;
    let changed = workflows.changed + coordinators.changed;
    if (context.mirrorAll || isFull || looks % bundlesEvery === 0) {
      const bundles = await scanBundles(context, bundlesSeen);
      bundlesSeen = bundles.order;
      changed += bundles.changed;
    }
    looks += 1;
    if (changed > 0) lastNewsAt = context.elapsed();
    if (asked !== undefined) await answeredRefresh(context, asked);
  }

  while (!context.signal.aborted) {
    if (guard.heldFor() === 0) {
      try {
        await look();
        await guard.tell({ connection: 'online', connectionProblem: null });
      } catch (error) {
        if (context.signal.aborted) return;
        const connection = connectionAfter(error);
        if (connection === undefined) throw error;
        await guard.tell(connection);
      }
    }
    const isLively = (await hasWork(context)) || context.elapsed() - lastNewsAt < livelyFor;
    const interval = pollIntervalMs * (isLively ? 1 : restFactor);
    await alarm.sleep(Math.max(interval, guard.heldFor()), context.signal);
  }
}

/** Whether a row waits for its job, or a workflow is under way: then news are expected. */
async function hasWork(context: EngineContext): Promise<boolean> {
  return context.store.read(['howdah_journal', 'howdah_jobs'], async (transaction) => {
    const working = await transaction.page('howdah_journal', { index: 'state', equals: 'working', limit: 1 });
    if (working.length > 0) return true;
    const running = await transaction.page('howdah_jobs', {
      index: '[status+createdTime+id]',
      above: ['RUNNING'],
      below: ['RUNNING', Number.POSITIVE_INFINITY],
      descending: true,
      limit: 50,
    });
    return running.some(({ type, gone }) => type === 'workflow' && !gone);
  });
}
