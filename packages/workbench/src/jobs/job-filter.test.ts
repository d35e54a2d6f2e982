import type { MirroredJob } from '@howdah/sync';
import { describe, expect, it } from 'vitest';
import { matchesText, parseJobsSearch } from './job-filter.ts';

const nightLoad: MirroredJob = {
  id: '0000042-261123032920870-oozie-root-W',
  type: 'workflow',
  name: 'Night-Load',
  status: 'DONEWITHERROR',
  user: 'etl',
  createdTime: null,
  startTime: null,
  endTime: null,
  lastModTime: null,
  nextMaterializedTime: null,
  parentId: null,
  gone: false,
  seenAt: 0,
};

describe('the address of the Jobs page', () => {
  it('keeps what makes sense', () => {
    expect(parseJobsSearch({ type: 'bundle', status: 'killed', text: 'load', job: 'x-W' })).toEqual({
      type: 'bundle',
      status: 'KILLED',
      text: 'load',
      job: 'x-W',
    });
  });
  it('leaves out what does not', () => {
    expect(parseJobsSearch({ type: 'pipeline', status: '', text: null, page: 3 })).toEqual({});
  });
  it('takes a text that looks like a number', () => {
    expect(parseJobsSearch({ text: 42 })).toEqual({ text: '42' });
  });
});

it.each([
  ['night', true],
  ['etl NIGHT', true],
  ['0000042', true],
  ['done with', true],
  ['night day', false],
  ['  ', true],
])('"%s" finds the job: %s', (text, found) => {
  expect(matchesText(nightLoad, text)).toBe(found);
});
