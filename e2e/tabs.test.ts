import { describe, expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { workflowsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();

describe('two tabs of one profile', () => {
  it('have one leader and are both live; when the leader is closed, the other takes over and finishes', async () => {
    const first = await openFieldSurvey(own.profile, own.stack.url);
    const second = await openFieldSurvey(own.profile, own.stack.url);
    await eventually(async () => {
      expect([await first.role(), await second.role()]).toEqual(['leader', 'follower']);
    });
    const id = freshId('tabs');
    await second.put('surveys', finishedSurvey(id));
    for (const app of [first, second]) {
      await eventually(async () => expect(await app.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
      await app.page.getByText('Bridge 7').first().waitFor();
    }
    await own.profile.context.setOffline(true);
    const next = freshId('takeover');
    await second.put('surveys', finishedSurvey(next));
    await first.page.close();
    await eventually(async () => expect(await second.role()).toBe('leader'));
    await own.profile.context.setOffline(false);
    await eventually(async () => expect(await second.survey(next)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    for (const each of [id, next]) expect(await workflowsNamed(oozieUrl, `survey-${each}`)).toHaveLength(1);
  });
});
