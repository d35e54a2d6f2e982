import type { Bundle } from '@howdah/oozie-client';
import { describe, expect, it } from 'vitest';
import type { JobLink } from '../../store/tables.ts';
import { coordinator } from '../../testing-ground/oozie-jobs.ts';
import { bundleAgrees, bundleFixedDigest, planBundle, planBundleKill } from './plan.ts';
import type { BundleSpec } from './spec.ts';

const spec: BundleSpec = {
  name: 'rounds',
  definition: '<bundle-app name="a"></bundle-app>',
  endTime: 60_000,
};
const link: JobLink = {
  jobId: 'b-1',
  bundleId: null,
  fixedDigest: bundleFixedDigest(spec),
  submittedAt: 0,
  started: true,
};
const bundle = (told: Partial<Bundle> = {}): Bundle => ({
  bundleJobId: 'b-1',
  bundleJobName: 'rounds',
  bundleJobPath: null,
  bundleExternalId: null,
  status: 'RUNNING',
  user: 'ada',
  group: null,
  acl: null,
  conf: null,
  timeUnit: null,
  timeOut: 0,
  kickoffTime: null,
  createdTime: null,
  startTime: null,
  endTime: 60_000,
  pauseTime: null,
  consoleUrl: null,
  partial: false,
  bundleCoordJobs: [],
  ...told,
});
const plan = (given: Partial<Parameters<typeof planBundle>[0]> = {}) =>
  planBundle({
    base: spec,
    wanted: spec,
    fixedDigest: bundleFixedDigest(given.wanted ?? spec),
    link,
    remote: bundle(),
    gone: false,
    onFixedChange: 'park',
    ...given,
  });

describe('a bundle', () => {
  it('is submitted, then started', () => {
    expect(plan({ link: null })).toMatchObject({ action: 'submit' });
    expect(plan({ link: { ...link, started: false }, remote: undefined })).toMatchObject({ action: 'start' });
  });
  it('is given its end and its pause one after the other, since Oozie stores one of both', () => {
    const wanted = { ...spec, endTime: 180_000, pauseTime: 120_000 };
    expect(plan({ wanted })).toMatchObject({ action: 'change', payload: { endtime: 180_000 } });
    const ended = bundle({ endTime: 180_000 });
    expect(plan({ wanted, remote: ended })).toMatchObject({ payload: { pausetime: 120_000 } });
    expect(plan({ wanted, remote: { ...ended, pauseTime: 120_000 } })).toEqual({ next: 'nothing' });
  });
  it('that is over takes no change, and a person is told', () => {
    const wanted = { ...spec, endTime: 180_000 };
    expect(plan({ wanted, remote: bundle({ status: 'KILLED' }) })).toMatchObject({
      next: 'park',
      field: 'endTime',
    });
    expect(plan({ wanted, gone: true })).toMatchObject({ next: 'park', field: 'endTime' });
  });
  it('with another definition is parked, or replaced where that is declared', () => {
    const wanted = { ...spec, definition: '<bundle-app name="b"></bundle-app>' };
    expect(plan({ wanted })).toMatchObject({ next: 'park', field: 'definition' });
    expect(plan({ wanted, onFixedChange: 'replace' })).toEqual({ next: 'replace' });
  });
  it('is killed with what it was just making', () => {
    const killed = bundle({ status: 'KILLED', bundleCoordJobs: [coordinator({ status: 'RUNNING' })] });
    expect(planBundleKill({ link, remote: killed, gone: false })).toMatchObject({ action: 'kill' });
    expect(bundleAgrees('kill', null, killed)).toBe(false);
    expect(planBundleKill({ link, remote: bundle({ status: 'KILLED' }), gone: false })).toEqual({
      next: 'nothing',
    });
  });
});
