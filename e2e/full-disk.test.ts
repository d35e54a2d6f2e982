import { expect, inject, it } from 'vitest';
import { isQuotaExceeded } from '../packages/sync/src/store/storage-faults.ts';
import { eventually } from './eventually.ts';
import { finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { workflowsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();

it('a browser without room loses nothing and does nothing twice: what was queued is sent once there is some', async () => {
  const app = await openFieldSurvey(own.profile, own.stack.url);
  await eventually(async () => expect(await app.role()).toBe('leader'));
  await own.profile.context.setOffline(true);
  const id = freshId('full');
  await app.put('surveys', finishedSurvey(id));
  const devtools = await own.profile.context.newCDPSession(app.page);
  const origin = new URL(own.stack.url).origin;
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
  await own.profile.context.setOffline(false);
  // The engine tries, and finds no room to write down that it does: nothing goes out unrecorded.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toHaveLength(0);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await eventually(async () =>
    expect(await app.survey(id)).toMatchObject({ jobId: expect.stringMatching(/-W$/) }),
  );
  expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toHaveLength(1);
});
