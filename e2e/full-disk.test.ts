import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { isQuotaExceeded } from '../packages/sync/src/store/storage-faults.ts';
import { openProfile, type Profile } from './browser.ts';
import { eventually } from './eventually.ts';
import { finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { workflowsNamed } from './oozie-truth.ts';
import { type Stack, startStack } from './stack.ts';

const oozieUrl = inject('oozieUrl');
let stack: Stack;
let profile: Profile;

beforeAll(async () => {
  stack = await startStack({ oozieUrl, definitionRoot: inject('definitionRoot') });
  profile = await openProfile();
});
afterAll(async () => {
  await profile?.close();
  await stack?.stop();
});

it('a browser without room loses nothing and does nothing twice: what was queued is sent once there is some', async () => {
  const app = await openFieldSurvey(profile, stack.url);
  await eventually(async () => expect(await app.role()).toBe('leader'));
  await profile.context.setOffline(true);
  const id = freshId('full');
  await app.put('surveys', finishedSurvey(id));
  const devtools = await profile.context.newCDPSession(app.page);
  const origin = new URL(stack.url).origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const refused = await eventually(async () => {
    const failure = await app.page.evaluate(async (notes) => {
      try {
        await window.fieldSurvey?.database
          .table('surveys')
          .put({ id: 'too-much', notes, status: 'draft' } as never);
      } catch (error) {
        const { name, message, inner } = error as { name: string; message: string; inner?: Error };
        return { name, message, inner: inner && { name: inner.name, message: inner.message } };
      }
      return undefined;
    }, 'x'.repeat(100_000));
    expect(failure).toBeDefined();
    return failure;
  });
  expect(refused).toSatisfy(isQuotaExceeded);
  await profile.context.setOffline(false);
  // The engine tries, and finds no room to write down that it does: nothing goes out unrecorded.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toHaveLength(0);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await eventually(async () =>
    expect(await app.survey(id)).toMatchObject({ jobId: expect.stringMatching(/-W$/) }),
  );
  expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toHaveLength(1);
});
