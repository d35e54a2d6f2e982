import 'fake-indexeddb/auto';
import { createOozieClient } from '@howdah/oozie-client';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  inspectorsProfile,
  type Schedule,
  type Survey,
  scheduleFromTomorrow,
  schedules,
  surveys,
  until,
} from '../testing-ground/inspectors-profile.ts';
import { decidingWorkflow, hourlyCoordinator } from '../testing-ground/jobs.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'inspector' });
let profile: ReturnType<typeof inspectorsProfile>;

beforeEach(() => {
  profile = inspectorsProfile({ url, user: 'inspector', definitionRoot, timeoutMs: 5_000 });
});
afterEach(() => profile.closeAll());

type Wanted = 'RUNNING' | 'SUSPENDED' | 'KILLED';
type WantedSurvey = Survey & { wanted?: Wanted };
type WantedSchedule = Schedule & { wanted?: Wanted };

/** Its one action fails, and is tried again an hour later. */
const patient = `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="chmod"/>
  <action name="chmod" retry-max="3" retry-interval="60"><fs><chmod path="${definitionRoot}/nowhere" permissions="-rwx------"/></fs><ok to="end"/><error to="failed"/></action>
  <kill name="failed"><message>no</message></kill>
  <end name="end"/>
</workflow-app>`;

const wantedSurveys = surveys({
  toOozie: (survey) => {
    const { id, wanted }: WantedSurvey = survey;
    return {
      definition: patient,
      properties: { jobName: id },
      ...(wanted === undefined ? {} : { state: wanted }),
    };
  },
});
const wantedSchedules = schedules({
  toOozie: (schedule) => {
    const { id, start, end, frequency, concurrency, wanted }: WantedSchedule = schedule;
    return {
      name: id,
      definition: hourlyCoordinator,
      workflows: { workflowPath: decidingWorkflow },
      properties: {
        jobName: id,
        severity: 1,
        frequency,
        start: `${new Date(start).toISOString().slice(0, 16)}Z`,
      },
      endTime: end,
      concurrency,
      ...(wanted === undefined ? {} : { state: wanted }),
    };
  },
});

describe('a survey whose workflow runs', () => {
  async function running() {
    const tab = await profile.openTab({ collections: [wantedSurveys] });
    const id = profile.named('patient');
    await tab.db.surveys.add({ id, severity: 1, status: 'finished' });
    await until(async () => expect(await tab.db.surveys.get(id)).toMatchObject({ jobStatus: 'RUNNING' }));
    const jobId = (await tab.db.surveys.get(id))?.jobId ?? '';
    tab.howdah.parked.subscribe(() => {});
    const want = (wanted: Wanted) => tab.db.surveys.put({ ...row(), wanted } as WantedSurvey);
    const row = (): WantedSurvey => ({ id, severity: 1, status: 'finished', jobId });
    const reached = (status: string) =>
      until(async () => {
        expect(await client.workflows.status(jobId)).toBe(status);
        expect(await tab.db.surveys.get(id)).toMatchObject({ jobStatus: status });
      });
    return { ...tab, id, jobId, want, reached };
  }

  it('is suspended, resumed and killed by a field of the row', async () => {
    const { want, reached } = await running();
    await want('SUSPENDED');
    await reached('SUSPENDED');
    await want('RUNNING');
    await reached('RUNNING');
    await want('KILLED');
    await reached('KILLED');
  });

  it('isn’t suspended when it has ended while the tab was away: the row says when, then and now; undo settles it', async () => {
    const { howdah, db, id, jobId, want } = await running();
    await howdah.pause();
    await want('SUSPENDED');
    howdah.undoable.subscribe(() => {});
    await until(() =>
      expect(howdah.undoable.current).toMatchObject([{ rowKey: id, what: 'edit', does: 'suspend' }]),
    );
    await client.workflows.kill(jobId);
    await howdah.resume();
    await until(() =>
      expect(howdah.parked.current).toMatchObject([
        {
          rowKey: id,
          field: 'state',
          message: expect.stringMatching(
            /You asked on 20\d\d-.*Z to suspend it while it was RUNNING; it is KILLED now\. Take the change back\./,
          ),
        },
      ]),
    );
    await howdah.undo({ collection: 'surveys', rowKey: id });
    await until(async () => {
      expect(howdah.parked.current).toEqual([]);
      expect(await db.surveys.get(id)).toMatchObject({ jobStatus: 'KILLED' });
    });
    expect(await db.surveys.get(id)).not.toHaveProperty('wanted', 'SUSPENDED');
  });
});

describe('a schedule', () => {
  it('is suspended, resumed and killed by a field of the row, and what was taken back while sending was paused isn’t sent', async () => {
    const { db, howdah } = await profile.openTab({ collections: [wantedSchedules] });
    const schedule = scheduleFromTomorrow(profile.named('wanted'));
    await db.schedules.add(schedule);
    await until(async () => expect((await db.schedules.get(schedule.id))?.jobId).toMatch(/-C$/));
    const jobId = (await db.schedules.get(schedule.id))?.jobId ?? '';
    const want = async (wanted: Wanted) =>
      db.schedules.put({ ...schedule, ...(await db.schedules.get(schedule.id)), wanted } as WantedSchedule);
    const reached = (status: string) =>
      until(async () => expect(await db.schedules.get(schedule.id)).toMatchObject({ jobStatus: status }));
    await want('SUSPENDED');
    await reached('PREPSUSPENDED');
    await want('RUNNING');
    await reached('PREP');
    await howdah.pause('schedules');
    howdah.undoable.subscribe(() => {});
    await want('KILLED');
    await until(() => expect(howdah.undoable.current).toMatchObject([{ what: 'edit', does: 'kill' }]));
    await howdah.undo({ collection: 'schedules', rowKey: schedule.id });
    await howdah.resume('schedules');
    await db.schedules.update(schedule.id, { concurrency: 7 });
    await until(async () => expect(await client.coordinators.info(jobId)).toMatchObject({ concurrency: 7 }));
    expect(await client.coordinators.status(jobId)).toBe('PREP');
    await want('KILLED');
    await reached('KILLED');
  });
});
