import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openProfile, type Profile } from './browser.ts';
import { eventually } from './eventually.ts';
import { finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { started, workflowsNamed } from './oozie-truth.ts';
import { type Stack, startStack } from './stack.ts';

const oozieUrl = inject('oozieUrl');
let stack: Stack;
let profile: Profile;

beforeAll(async () => {
  stack = await startStack({ oozieUrl, definitionRoot: inject('definitionRoot') });
  profile = await openProfile();
  await profile.context.grantPermissions(['background-sync'], { origin: stack.url });
});
afterAll(async () => {
  await profile?.close();
  await stack?.stop();
});

it('what was written without a network is sent by the service worker once there is one, with the app closed', async () => {
  // A page of the origin that is no part of the app keeps the browser open.
  const bystander = await profile.newPage();
  await bystander.goto(`${stack.url}/howdah/connection`);

  const app = await openFieldSurvey(profile, stack.url);
  await app.page.evaluate(() => navigator.serviceWorker.ready);
  await eventually(async () => expect(await app.role()).toBe('leader'));
  await stack.proxy.offline(true);
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

  await stack.proxy.offline(false);
  await eventually(async () =>
    expect(started(await workflowsNamed(oozieUrl, `survey-${id}`)).map((job) => job.status)).toEqual([
      'SUCCEEDED',
    ]),
  );

  const later = await openFieldSurvey(profile, stack.url);
  await eventually(async () => expect(await later.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toHaveLength(1);
});
