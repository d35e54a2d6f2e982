import { setTimeout as pause } from 'node:timers/promises';
import type { Collection } from '../collection/collection.ts';
import { coordinators, workflowRuns } from '../collection/collection.ts';
import { disagreements } from './agreement.ts';
import { happen } from './happen.fixture.ts';
import { type Happening, printHistory } from './happening.fixture.ts';
import type { Schedule, Survey } from './inspection.ts';
import { chance } from './play.ts';
import { createRealProfile, type RealProfile } from './real-profile.fixture.ts';
import { isBusy } from './rest.ts';
import type { JobsThere, Noted } from './stage.ts';
import { createWishes, type Wishes } from './wishes.ts';

export interface RealServer {
  readonly oozieUrl: string;
  readonly definitionRoot: string;
}

/** Ends by itself, at once; a coordinator's needs no property. */
const round = `<workflow-app name="round" xmlns="uri:oozie:workflow:1.0"><start to="end"/><end name="end"/></workflow-app>`;

/** Ends by itself, at once. */
const assessment = `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="assess"/>
  <decision name="assess">
    <switch><case to="end">\${severity gt 5}</case><default to="end"/></switch>
  </decision>
  <end name="end"/>
</workflow-app>`;

const rounds = (
  start: string,
) => `<coordinator-app name="\${jobName}" frequency="600" start="${start}" end="\${endTime}" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <controls><concurrency>\${concurrency}</concurrency></controls>
  <action><workflow><app-path>\${workflowPath}</app-path></workflow></action>
</coordinator-app>`;

/** The app's collections, with definitions that a real Oozie carries out; schedules have just begun. */
function collectionsNow(): readonly Collection[] {
  const definition = rounds(`${new Date(Date.now() - 2 * minute).toISOString().slice(0, 16)}Z`);
  return [
    workflowRuns<Survey>({
      store: 'surveys',
      outgoing: { index: 'status', equals: 'finished' },
      toOozie: ({ id, severity, wanted }) => ({
        definition: assessment,
        properties: { jobName: id, severity },
        ...(wanted === undefined ? {} : { state: wanted }),
      }),
      fromOozie: ({ id, status, gone }) => ({ jobId: id, jobStatus: gone ? 'GONE' : status }),
    }),
    coordinators<Schedule>({
      store: 'schedules',
      onFixedChange: 'update',
      toOozie: ({ id, end, pause: pauseTime, concurrency, revision, wanted }) => ({
        name: id,
        definition,
        workflows: { workflowPath: round },
        properties: { jobName: id, revision: revision ?? 0 },
        endTime: end,
        pauseTime,
        concurrency,
        ...(wanted === undefined ? {} : { state: wanted }),
      }),
      fromOozie: ({ coordJobId, status, gone, endTime, pauseTime, concurrency }) => ({
        jobId: coordJobId,
        jobStatus: gone ? 'GONE' : status,
        end: endTime ?? 0,
        pause: pauseTime,
        concurrency,
      }),
    }),
  ];
}

const minute = 60_000;
const day = 86_400_000;
/** In ms. */
const longestPause = 400;
/** How long, in ms, both sides may take until they rest and agree. */
const patience = 90_000;

/**
 * Lets a history happen on a real Oozie, heals everything, and waits until both sides agree. Gives the states that its
 * rows ended in.
 * @throws {Error} with what is wrong, the history and every request, when they don't
 */
export async function playForReal(
  server: RealServer,
  history: readonly Happening[],
  seed: number,
  user: string,
): Promise<readonly string[]> {
  const begin = Math.floor(Date.now() / day) * day + 2 * day;
  const profile = await createRealProfile({
    ...server,
    user,
    begin,
    collections: collectionsNow(),
    random: chance(seed),
  });
  const between = chance(seed);
  const asked = new Map<string, number>();
  const wishes = createWishes();
  const noted: Noted = {
    asksAnew: (id) => asked.set(id, (asked.get(id) ?? 0) + 1),
    wishes,
    published: createWishes(),
    commands: { asked() {}, takesBack() {} },
    unseen: { changedThere() {} },
    clockJumped() {},
    started: { look() {} },
  };
  try {
    profile.openTab();
    for (const what of history) {
      if (isOfSomebody(what)) await profile.oozie.look();
      await happen(profile, noted, what);
      // Some of what follows from it follows before the next thing happens.
      await pause(between() * longestPause);
    }
    await profile.heal();
    const wrong = await agreement(profile, wishes, asked);
    if (wrong.length > 0)
      throw new Error(`${wrong.join('\n')}\n${printHistory(history)}\n${profile.trace()}`);
    const journals = await profile.app.read(['howdah_journal'], (transaction) =>
      transaction.page('howdah_journal'),
    );
    return journals.map(({ state }) => state);
  } finally {
    await profile.end();
  }
}

const isOfSomebody = ({ does }: Happening) =>
  does === 'command there' || does === 'change there' || does === 'job ends';

/** What still differs when patience is at its end; nothing, as soon as nothing does. */
async function agreement(
  profile: RealProfile,
  wishes: Wishes,
  asked: ReadonlyMap<string, number>,
): Promise<string[]> {
  const end = Date.now() + patience;
  for (;;) {
    const isIdle = !(await isBusy(profile));
    if (isIdle) await Promise.race([profile.tabs[0]?.howdah.refresh(), pause(10_000)]);
    const jobs = await profile.oozie.look();
    const again = startedTooOften(jobs, asked);
    if (again.length > 0) return again;
    const found = isIdle ? await disagreements(profile, { wishes }) : ['1: there is still something to do'];
    if (found.length === 0 && !(await isBusy(profile))) return [];
    if (Date.now() > end) return found;
    await pause(500);
  }
}

function startedTooOften(
  { workflows, coordinators: all }: JobsThere,
  asked: ReadonlyMap<string, number>,
): string[] {
  const begun = [...workflows.filter(({ startTime, parentId }) => startTime !== null && !parentId), ...all];
  const names = new Set(begun.map(({ appName }) => appName));
  return [...names].flatMap((name) => {
    const ids = begun.flatMap(({ appName, id }) => (appName === name ? [id] : []));
    return ids.length > (asked.get(name) ?? 0)
      ? [`2: ${name} began ${ids.length} times: ${ids.join(', ')}`]
      : [];
  });
}
