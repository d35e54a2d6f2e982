import { describe, expect, it } from 'vitest';
import { inspectors } from '../proof/inspector.fixture.ts';
import type { Profile } from '../proof/profile.fixture.ts';
import { somebodySubmits } from '../testing-ground/somebodys-jobs.ts';
import { historySize } from './history.ts';

const inspector = inspectors({ mirror: 'all' });

const minutes = (count: number) => count * 60_000;
const days = (count: number) => count * 86_400_000;

/** A survey of the inspector, and jobs of everybody else, all over and done. */
async function finishedJobs(own: Profile, count: number): Promise<void> {
  await own.put('surveys', { id: 's1', severity: 3, status: 'finished' });
  await own.clock.runUntil(() => own.oozie.jobs().workflows.some(({ actions }) => actions.length > 1));
  const path = own.oozie.jobs().workflows[0]?.appPath ?? '';
  for (let number = 0; number < count; number += 1) await somebodySubmits(own.oozie, path, `job-${number}`);
  await own.clock.advance(2_000);
  for (const { id, status } of own.oozie.jobs().workflows) {
    if (status === 'RUNNING') own.oozie.complete(id, {});
  }
  await own.clock.advance(minutes(4));
}

/** What is kept of jobs that are gone, counted by the counters and counted anew. */
async function kept({ app }: Profile) {
  return app.read(['howdah_jobs', 'howdah_meta'], async (transaction) => {
    const jobs = await transaction.page('howdah_jobs');
    const gone = jobs.filter((job) => job.gone);
    const bytes = gone.reduce((sum, job) => sum + JSON.stringify(job).length, 0);
    return {
      names: gone.map(({ name }) => name).sort(),
      jobs: jobs.length,
      size: await historySize(transaction),
      recount: { jobs: gone.length, bytes },
    };
  });
}

describe('jobs that the server has purged', () => {
  it('are found, though no list tells of them, and kept and counted as history', async () => {
    const own = inspector();
    own.openTab();
    await finishedJobs(own, 30);
    expect((await kept(own)).size).toEqual({ jobs: 0, bytes: 0 });
    own.oozie.purge();
    await own.clock.advance(minutes(35));
    const now = await kept(own);
    expect(now.names).toHaveLength(31);
    expect(now.size).toEqual(now.recount);
  });

  it('cost a few requests each half hour when there are none', async () => {
    const own = inspector();
    own.openTab();
    await finishedJobs(own, 100);
    const before = own.network.requests.length;
    await own.clock.advance(minutes(31));
    const asked = own.network.requests.slice(before).filter(({ path }) => path.includes('/job/'));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(60);
  });

  it('go when they take too much room, but for those that a row is tied to', async () => {
    const own = inspector({ history: { maxBytes: 8_000 } });
    own.openTab();
    await finishedJobs(own, 30);
    own.oozie.purge();
    await own.clock.advance(minutes(40));
    const now = await kept(own);
    expect(now.names).toContain('s1');
    expect(now.names.length).toBeGreaterThan(3);
    expect(now.recount.bytes).toBeLessThan(8_000);
    expect(now.size).toEqual(now.recount);
  });

  it('go when they have been gone for too long, but for those that a row is tied to', async () => {
    const own = inspector({ history: { maxAgeMs: days(30) } });
    own.openTab();
    await finishedJobs(own, 10);
    own.oozie.purge();
    await own.clock.advance(minutes(40));
    expect((await kept(own)).names).toHaveLength(11);
    own.clock.jump(days(29));
    await own.clock.advance(minutes(5));
    expect((await kept(own)).names).toHaveLength(11);
    own.clock.jump(days(2));
    await own.clock.advance(minutes(5));
    const now = await kept(own);
    expect(now.names).toEqual(['s1']);
    expect(now.size).toEqual(now.recount);
  });

  it('are no history any more when a restored server has them again', async () => {
    const own = inspector();
    own.openTab();
    await finishedJobs(own, 5);
    const backup = own.oozie.snapshot();
    own.oozie.purge();
    await own.clock.advance(minutes(40));
    expect((await kept(own)).names).toHaveLength(6);
    own.oozie.restoreTo(backup);
    await own.clock.advance(minutes(40));
    expect((await kept(own)).size).toEqual({ jobs: 0, bytes: 0 });
  });
});
