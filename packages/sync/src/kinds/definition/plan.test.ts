import { describe, expect, it } from 'vitest';
import type { JobLink } from '../../store/tables.ts';
import { definitionFixedDigest, planDefinition, planDefinitionKill } from './plan.ts';
import { revisionDigest } from './published.ts';
import type { DefinitionSpec } from './spec.ts';

const spec = (text: string): DefinitionSpec => ({
  name: 'inspection',
  text: `<workflow-app name="${text}"/>`,
});
const one = spec('one');
const link: JobLink = {
  jobId: 'w-1',
  bundleId: null,
  fixedDigest: definitionFixedDigest(one),
  submittedAt: 0,
  started: true,
};
const current = (text: string, jobId = 'w-1') => ({
  current: {
    name: 'inspection',
    type: 'workflow' as const,
    text: spec(text).text,
    digest: revisionDigest('workflow', spec(text).text),
    path: 'hdfs://nn/x',
    number: 1,
    user: 'ada',
    publishedAt: 0,
    jobId,
  },
});
const plan = (given: Partial<Parameters<typeof planDefinition>[0]> = {}) =>
  planDefinition({
    base: one,
    wanted: one,
    fixedDigest: definitionFixedDigest(given.wanted ?? one),
    link,
    remote: current('one'),
    gone: false,
    onFixedChange: 'park',
    ...given,
  });

describe('a definition', () => {
  it('that is new is published', () => {
    expect(plan({ link: null, base: null, remote: undefined })).toMatchObject({
      action: 'submit',
      payload: one,
    });
  });
  it('that is current needs nothing', () => {
    expect(plan()).toEqual({ next: 'nothing' });
  });
  it('that was edited becomes the current revision', () => {
    expect(plan({ wanted: spec('two') })).toMatchObject({ action: 'change', payload: spec('two') });
  });
  it('that somebody else edited follows their revision', () => {
    const theirs = { base: spec('two'), wanted: spec('two'), remote: current('two', 'w-2') };
    expect(plan(theirs)).toMatchObject({ action: 'look' });
  });
  it('that somebody took off stays off until it is edited', () => {
    expect(plan({ gone: true })).toEqual({ next: 'nothing' });
    expect(plan({ gone: true, wanted: spec('two') })).toEqual({ next: 'replace' });
  });
  it('given another name is parked', () => {
    expect(plan({ wanted: { ...one, name: 'other' } })).toMatchObject({ next: 'park', field: 'name' });
  });
  it('that is deleted is taken off, once', () => {
    expect(planDefinitionKill({ link, gone: false })).toMatchObject({ action: 'kill' });
    expect(planDefinitionKill({ link, gone: true })).toEqual({ next: 'nothing' });
  });
});
