import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
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

describe('two tabs of one profile', () => {
  it('have one leader and are both live; when the leader is closed, the other takes over and finishes', async () => {
    const first = await openFieldSurvey(profile, stack.url);
    const second = await openFieldSurvey(profile, stack.url);
    await eventually(async () => {
      expect([await first.role(), await second.role()]).toEqual(['leader', 'follower']);
    });
    const id = freshId('tabs');
    await second.put('surveys', finishedSurvey(id));
    for (const app of [first, second]) {
      await eventually(async () => expect(await app.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
      await app.page.getByText('Bridge 7').first().waitFor();
    }
    await profile.context.setOffline(true);
    const next = freshId('takeover');
    await second.put('surveys', finishedSurvey(next));
    await first.page.close();
    await eventually(async () => expect(await second.role()).toBe('leader'));
    await profile.context.setOffline(false);
    await eventually(async () => expect(await second.survey(next)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
    for (const each of [id, next]) expect(await workflowsNamed(oozieUrl, `survey-${each}`)).toHaveLength(1);
  });
});
