import 'fake-indexeddb/auto';
import { createOozieClient } from '@howdah/oozie-client';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  hour,
  inspectorsProfile,
  type Schedule,
  scheduleFromTomorrow,
  schedules,
  until,
} from '../testing-ground/inspectors-profile.ts';
import { hourlyCoordinator } from '../testing-ground/jobs.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'inspector' });
let profile: ReturnType<typeof inspectorsProfile>;

beforeEach(() => {
  profile = inspectorsProfile({ url, user: 'inspector', definitionRoot, timeoutMs: 5_000 });
});
afterEach(() => profile.closeAll());

const year2020 = Date.parse('2020-01-01T00:00Z');

/** Two hours of long ago, so two actions, which run at once. */
const twoHours = (id: string): Schedule => ({
  ...scheduleFromTomorrow(id),
  start: year2020,
  end: year2020 + 2 * hour,
  concurrency: 2,
});

/** Ends badly at once; with a retry an hour later, it runs for hours. */
const workflow = (retry = '') => `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="chmod"/>
  <action name="chmod" ${retry}><fs><chmod path="${definitionRoot}/nowhere" permissions="-rwx------"/></fs><ok to="end"/><error to="failed"/></action>
  <kill name="failed"><message>no</message></kill>
  <end name="end"/>
</workflow-app>`;

async function submitted(workflowText?: string) {
  const collection = schedules(
    workflowText === undefined
      ? {}
      : {
          toOozie: ({ id, start, end, frequency, concurrency }) => ({
            name: id,
            definition: hourlyCoordinator,
            workflows: { workflowPath: workflowText },
            properties: {
              jobName: id,
              frequency,
              start: new Date(start).toISOString().replace(':00.000', ''),
            },
            endTime: end,
            concurrency,
          }),
        },
  );
  const tab = await profile.openTab({ collections: [collection] });
  const schedule = twoHours(profile.named('past'));
  await tab.db.schedules.add(schedule);
  await until(async () => expect((await tab.db.schedules.get(schedule.id))?.jobId).toMatch(/-C$/));
  const jobId = (await tab.db.schedules.get(schedule.id))?.jobId ?? '';
  tab.howdah.parked.subscribe(() => {});
  return { ...tab, id: schedule.id, jobId };
}

const statuses = async (jobId: string) =>
  (await client.coordinators.info(jobId, { len: 10 })).actions.map(({ status }) => status);

const reached = (jobId: string, ...expected: string[]) =>
  until(async () => expect(await statuses(jobId)).toEqual(expected));

describe('the actions of a schedule', () => {
  it('run again by number and by time, each as often as it is asked', async () => {
    const { db, howdah, id, jobId } = await submitted();
    await reached(jobId, 'SUCCEEDED', 'SUCCEEDED');
    await howdah.ask('schedules', id, { do: 'rerun actions', actions: [[1, 2]], refresh: true });
    const runs = async (number: number) => (await client.coordinators.allRuns(`${jobId}@${number}`)).length;
    await until(async () => expect([await runs(1), await runs(2)]).toEqual([2, 2]));
    await reached(jobId, 'SUCCEEDED', 'SUCCEEDED');
    const hourTwo = year2020 + hour;
    await howdah.ask('schedules', id, {
      do: 'rerun actions',
      dates: [[hourTwo, hourTwo + 5 * hour]],
      properties: { severity: 9 },
    });
    await until(async () => expect([await runs(1), await runs(2)]).toEqual([2, 3]));
    await until(async () => expect(await db.table('howdah_commands').count()).toBe(0));
    expect(howdah.parked.current).toEqual([]);
  });

  it('that failed are ignored, and what can’t be ignored is said', async () => {
    const { howdah, id, jobId } = await submitted(workflow());
    await reached(jobId, 'KILLED', 'KILLED');
    await howdah.ask('schedules', id, { do: 'ignore actions', actions: [1] });
    await reached(jobId, 'IGNORED', 'KILLED');
    await howdah.ask('schedules', id, { do: 'ignore actions', actions: [1, 2] });
    await until(() =>
      expect(howdah.parked.current).toMatchObject([
        {
          rowKey: id,
          message: expect.stringMatching(/asked on .* to ignore actions 1, 2; of them 1 is IGNORED now/),
        },
      ]),
    );
    expect(await statuses(jobId)).toEqual(['IGNORED', 'KILLED']);
  });

  it('are killed when they run, and stay as they are when they are over; the coordinator is then killed and ignored', async () => {
    const { db, howdah, id, jobId } = await submitted(workflow('retry-max="3" retry-interval="60"'));
    await reached(jobId, 'RUNNING', 'RUNNING');
    await howdah.ask('schedules', id, { do: 'kill actions', actions: [1] });
    await reached(jobId, 'KILLED', 'RUNNING');
    await client.coordinators.kill(jobId);
    await until(async () => expect(await db.schedules.get(id)).toMatchObject({ jobStatus: 'KILLED' }));
    await until(async () => expect(await statuses(jobId)).toEqual(['KILLED', 'KILLED']));
    await howdah.ask('schedules', id, { do: 'ignore' });
    await until(async () => {
      const [parked] = howdah.parked.current ?? [];
      // Its workflows may still be being killed.
      if (parked?.code === 'E1015') await howdah.retry(parked);
      expect(await db.schedules.get(id)).toMatchObject({ jobStatus: 'IGNORED' });
    });
  });
});
