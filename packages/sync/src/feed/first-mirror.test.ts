import { afterEach, describe, expect, it } from 'vitest';
import { inspectionStores, surveys } from '../proof/inspection.ts';
import { createProfile, type Profile, type RequestThere } from '../proof/profile.fixture.ts';
import { somebodySubmits } from '../testing-ground/somebodys-jobs.ts';

let profile: Profile | undefined;
afterEach(() => profile?.end());

/** Somebody else's jobs: more than two pages of a list. */
const others = 620;

async function othersSubmit({ oozie }: Profile, count: number): Promise<void> {
  const path = oozie.jobs().workflows[0]?.appPath ?? '';
  for (let submitted = 0; submitted < count; submitted += 1) await somebodySubmits(oozie, path);
}

/** A profile with one row, whose job is among many that were never looked at; no tab is open. */
async function beforeManyJobs(): Promise<Profile> {
  const own = createProfile({
    collections: [surveys],
    stores: inspectionStores,
    random: () => 0.5,
    mirror: 'all',
  });
  profile = own;
  const tab = own.openTab();
  await own.put('surveys', { id: 's1', severity: 3, status: 'finished' });
  await own.clock.runUntil(async () => (await shown(own)) === 'RUNNING');
  await own.stopTab(tab);
  await othersSubmit(own, others);
  // So long ago that a scan with a cursor wouldn't come to them.
  await own.clock.advance(120_000);
  await own.app.write(['howdah_meta'], (transaction) =>
    transaction.delete('howdah_meta', ['cursor:workflows']),
  );
  return own;
}

async function shown({ app }: Profile): Promise<unknown> {
  const row = await app.read(['surveys'], (transaction) => transaction.row('surveys', 's1'));
  return row && 'jobStatus' in row ? row.jobStatus : undefined;
}

const kept = ({ app }: Profile) =>
  app.read(['howdah_jobs'], async (transaction) => {
    const jobs = await transaction.page('howdah_jobs');
    return jobs.filter(({ type }) => type === 'workflow').map(({ id, status }) => `${id} ${status}`);
  });

const there = ({ oozie }: Profile) =>
  oozie
    .jobs()
    .workflows.map(({ id, status }) => `${id} ${status}`)
    .sort();

const asksForPage = (request: Pick<RequestThere, 'path' | 'query'>, offset: number) =>
  request.path.endsWith('/jobs') &&
  request.query.get('jobtype') === 'wf' &&
  request.query.get('offset') === String(offset);

describe('when all jobs of a server are read for the first time', () => {
  it('each is kept as it is, and a row’s own is read in full and shown in the row', async () => {
    const own = await beforeManyJobs();
    const [job] = own.oozie.jobs().workflows;
    own.oozie.complete(job?.id ?? '', {});
    own.openTab();
    await own.clock.runUntil(async () => (await shown(own)) === 'SUCCEEDED');
    await own.clock.runUntil(async () => (await kept(own)).length === others + 1);
    expect(await kept(own)).toEqual(there(own));
    const full = await own.app.read(['howdah_jobs'], (transaction) =>
      transaction.get('howdah_jobs', job?.id ?? ''),
    );
    expect(full?.full).toMatchObject({ status: 'SUCCEEDED', partial: false });
  });

  it('those are not missed that come, or change, while it is read', async () => {
    const own = await beforeManyJobs();
    const waiting = [() => othersSubmit(own, 3)];
    own.onRequest((request) => {
      if (asksForPage(request, 251)) void waiting.pop()?.();
    });
    own.openTab();
    await own.clock.runUntil(async () => (await kept(own)).length === others + 4);
    await own.clock.advance(15_000);
    expect(waiting).toEqual([]);
    expect(await kept(own)).toEqual(there(own));
  });

  it('it begins anew when a page gets lost, and nothing is missing in the end', async () => {
    const own = await beforeManyJobs();
    // As often as a request is tried, twice.
    own.network.inject({
      match: (request) => asksForPage(request, 501),
      times: 6,
      action: { kind: 'drop-response' },
    });
    let begun = 0;
    own.onRequest((request) => {
      if (asksForPage(request, 1)) begun += 1;
    });
    own.openTab();
    await own.clock.runUntil(async () => (await kept(own)).length === others + 1, 600_000);
    expect(begun).toBeGreaterThan(2);
    expect(await kept(own)).toEqual(there(own));
  });
});
