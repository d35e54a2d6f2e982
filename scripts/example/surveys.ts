import { workflowsNamed } from '../../e2e/oozie-truth.ts';
import { claim, ensure, type Scene, whileOffline } from './scene.ts';

const found = [
  { site: 'Harbour bridge', severity: 9, assessment: 'urgent' },
  { site: 'Mill Road culvert', severity: 3, assessment: 'routine' },
  { site: 'Quarry footpath', severity: 7, assessment: 'urgent' },
];

/** Fills in and saves the app's form; gives the new survey's id. */
async function recordSurvey({ app: { page } }: Scene, site: string, severity: number): Promise<string> {
  await page.getByRole('button', { name: 'New survey' }).click();
  await page.getByLabel('Site').fill(site);
  await page.getByLabel('Inspector').fill('Ada Mwangi');
  await page.getByLabel('Severity').fill(String(severity));
  await page.getByRole('button', { name: 'Save' }).click();
  const card = page.locator('[data-row]', { hasText: site }).first();
  const id = await card.getAttribute('data-row');
  ensure(id !== null, `the survey of ${site} is shown on the page`);
  return id;
}

/** Three surveys made without a network become three workflow runs, exactly one each, and their results come back. */
export async function surveysMadeOffline(scene: Scene): Promise<void> {
  const { app, oozieUrl } = scene;
  const ids: string[] = [];
  await whileOffline(scene, async () => {
    for (const { site, severity } of found) ids.push(await recordSurvey(scene, site, severity));
    await claim('three surveys are recorded offline, and Oozie knows nothing of them', async () => {
      for (const id of ids) {
        const jobs = await workflowsNamed(oozieUrl, `survey-${id}`);
        ensure(jobs.length === 0, `survey-${id} is on Oozie already`);
      }
    });
  });
  for (const [position, id] of ids.entries()) {
    const expected = found[position]?.assessment;
    const row = await claim(`online, ${found[position]?.site} is ${expected}: its row says so`, async () => {
      const survey = await app.survey(id);
      ensure(survey?.jobStatus === 'SUCCEEDED', `survey ${id} is ${survey?.jobStatus}`);
      ensure(Boolean(survey.startedAt && survey.endedAt), `survey ${id} has no times`);
      ensure(survey.assessment === expected, `survey ${id} is assessed ${survey.assessment}`);
      return survey;
    });
    await claim(`and Oozie has exactly one run of it: ${row.jobId} SUCCEEDED`, async () => {
      const jobs = await workflowsNamed(oozieUrl, `survey-${id}`);
      const [job] = jobs;
      ensure(jobs.length === 1, `Oozie has ${jobs.length} jobs named survey-${id}`);
      ensure(job?.id === row.jobId && job?.status === 'SUCCEEDED', `Oozie has ${job?.id} ${job?.status}`);
    });
  }
}
