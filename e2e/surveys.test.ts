import { beforeAll, describe, expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import {
  coordinatorOf,
  type FieldSurvey,
  finishedSurvey,
  freshId,
  openFieldSurvey,
  scheduleFromTomorrow,
} from './field-survey.ts';
import { act, coordinatorsNamed, purge, started, workflowsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();
let app: FieldSurvey;

beforeAll(async () => {
  app = await openFieldSurvey(own.profile, own.stack.url);
});

describe('surveys', () => {
  it('made offline become exactly one finished workflow each when the network is back, and the results come back', async () => {
    await own.profile.context.setOffline(true);
    const surveys = [
      finishedSurvey(freshId('a'), 9),
      finishedSurvey(freshId('b'), 2),
      finishedSurvey(freshId('c'), 7),
    ];
    for (const survey of surveys) await app.put('surveys', survey);
    for (const { id } of surveys) expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toEqual([]);
    await own.profile.context.setOffline(false);

    for (const { id, severity } of surveys) {
      await eventually(async () => {
        expect(await app.survey(id)).toMatchObject({
          jobId: expect.stringMatching(/^\d+-\d+-.+-W$/),
          jobStatus: 'SUCCEEDED',
          startedAt: expect.any(Number),
          endedAt: expect.any(Number),
          assessment: severity > 6 ? 'urgent' : 'routine',
        });
      });
      const jobs = await workflowsNamed(oozieUrl, `survey-${id}`);
      expect(jobs).toHaveLength(1);
      expect(jobs[0]).toMatchObject({ id: (await app.survey(id))?.jobId, status: 'SUCCEEDED' });
    }
  });

  it('are recorded by hand in the form, and their assessment is shown', async () => {
    const { page } = app;
    const site = freshId('Dam');
    await page.getByRole('button', { name: 'New survey' }).click();
    await page.getByLabel('Site').fill(site);
    await page.getByLabel('Inspector').fill('Grace');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(site).first().waitFor();
    await eventually(async () => {
      expect(await page.getByRole('listitem').filter({ hasText: site }).textContent()).toMatch(/SUCCEEDED/i);
    });
  });

  it('whose workflow the server purges keep what they had', async () => {
    const survey = finishedSurvey(freshId('p'), 8);
    await app.put('surveys', survey);
    await eventually(async () =>
      expect(await app.survey(survey.id)).toMatchObject({ jobStatus: 'SUCCEEDED' }),
    );
    const before = await app.survey(survey.id);
    await eventually(async () => {
      await purge(oozieUrl, { wf: 0 });
      expect(await workflowsNamed(oozieUrl, `survey-${survey.id}`)).toEqual([]);
    });
    await app.refresh();
    await eventually(async () => {
      expect(await app.survey(survey.id)).toMatchObject({ ...before, onServer: false });
    });
  });
});

describe('schedules', () => {
  it('deleted here have their coordinator killed', async () => {
    const schedule = scheduleFromTomorrow(freshId('k'));
    await app.put('schedules', schedule);
    const jobId = await coordinatorOf(app, schedule.id);
    await app.delete('schedules', schedule.id);
    await eventually(async () => {
      const jobs = await coordinatorsNamed(oozieUrl, `schedule-${schedule.id}`);
      expect(jobs).toMatchObject([{ coordJobId: jobId, status: 'KILLED' }]);
    });
    expect(await app.schedule(schedule.id)).toBeUndefined();
  });

  it('killed on the server say so, and nothing of the row is lost', async () => {
    const schedule = scheduleFromTomorrow(freshId('s'));
    await app.put('schedules', schedule);
    const jobId = await coordinatorOf(app, schedule.id);
    await act(oozieUrl, jobId, 'kill');
    await eventually(async () => {
      expect(await app.schedule(schedule.id)).toMatchObject({ ...schedule, jobId, jobStatus: 'KILLED' });
    });
    expect(started(await workflowsNamed(oozieUrl, `schedule-${schedule.id}`))).toEqual([]);
  });
});
