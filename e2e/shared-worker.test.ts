import { expect, inject, it } from 'vitest';
import { devtoolsOf, sharedWorkersOf } from './browser.ts';
import { eventually } from './eventually.ts';
import { type FieldSurvey, finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { workflowsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();

/** Has each tab finish a survey; gives their ids. */
async function finishOneEach(word: string, tabs: readonly FieldSurvey[]): Promise<string[]> {
  const ids = tabs.map(() => freshId(word));
  await Promise.all(tabs.map((tab, index) => tab.put('surveys', finishedSurvey(ids[index] ?? ''))));
  return ids;
}

async function allStarted(tabs: readonly FieldSurvey[], ids: readonly string[]): Promise<void> {
  for (const tab of tabs) {
    for (const id of ids) {
      const jobStatus = expect.stringMatching(/RUNNING|SUCCEEDED/);
      await eventually(async () => expect(await tab.survey(id)).toMatchObject({ jobStatus }));
    }
  }
}

it('three tabs share one engine; it goes on when the tab that started it is closed, and when its worker dies', async () => {
  const first = await openFieldSurvey(own.profile, own.stack.url, 'shared');
  const others = [
    await openFieldSurvey(own.profile, own.stack.url, 'shared'),
    await openFieldSurvey(own.profile, own.stack.url, 'shared'),
  ];
  const tabs = [first, ...others];
  await eventually(async () => {
    expect(await Promise.all(tabs.map((tab) => tab.role()))).toEqual(['leader', 'leader', 'leader']);
  });
  const begun = await sharedWorkersOf(own.profile);
  expect(begun).toHaveLength(1);

  const ids = await finishOneEach('shared', tabs);
  await first.page.close();
  ids.push(...(await finishOneEach('shared-closed', others)));
  await allStarted(others, ids);

  // At rest: what is cut off halfway waits half a minute, and the browser that is killed at random has that.
  await (await devtoolsOf(own.profile)).send('Target.closeTarget', { targetId: begun[0] ?? '' });
  ids.push(...(await finishOneEach('shared-killed', others)));
  await eventually(async () => {
    const now = await sharedWorkersOf(own.profile);
    expect([now.length, now.includes(begun[0] ?? '')]).toEqual([1, false]);
  });
  await allStarted(others, ids);
  for (const tab of others) {
    expect(await tab.role()).toBe('leader');
    expect(await tab.parked()).toEqual([]);
  }
  for (const id of ids) expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toHaveLength(1);
  expect(own.profile.problems).toEqual([]);
});
