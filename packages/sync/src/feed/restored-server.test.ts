import { describe, expect, it } from 'vitest';
import { inspectors } from '../proof/inspector.fixture.ts';
import type { Profile } from '../proof/profile.fixture.ts';
import { somebodySubmits } from '../testing-ground/somebodys-jobs.ts';

const inspector = inspectors();

const minutes = (count: number) => count * 60_000;

const shownIn = async ({ app }: Profile, id: string) => {
  const store = id.startsWith('s') ? 'surveys' : 'schedules';
  const row = await app.read([store], (transaction) => transaction.row(store, id));
  return row && 'jobStatus' in row ? row.jobStatus : undefined;
};

const finish = (own: Profile, id: string) => own.put('surveys', { id, severity: 3, status: 'finished' });

async function finishedSurvey(own: Profile, id: string): Promise<void> {
  await finish(own, id);
  await own.clock.runUntil(async () => (await shownIn(own, id)) === 'RUNNING');
  await own.clock.advance(5_000);
}

async function plannedSchedule(own: Profile, id: string): Promise<void> {
  const end = own.oozie.jobs().workflows[0]?.createdTime ?? Date.parse('2026-03-28T23:00Z');
  await own.put('schedules', { id, end: end + minutes(600), pause: null, concurrency: 1 });
  await own.clock.runUntil(async () => (await shownIn(own, id)) === 'RUNNING');
  await own.clock.advance(5_000);
}

const submissionsIn = ({ network }: Profile) =>
  network.requests.filter(({ method }) => method === 'POST').length;

describe.each(['linked', 'all'] as const)(
  'when Oozie is restored from a backup, and %s jobs are kept',
  (mirror) => {
    it('a row whose job is younger than the backup shows that it is gone, and is not submitted again', async () => {
      const own = inspector({ mirror });
      own.openTab();
      await finishedSurvey(own, 's1');
      const backup = own.oozie.snapshot();
      await own.clock.advance(minutes(2));
      await finishedSurvey(own, 's2');
      const submissions = submissionsIn(own);
      own.oozie.restoreTo(backup);
      await own.clock.advance(15_000);
      expect([await shownIn(own, 's1'), await shownIn(own, 's2')]).toEqual(['RUNNING', 'GONE']);
      await own.clock.advance(minutes(60));
      expect(submissionsIn(own)).toBe(submissions);
    });

    it('a row whose job is further back than it was shows that', async () => {
      const own = inspector({ mirror });
      own.openTab();
      await finishedSurvey(own, 's1');
      await plannedSchedule(own, 'c1');
      const backup = own.oozie.snapshot();
      await own.clock.advance(minutes(2));
      for (const { id, appName } of own.oozie.jobs().workflows) {
        if (appName === 's1') own.oozie.complete(id, {});
      }
      await own.clock.runUntil(async () => (await shownIn(own, 's1')) === 'SUCCEEDED');
      await own.clock.advance(minutes(2));
      own.oozie.restoreTo(backup);
      await own.clock.advance(15_000);
      expect([await shownIn(own, 's1'), await shownIn(own, 'c1')]).toEqual(['RUNNING', 'RUNNING']);
    });

    it('a job of somebody else that gets the id of a row’s job is not taken for it, nor touched', async () => {
      const own = inspector({ mirror });
      own.openTab();
      await finishedSurvey(own, 's1');
      const path = own.oozie.jobs().workflows[0]?.appPath ?? '';
      const backup = own.oozie.snapshot();
      await own.clock.advance(minutes(2));
      await finishedSurvey(own, 's2');
      const ids = own.oozie.jobs().workflows.map(({ id }) => id);
      own.oozie.restoreTo(backup);
      const taken = await somebodySubmits(own.oozie, path, 'not-yours');
      expect(ids).toContain(taken);
      // Before anybody has looked, the row's user wants the job to end.
      await own.put('surveys', {
        ...(await own.app.read(['surveys'], (transaction) => transaction.row('surveys', 's2'))),
        wanted: 'KILLED',
      });
      await own.clock.advance(minutes(3));
      expect(await shownIn(own, 's2')).toBe('GONE');
      const foreign = own.oozie.jobs().workflows.find(({ id }) => id === taken);
      expect([foreign?.appName, foreign?.status]).toEqual(['not-yours', 'RUNNING']);
      own.oozie.complete(taken, {});
      await own.clock.advance(minutes(3));
      expect(await shownIn(own, 's2')).toBe('GONE');
      expect(await shownIn(own, 's1')).toBe('RUNNING');
    });
  },
);

describe('when Oozie’s clock was ahead and is set right', () => {
  it('what changes then is found as before', async () => {
    const own = inspector();
    own.openTab();
    own.oozie.skewClock(minutes(90));
    await finishedSurvey(own, 's1');
    await own.clock.advance(minutes(2));
    own.oozie.skewClock(0);
    await own.clock.advance(minutes(1));
    await finish(own, 's2');
    await own.clock.runUntil(async () => (await shownIn(own, 's2')) === 'RUNNING');
    await own.clock.advance(5_000);
    for (const { id, appName } of own.oozie.jobs().workflows) {
      if (appName === 's2') own.oozie.complete(id, {});
    }
    await own.clock.advance(15_000);
    expect(await shownIn(own, 's2')).toBe('SUCCEEDED');
  });
});

describe('when Oozie is started again', () => {
  it('nothing is read or sent anew', async () => {
    const own = inspector();
    own.openTab();
    await finishedSurvey(own, 's1');
    const submissions = submissionsIn(own);
    own.oozie.restart();
    await own.clock.advance(minutes(2));
    expect([await shownIn(own, 's1'), submissionsIn(own)]).toEqual(['RUNNING', submissions]);
    const told = await own.app.read(['howdah_activity'], (transaction) =>
      transaction.page('howdah_activity'),
    );
    expect(told.filter(({ message }) => message.includes('went back'))).toEqual([]);
  });
});

describe('when the machine wakes after a night', () => {
  it('what was purged meanwhile shows soon, though the clock that only goes forwards stood still', async () => {
    const own = inspector();
    own.openTab();
    await finishedSurvey(own, 's1');
    for (const { id } of own.oozie.jobs().workflows) own.oozie.complete(id, {});
    await own.clock.runUntil(async () => (await shownIn(own, 's1')) === 'SUCCEEDED');
    // The last change of all is another's, so that the lists look as they did.
    await finishedSurvey(own, 's2');
    await own.clock.advance(minutes(1));
    own.oozie.purge();
    own.clock.jump(minutes(8 * 60));
    await own.clock.advance(minutes(2));
    expect(await shownIn(own, 's1')).toBe('GONE');
  });
});
