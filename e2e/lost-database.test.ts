import { expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { fieldSurveyIn, finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { workflowsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();

it('rows that are back after their database was deleted wait for a person, and nothing is sent twice', async () => {
  const app = await openFieldSurvey(own.profile, own.stack.url);
  const [sent, next] = [freshId('lost'), freshId('lost')];
  await app.put('surveys', finishedSurvey(sent));
  await eventually(async () => expect(await app.survey(sent)).toMatchObject({ jobStatus: 'SUCCEEDED' }));

  // Another page of the origin leads meanwhile, so that the app has put its row back before its engine looks.
  const other = await own.profile.newPage();
  await other.goto(`${own.stack.url}/`);
  await other.evaluate(() => {
    void navigator.locks.request('howdah:field-survey', { steal: true }, () => new Promise(() => {}));
    return new Promise<void>((resolve, reject) => {
      const deletion = indexedDB.deleteDatabase('field-survey');
      deletion.onsuccess = () => resolve();
      deletion.onerror = () => reject(deletion.error);
    });
  });
  await app.page.reload();
  const again = await fieldSurveyIn(app.page);
  await eventually(async () => expect(await again.role()).toBe('follower'));
  expect(await again.survey(sent)).toBeUndefined();
  await again.put('surveys', finishedSurvey(sent));
  await other.close();

  await eventually(async () => {
    expect(await again.parked()).toEqual([
      { rowKey: sent, message: expect.stringContaining('may have been sent to Oozie before') },
    ]);
  });
  await again.put('surveys', finishedSurvey(next));
  await eventually(async () => expect(await again.survey(next)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  for (const id of [sent, next]) expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toHaveLength(1);

  // A person who has looked says so.
  await again.page.evaluate(
    (rowKey) => window.fieldSurvey?.howdah.retry({ collection: 'surveys', rowKey }),
    sent,
  );
  await eventually(async () => expect(await again.survey(sent)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  expect(await workflowsNamed(oozieUrl, `survey-${sent}`)).toHaveLength(2);
}, 120_000);
