import { afterEach, expect, it } from 'vitest';
import { inspectionStores, surveys } from '../proof/inspection.ts';
import { createProfile, type Profile } from '../proof/profile.fixture.ts';

let profile: Profile | undefined;
afterEach(() => profile?.end());

const shown = async ({ app }: Profile) => {
  const row = await app.read(['surveys'], (transaction) => transaction.row('surveys', 's1'));
  return row && 'jobStatus' in row ? row.jobStatus : undefined;
};

it.each(['linked', 'all'] as const)(
  'a look at a job that comes late doesn’t hide that the job has ended meanwhile (%s jobs are kept)',
  async (mirror) => {
    const own = createProfile({
      collections: [surveys],
      stores: inspectionStores,
      random: () => 0.5,
      mirror,
      pollIntervalMs: 1_000,
    });
    profile = own;
    // The look after the start, which shows that it runs, is on its way for long.
    own.network.inject({
      match: ({ method, path }) => method === 'GET' && path.includes('-W'),
      times: 1,
      action: { kind: 'delay', ms: 10_000, when: 'before-answering' },
    });
    own.openTab();
    await own.put('surveys', { id: 's1', severity: 3, status: 'finished' });
    await own.clock.runUntil(() => own.oozie.jobs().workflows.some(({ status }) => status === 'RUNNING'));
    await own.clock.advance(3_000);
    for (const { id } of own.oozie.jobs().workflows) own.oozie.complete(id, {});
    await own.clock.advance(15_000);
    expect(await shown(own)).toBe('SUCCEEDED');
  },
);
