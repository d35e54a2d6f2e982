import { describe, expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { workflowsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();

describe('an app whose engine runs in a worker', () => {
  it('is synced as any other; when the leading tab is closed, the worker of another takes over and finishes', async () => {
    const first = await openFieldSurvey(own.profile, own.stack.url, 'worker');
    const second = await openFieldSurvey(own.profile, own.stack.url, 'worker');
    await eventually(async () => {
      expect([await first.role(), await second.role()]).toEqual(['leader', 'follower']);
    });
    expect(first.page.workers()).toHaveLength(1);
    const id = freshId('worker');
    await second.put('surveys', finishedSurvey(id));
    for (const app of [first, second]) {
      await eventually(async () => expect(await app.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    }
    await first.refresh();
    await own.profile.context.setOffline(true);
    const next = freshId('worker-takeover');
    await second.put('surveys', finishedSurvey(next));
    await first.page.close();
    await eventually(async () => expect(await second.role()).toBe('leader'));
    await own.profile.context.setOffline(false);
    await eventually(async () => expect(await second.survey(next)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    for (const each of [id, next]) expect(await workflowsNamed(oozieUrl, `survey-${each}`)).toHaveLength(1);
    expect(own.profile.problems).toEqual([]);
  });
});
