import 'fake-indexeddb/auto';
import { createOozieClient, parseConfiguration, printOozieDate } from '@howdah/oozie-client';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import {
  hour,
  inspectorsProfile,
  type Schedule,
  scheduleFromTomorrow,
  schedules,
  until,
} from '../testing-ground/inspectors-profile.ts';
import { decidingWorkflow } from '../testing-ground/jobs.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'inspector' });
let profile: ReturnType<typeof inspectorsProfile>;

beforeEach(() => {
  profile = inspectorsProfile({ url, user: 'inspector', definitionRoot, timeoutMs: 5_000 });
});
afterEach(() => profile.closeAll());

/** Everything that an update could stumble over: a name, an end and a concurrency of the document's own. */
const definition = ({ start, frequency }: Schedule, end: number, timeout: number) =>
  `<coordinator-app name="of the document" frequency="${frequency}" start="${printOozieDate(start)}" end="${printOozieDate(end)}" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <controls><timeout>${timeout}</timeout><concurrency>1</concurrency></controls>
  <action><workflow><app-path>\${workflowPath}</app-path></workflow></action>
</coordinator-app>`;

it('another definition and other properties update the coordinator, and what was changed before stays', async () => {
  let timeout = 60;
  let greeting = 'hello';
  let firstEnd = 0;
  const collection = schedules({
    onFixedChange: 'update',
    toOozie: (schedule) => ({
      name: schedule.id,
      definition: definition(schedule, firstEnd, timeout),
      workflows: { workflowPath: decidingWorkflow },
      properties: { jobName: schedule.id, severity: 1, greeting },
      endTime: schedule.end,
      pauseTime: schedule.pause,
      concurrency: schedule.concurrency,
    }),
  });
  const { db, howdah } = await profile.openTab({ collections: [collection] });
  howdah.parked.subscribe(() => {});
  howdah.conflicts.subscribe(() => {});
  const schedule = scheduleFromTomorrow(profile.named('revised'));
  firstEnd = schedule.end;
  await db.schedules.add(schedule);
  await until(async () => expect((await db.schedules.get(schedule.id))?.jobId).toMatch(/-C$/));
  const jobId = (await db.schedules.get(schedule.id))?.jobId ?? '';
  const end = schedule.end + 24 * hour;
  const pause = schedule.start + hour;
  await db.schedules.update(schedule.id, { end, pause, concurrency: 3 });
  const changed = { endTime: end, pauseTime: pause, concurrency: 3 };
  await until(async () => expect(await client.coordinators.info(jobId)).toMatchObject(changed));
  timeout = 77;
  greeting = 'good evening';
  await db.schedules.update(schedule.id, { concurrency: 4 });
  await until(async () => {
    expect(howdah.parked.current).toEqual([]);
    const job = await client.coordinators.info(jobId);
    expect(job).toMatchObject({ ...changed, concurrency: 4, timeOut: 77, coordJobName: schedule.id });
    expect(parseConfiguration(job.conf ?? '')).toMatchObject({ greeting, jobName: schedule.id });
    expect(await db.schedules.get(schedule.id)).toMatchObject({ end, pause, concurrency: 4, jobId });
  });
  const [bundleId] = [(await client.coordinators.info(jobId)).bundleId];
  expect(await client.bundles.info(bundleId ?? '')).toMatchObject({
    bundleCoordJobs: [{ coordJobId: jobId }],
  });
  expect(howdah.conflicts.current).toEqual([]);

  // Oozie can't change the frequency.
  await db.schedules.update(schedule.id, { frequency: 30 });
  await until(() => expect(howdah.parked.current).toMatchObject([{ rowKey: schedule.id, code: 'E1023' }]));
  await db.schedules.update(schedule.id, { frequency: 60 });
  await until(async () => {
    expect(howdah.parked.current).toEqual([]);
    expect(await db.schedules.get(schedule.id)).toMatchObject({ end, concurrency: 4 });
  });
  expect(await client.coordinators.info(jobId)).toMatchObject({ ...changed, concurrency: 4, timeOut: 77 });
});
