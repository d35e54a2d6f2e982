import { hasOpenIntent } from '../journal/open-intents.ts';
import { inState } from '../outbox/outbox.ts';
import { setPaused } from '../pause/paused.ts';
import type { Profile } from './profile.fixture.ts';

/** How long, in virtual ms, it may take until both sides rest: late messages, the slowest retries, sweeps. */
const patience = 20 * 60_000;

/** Longer, in virtual ms, than any message is late. */
const lateBy = 61_000;

/**
 * Heals the network and lets time pass until nothing is left to do, every late message has come, and a look at
 * everything finds nothing new.
 * @throws {Error} when it never rests
 */
export async function comeToRest(profile: Profile): Promise<void> {
  const { clock, network, oozie } = profile;
  network.clear();
  network.offline(false);
  oozie.setSystemMode('NORMAL');
  await setPaused(profile.app, undefined, false);
  profile.hideTabs(false);
  profile.fillDisk(() => false);
  for (const tab of profile.tabs) tab.crashAfter(Number.POSITIVE_INFINITY);
  if (profile.tabs.length === 0) profile.openTab();
  let changes = 0;
  const unwatch = profile.watchRows(() => {
    changes += 1;
  });
  const end = clock.elapsed() + patience;
  const untilIdle = () => clock.runUntil(async () => !(await isBusy(profile)), end - clock.elapsed());
  try {
    if (profile.mayBeLate) await clock.advance(lateBy);
    for (;;) {
      await untilIdle();
      const before = changes;
      await lookAtEverything(profile);
      await untilIdle();
      if (changes === before) return;
    }
  } catch (error) {
    throw new Error(`It does not come to rest.\n${network.trace().slice(-4_000)}`, { cause: error });
  } finally {
    unwatch();
  }
}

/** Finds what the feed finds some time, such as a submission that came a second time, long after the first. */
async function lookAtEverything({ clock, tabs }: Profile): Promise<void> {
  let hasLooked = false;
  tabs[0]?.howdah.refresh().then(() => {
    hasLooked = true;
  });
  await clock.runUntil(() => hasLooked);
}

/** Whether anything waits to be looked at, sent or settled. */
export async function isBusy({ app }: Pick<Profile, 'app'>): Promise<boolean> {
  return app.read(['howdah_intents', 'howdah_outbox', 'howdah_journal'], async (transaction) => {
    if (await hasOpenIntent(transaction)) return true;
    for (const state of ['queued', 'sending', 'unknown'] as const) {
      if ((await transaction.count('howdah_outbox', inState(state))) > 0) return true;
    }
    return false;
  });
}
