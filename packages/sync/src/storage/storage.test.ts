import { describe, expect, it } from 'vitest';
import { inspectors } from '../proof/inspector.fixture.ts';
import type { Profile } from '../proof/profile.fixture.ts';
import { somebodySubmits } from '../testing-ground/somebodys-jobs.ts';
import { storageStatus } from './room.ts';

const inspector = inspectors({ mirror: 'all' });

const minutes = (count: number) => count * 60_000;

const shownIn = async ({ app }: Profile, id: string) => {
  const row = await app.read(['surveys'], (transaction) => transaction.row('surveys', id));
  return row && 'jobStatus' in row ? row.jobStatus : undefined;
};
const statusOf = ({ app }: Profile) => app.read(['howdah_meta'], storageStatus);
const begun = ({ oozie }: Profile, name: string) =>
  oozie.jobs().workflows.filter(({ appName, status }) => appName === name && status !== 'PREP').length;
const mirroredIn = ({ app }: Profile) =>
  app.read(['howdah_jobs'], async (transaction) => (await transaction.page('howdah_jobs')).length);

async function finishedSurvey(own: Profile, id: string): Promise<void> {
  await own.put('surveys', { id, severity: 3, status: 'finished' });
  await own.clock.runUntil(async () => (await shownIn(own, id)) === 'RUNNING');
  await own.clock.advance(5_000);
}

async function somebodysJobs(own: Profile, count: number): Promise<void> {
  const path = own.oozie.jobs().workflows[0]?.appPath ?? '';
  for (let number = 0; number < count; number += 1) await somebodySubmits(own.oozie, path);
}

describe('when the browser has no more room', () => {
  it('other people’s jobs are no longer kept, which is said; rows are sent; with room again, all are kept', async () => {
    const own = inspector();
    own.openTab();
    await finishedSurvey(own, 's1');
    await own.clock.advance(minutes(1));
    const mirrored = await mirroredIn(own);
    // As many jobs fit as rows need, and no more.
    let fits = 0;
    own.fillDisk((call) => {
      if (call === 'put howdah_jobs') fits += 1;
      return call === 'put howdah_jobs' && fits < 3;
    });
    await somebodysJobs(own, 5);
    await own.clock.advance(minutes(2));
    expect((await statusOf(own)).problem).toContain('no more room');
    expect(await mirroredIn(own)).toBe(mirrored);
    await finishedSurvey(own, 's2');
    expect(await mirroredIn(own)).toBe(mirrored + 1);
    own.fillDisk(() => false);
    await own.clock.advance(minutes(10));
    expect((await statusOf(own)).problem).toBeNull();
    expect(await mirroredIn(own)).toBe(mirrored + 6);
  });

  it('half of the history goes to make some', async () => {
    const own = inspector();
    own.openTab();
    await finishedSurvey(own, 's1');
    await somebodysJobs(own, 20);
    await own.clock.advance(2_000);
    for (const { id } of own.oozie.jobs().workflows) own.oozie.complete(id, {});
    await own.clock.advance(minutes(4));
    own.oozie.purge();
    await own.clock.advance(minutes(40));
    const before = (await statusOf(own)).history;
    expect(before.jobs).toBe(21);
    let calls = 0;
    own.fillDisk((call) => call === 'put howdah_jobs' && calls++ < 1);
    await own.put('surveys', { id: 's2', severity: 3, status: 'finished' });
    await own.clock.runUntil(async () => (await shownIn(own, 's2')) === 'RUNNING', minutes(10));
    const { history } = await statusOf(own);
    expect(history.bytes).toBeLessThanOrEqual(before.bytes / 2);
    expect(history.jobs).toBeGreaterThan(5);
    expect(begun(own, 's2')).toBe(1);
  });

  it('at all, nothing is lost and nothing done twice: what waits goes on when there is some', async () => {
    const own = inspector();
    own.openTab();
    await finishedSurvey(own, 's1');
    await own.put('surveys', { id: 's2', severity: 3, status: 'finished' });
    own.fillDisk((call) => call.startsWith('put '));
    await own.clock.advance(minutes(30));
    own.fillDisk(() => false);
    await own.clock.runUntil(async () => (await shownIn(own, 's2')) === 'RUNNING', minutes(10));
    expect([begun(own, 's1'), begun(own, 's2')]).toEqual([1, 1]);
  });
});

describe('when the database is deleted under a running engine and made anew with the app’s rows', () => {
  it('nothing is submitted a second time: a person is asked; what is new goes out', async () => {
    const own = inspector();
    own.openTab();
    await finishedSurvey(own, 's1');
    const mirrored = await mirroredIn(own);
    await own.loseDatabase();
    // The app puts a row back that it kept elsewhere.
    await own.put('surveys', { id: 's1', severity: 3, status: 'finished' });
    await own.clock.advance(minutes(5));
    expect(begun(own, 's1')).toBe(1);
    const parked = await own.app.read(['howdah_journal'], (transaction) =>
      transaction.page('howdah_journal', { index: 'state', equals: 'parked' }),
    );
    expect(parked.map(({ rowKey, problem }) => [rowKey, problem?.message])).toEqual([
      ['s1', expect.stringContaining('may have been sent to Oozie before')],
    ]);
    expect(await mirroredIn(own)).toBe(mirrored);
    const told = await own.app.read(['howdah_activity'], (transaction) =>
      transaction.page('howdah_activity'),
    );
    expect(told.some(({ message }) => message.includes('the database was deleted'))).toBe(true);
    await finishedSurvey(own, 's2');
    expect(begun(own, 's2')).toBe(1);
    // And a person who has looked says so.
    await own.tabs[0]?.howdah.retry({ collection: 'surveys', rowKey: 's1' });
    await own.clock.runUntil(() => begun(own, 's1') === 2, minutes(5));
  });

  it('the same holds for an engine that starts after', async () => {
    const own = inspector();
    const tab = own.openTab();
    await finishedSurvey(own, 's1');
    tab.crash();
    await own.loseDatabase();
    own.openTab();
    await own.clock.advance(minutes(5));
    expect(begun(own, 's1')).toBe(1);
  });
});

describe('a database that is new', () => {
  it('has its rows sent as ever', async () => {
    const own = inspector();
    await own.put('surveys', { id: 's1', severity: 3, status: 'finished' });
    own.openTab();
    await own.clock.runUntil(async () => (await shownIn(own, 's1')) === 'RUNNING');
    expect(begun(own, 's1')).toBe(1);
  });
});
