import { describe, expect, it } from 'vitest';
import { inspectors } from '../proof/inspector.fixture.ts';
import type { Profile } from '../proof/profile.fixture.ts';

const inspector = inspectors({ pollIntervalMs: 1_000 });

const shown = async ({ app }: Profile) => {
  const row = await app.read(['surveys'], (transaction) => transaction.row('surveys', 's1'));
  return row && 'jobStatus' in row ? row.jobStatus : undefined;
};

const finish = (own: Profile) => own.put('surveys', { id: 's1', severity: 3, status: 'finished' });

const asksForJob = ({ method, path }: { method: string; path: string }) =>
  method === 'GET' && path.includes('-W');

describe.each(['linked', 'all'] as const)('where %s jobs are kept', (mirror) => {
  it('a look at a job that comes late doesn’t hide that the job has ended meanwhile', async () => {
    const own = inspector({ mirror });
    // The look after the start, which shows that it runs, is on its way for long.
    own.network.inject({
      match: asksForJob,
      times: 1,
      action: { kind: 'delay', ms: 10_000, when: 'before-answering' },
    });
    own.openTab();
    await finish(own);
    await own.clock.runUntil(() => own.oozie.jobs().workflows.some(({ status }) => status === 'RUNNING'));
    await own.clock.advance(3_000);
    for (const { id } of own.oozie.jobs().workflows) own.oozie.complete(id, {});
    await own.clock.advance(15_000);
    expect(await shown(own)).toBe('SUCCEEDED');
  });

  it('a job that one look didn’t find, and that the list still shows, is looked at again', async () => {
    const own = inspector({ mirror });
    own.openTab();
    await finish(own);
    await own.clock.runUntil(async () => (await shown(own)) === 'RUNNING');
    await own.clock.advance(5_000);
    own.network.inject({
      match: asksForJob,
      times: 1,
      action: { kind: 'status', status: 404, headers: { 'oozie-error-code': 'E0604' } },
    });
    for (const { id } of own.oozie.jobs().workflows) own.oozie.complete(id, {});
    await own.clock.advance(5_000);
    expect(await shown(own)).toBe('SUCCEEDED');
  });
});
