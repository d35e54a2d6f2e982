import { describe, expect, it } from 'vitest';
import { surveys } from '../proof/inspection.ts';
import { inspectors } from '../proof/inspector.fixture.ts';
import type { Profile } from '../proof/profile.fixture.ts';
import { somebodySubmits } from '../testing-ground/somebodys-jobs.ts';

const inspector = inspectors({ pollIntervalMs: 1_000 });

const minutes = (count: number) => count * 60_000;

/** How many requests the tabs send in some time. */
async function requestsIn({ clock, network }: Profile, ms: number): Promise<number> {
  const before = network.requests.length;
  await clock.advance(ms);
  return network.requests.length - before;
}

const statusOf = async ({ app }: Profile, id: string) => {
  const row = await app.read(['surveys'], (transaction) => transaction.row('surveys', id));
  return row && 'jobStatus' in row ? row.jobStatus : undefined;
};

async function finishedSurvey(own: Profile): Promise<void> {
  await own.put('surveys', { id: 's1', severity: 3, status: 'finished' });
  await own.clock.runUntil(async () => (await statusOf(own, 's1')) === 'RUNNING');
  await own.clock.advance(5_000);
}

function endJobs({ oozie }: Profile): void {
  for (const { id } of oozie.jobs().workflows) oozie.complete(id, {});
}

describe('an engine that is given hints', () => {
  it('asks Oozie a tenth as often as one without, and hears of an end as soon', async () => {
    const alone = inspector();
    alone.openTab();
    await finishedSurvey(alone);
    const often = await requestsIn(alone, minutes(3));
    alone.end();

    const told = inspector({ hints: true });
    told.openTab();
    await finishedSurvey(told);
    expect((await requestsIn(told, minutes(3))) * 10).toBeLessThan(often);
    endJobs(told);
    told.hint();
    await told.clock.advance(3_000);
    expect(await statusOf(told, 's1')).toBe('SUCCEEDED');
  });

  it('looks by itself once a minute, since a hint can get lost', async () => {
    const own = inspector({ hints: true });
    own.openTab();
    await finishedSurvey(own);
    await own.clock.advance(minutes(5));
    endJobs(own);
    await own.clock.advance(minutes(1) + 5_000);
    expect(await statusOf(own, 's1')).toBe('SUCCEEDED');
  });

  it('doesn’t look for each of many hints', async () => {
    const own = inspector({ hints: true });
    own.openTab();
    await own.clock.advance(minutes(1));
    const before = own.network.requests.length;
    for (let swarm = 0; swarm < 100; swarm += 1) {
      own.hint();
      await own.clock.advance(100);
    }
    expect(own.network.requests.length - before).toBeLessThan(50);
  });
});

describe('a server that has much to do, and answers slowly', () => {
  it('is left alone for twice as long as a look took', async () => {
    const own = inspector();
    own.openTab();
    await finishedSurvey(own);
    own.network.inject({
      match: (request) => request.path.endsWith('/jobs'),
      times: Number.POSITIVE_INFINITY,
      action: { kind: 'delay', ms: 1_000 },
    });
    // Each look asks for two lists, one after the other.
    const asked = await requestsIn(own, minutes(1));
    expect(asked).toBeGreaterThan(12);
    expect(asked).toBeLessThan(30);
  });
});

describe('an engine that keeps all jobs', () => {
  it('asks its database for none of them while the list shows them as it did', async () => {
    const own = inspector({ mirror: 'all' });
    own.openTab();
    await finishedSurvey(own);
    const path = own.oozie.jobs().workflows[0]?.appPath ?? '';
    for (let submitted = 0; submitted < 40; submitted += 1) await somebodySubmits(own.oozie, path);
    await own.clock.advance(minutes(1));
    const lookedUp: string[] = [];
    own.fillDisk((call) => {
      if (call === 'keys howdah_jobs') lookedUp.push(call);
      return false;
    });
    expect(await requestsIn(own, minutes(2))).toBeGreaterThan(10);
    expect(lookedUp).toEqual([]);
  });
});

describe('where no collection becomes a coordinator or a bundle', () => {
  it.each([
    ['linked', 0],
    ['all', 1],
  ] as const)('lists of them are asked for only if all jobs are kept (%s)', async (mirror, least) => {
    const own = inspector({ collections: [surveys], mirror });
    own.openTab();
    await finishedSurvey(own);
    await own.clock.advance(minutes(3));
    const lists = ['coord', 'bundle'].map(
      (type) => own.network.requests.filter(({ path }) => path.includes(`jobtype=${type}`)).length,
    );
    for (const count of lists) expect(Math.min(count, 1)).toBe(least);
    endJobs(own);
    await own.clock.runUntil(async () => (await statusOf(own, 's1')) === 'SUCCEEDED');
  });
});

describe.each([{ hints: true }, { hints: false }])('while nobody looks at any tab, %o', (options) => {
  it('nothing is asked of Oozie when nothing is waited for; a tab that comes into sight shows what is new', async () => {
    const own = inspector(options);
    own.openTab();
    await finishedSurvey(own);
    endJobs(own);
    own.hint();
    await own.clock.runUntil(async () => (await statusOf(own, 's1')) === 'SUCCEEDED');
    own.hideTabs(true);
    await own.clock.advance(minutes(2));
    expect(await requestsIn(own, minutes(240))).toBe(0);
    const [job] = own.oozie.jobs().workflows;
    own.oozie.purge();
    expect(job).toBeDefined();
    own.hideTabs(false);
    expect(await requestsIn(own, 5_000)).toBeGreaterThan(0);
  });

  it('a row that is written is sent all the same, and its job followed to its end', async () => {
    const own = inspector(options);
    own.openTab();
    own.hideTabs(true);
    await own.clock.advance(minutes(30));
    await finishedSurvey(own);
    await own.clock.advance(minutes(5));
    endJobs(own);
    await own.clock.advance(minutes(2));
    expect(await statusOf(own, 's1')).toBe('SUCCEEDED');
    await own.clock.advance(minutes(2));
    expect(await requestsIn(own, minutes(60))).toBe(0);
  });
});
