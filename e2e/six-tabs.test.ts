import type { MatchableRequest } from '@howdah/testing';
import { expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { type FieldSurvey, finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { workflowsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack();

/**
 * Every request takes a while; every third submission’s answer doesn’t get back; every seventh of the other requests
 * doesn’t get there. (After a submission that is lost, half a minute passes before it is sent again: the browser that is
 * killed at random has those.)
 */
function slowAndLossy(): void {
  const always = Number.POSITIVE_INFINITY;
  const isSubmit = ({ method, query }: MatchableRequest) => method === 'POST' && !query.has('action');
  let submitted = 0;
  own.stack.proxy.inject({
    match: (request) => isSubmit(request) && ++submitted % 3 === 0,
    times: always,
    action: { kind: 'drop-response' },
  });
  own.stack.proxy.inject({
    match: (request) => !isSubmit(request) && request.number % 7 === 0,
    times: always,
    action: { kind: 'drop-request' },
  });
  own.stack.proxy.inject({ match: () => true, times: always, action: { kind: 'delay', ms: 150 } });
}

async function leaderOf(tabs: readonly FieldSurvey[]): Promise<FieldSurvey> {
  return eventually(async () => {
    const roles = await Promise.all(tabs.map((tab) => tab.role()));
    expect(roles.toSorted()).toEqual([...tabs.slice(1).map(() => 'follower'), 'leader']);
    const leader = tabs[roles.indexOf('leader')];
    if (leader === undefined) throw new Error('No tab leads.');
    return leader;
  });
}

it('six tabs on a slow, lossy link, of which the leader is closed again and again, start each survey’s workflow once', async () => {
  let tabs: FieldSurvey[] = [];
  for (let tab = 0; tab < 6; tab += 1) tabs.push(await openFieldSurvey(own.profile, own.stack.url));
  slowAndLossy();
  const ids: string[] = [];
  while (tabs.length > 3) {
    const leader = await leaderOf(tabs);
    // Each tab writes at the same time as the others, and the leader goes while their rows are on their way.
    const written = tabs.map(() => freshId('six'));
    await Promise.all(tabs.map((tab, index) => tab.put('surveys', finishedSurvey(written[index] ?? ''))));
    ids.push(...written);
    tabs = tabs.filter((tab) => tab !== leader);
    await leader.page.close();
  }
  expect(ids).toHaveLength(6 + 5 + 4);
  await leaderOf(tabs);
  for (const tab of tabs) {
    for (const id of ids) {
      await eventually(
        async () => expect(await tab.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }),
        120_000,
      );
    }
    expect(await tab.parked()).toEqual([]);
  }
  for (const id of ids) {
    const jobs = await workflowsNamed(oozieUrl, `survey-${id}`);
    expect(jobs.map((job) => job.id)).toEqual([(await tabs[0]?.survey(id))?.jobId]);
  }
}, 180_000);
