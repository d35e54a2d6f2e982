import { describe, expect, it } from 'vitest';
import { planned, printPlan, randomPlan } from './fault-schedule.ts';
import { faultyFetch } from './faulty-fetch.ts';

describe('a plan of faults', () => {
  it('hits the requests that it names, and no other', async () => {
    const plan = [
      { request: 2, action: { kind: 'drop-request' } },
      { request: 3, action: { kind: 'status', status: 401 } },
    ] as const;
    const faulty = faultyFetch(async () => new Response('fine'), { faults: planned(plan) });
    const answers: (number | string)[] = [];
    for (let count = 0; count < 4; count += 1) {
      answers.push(await faulty.fetch('http://oozie/').then(({ status }) => status, String));
    }
    expect(answers).toEqual([200, 'TypeError: fetch failed', 401, 200]);
    expect(printPlan(plan)).toBe(
      '#2: the request was lost before the server saw it\n#3: answered with 401 on the way',
    );
  });

  it('made by chance is the same for the same seed', () => {
    const plan = randomPlan({ seed: 7, requests: 200, rate: 0.5 });
    expect(plan).toEqual(randomPlan({ seed: 7, requests: 200, rate: 0.5 }));
    expect(plan).not.toEqual(randomPlan({ seed: 8, requests: 200, rate: 0.5 }));
    expect(plan.length).toBeGreaterThan(60);
    expect(plan.length).toBeLessThan(140);
    expect(new Set(plan.map(({ action }) => action.kind)).size).toBeGreaterThan(5);
  });
});
