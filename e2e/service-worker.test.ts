import { beforeAll, expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { started, workflowsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();

beforeAll(async () => {
  await own.profile.context.grantPermissions(['background-sync'], { origin: own.stack.url });
});

it('what was written without a network is sent by the service worker once there is one, with the app closed', async () => {
  // A page of the origin that is no part of the app keeps the browser open.
  const bystander = await own.profile.newPage();
  await bystander.goto(`${own.stack.url}/howdah/connection`);

  const app = await openFieldSurvey(own.profile, own.stack.url);
  await app.page.evaluate(() => navigator.serviceWorker.ready);
  await eventually(async () => expect(await app.role()).toBe('leader'));
  await own.stack.proxy.offline(true);
  const id = freshId('background');
  await app.put('surveys', finishedSurvey(id));
  await eventually(async () => {
    const tags = await app.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      // Not in TypeScript's DOM: only Chromium has it.
      return (registration as unknown as { sync: { getTags(): Promise<string[]> } }).sync.getTags();
    });
    expect(tags).toEqual(['howdah:outbox:field-survey']);
  });
  await app.page.close();
  expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toEqual([]);

  await own.stack.proxy.offline(false);
  await eventually(async () =>
    expect(started(await workflowsNamed(oozieUrl, `survey-${id}`)).map((job) => job.status)).toEqual([
      'SUCCEEDED',
    ]),
  );

  const later = await openFieldSurvey(own.profile, own.stack.url);
  await eventually(async () => expect(await later.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toHaveLength(1);
});
