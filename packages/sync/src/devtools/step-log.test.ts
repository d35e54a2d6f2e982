import { expect, it } from 'vitest';
import { inspectors } from '../proof/inspector.fixture.ts';
import type { Profile } from '../proof/profile.fixture.ts';
import type { RecordChange } from '../store/memory-store.ts';
import { logOf } from './export-log.ts';
import { replayLog } from './replay-log.ts';
import { stepLog } from './step-log.ts';

const inspector = inspectors({ log: stepLog() });
const unlogged = inspectors();

const shownIn = async ({ app }: Profile, id: string) => {
  const row = await app.read(['surveys'], (transaction) => transaction.row('surveys', id));
  return row && 'jobStatus' in row ? row.jobStatus : undefined;
};
const logged = ({ app }: Profile) =>
  app.read(['howdah_log'], (transaction) => transaction.page('howdah_log'));

async function finishedSurvey(own: Profile, id: string): Promise<void> {
  await own.put('surveys', { id, severity: 3, status: 'finished' });
  await own.clock.runUntil(async () => (await shownIn(own, id)) === 'RUNNING');
}

const stateIn = (record: object | undefined) => (record && 'state' in record ? record.state : undefined);

it('each change of a step’s state is logged in the transaction that made it', async () => {
  const own = inspector();
  const unlogged: (readonly RecordChange[])[] = [];
  let changes = 0;
  own.database.onCommit((changed) => {
    const steps = changed.filter(
      ({ store, before, after }) => store === 'howdah_outbox' && stateIn(before) !== stateIn(after),
    );
    changes += steps.length;
    if (steps.length > 0 && !changed.some(({ store }) => store === 'howdah_log')) unlogged.push(changed);
  });
  own.openTab();
  await finishedSurvey(own, 's1');
  expect(changes).toBeGreaterThan(4);
  expect(unlogged).toEqual([]);
});

it('keeps what happened last, and lets the oldest go', async () => {
  const own = inspector({ log: stepLog({ keep: 20 }) });
  own.openTab();
  for (let number = 1; number <= 12; number += 1) await finishedSurvey(own, `s${number}`);
  const { entries } = replayLog(await logOf(own.app));
  expect(entries.length).toBeLessThanOrEqual(22);
  expect(entries.at(-1)).toMatchObject({ rowKey: 's12', was: expect.stringContaining('both sides agree') });
});

it('keeps no more bytes than it may', async () => {
  const own = inspector({ log: stepLog({ maxBytes: 50_000 }) });
  own.openTab();
  for (let number = 1; number <= 12; number += 1) await finishedSurvey(own, `s${number}`);
  const sizes = (await logged(own)).map(({ text }) => text.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(55_000);
  expect(sizes.length).toBeGreaterThan(1);
});

it('without room for the log, the log goes and the rows go on', async () => {
  const own = inspector();
  own.openTab();
  await finishedSurvey(own, 's1');
  expect((await logged(own)).length).toBeGreaterThan(0);
  let refused = 0;
  own.fillDisk((call) => {
    if (call === 'put howdah_log') refused += 1;
    return call === 'put howdah_log';
  });
  await finishedSurvey(own, 's2');
  expect(refused).toBe(1);
  expect(await logged(own)).toEqual([]);
  expect(own.oozie.jobs().workflows.map(({ appName }) => appName)).toEqual(['s1', 's2']);
  own.fillDisk(() => false);
  await own.clock.advance(6 * 60_000);
  await finishedSurvey(own, 's3');
  expect(replayLog(await logOf(own.app)).rows.map(({ rowKey }) => rowKey)).toContain('s3');
});

it('without the option nothing is logged', async () => {
  const own = unlogged();
  own.openTab();
  await finishedSurvey(own, 's1');
  expect(await logged(own)).toEqual([]);
  await expect(logOf(own.app)).rejects.toMatchObject({ code: 'no-log' });
});
