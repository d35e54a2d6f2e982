import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJob } from './canonical-job.ts';

const job = (counter: number, serverStart: string, status = 'PREP') => ({
  id: `${String(counter).padStart(7, '0')}-${serverStart}-oozie-root-W`,
  status,
});
const monday = '261123032920870';
const tuesday = '261124032920870';

describe('of several jobs under one key', () => {
  it('there is none to choose when there is none', () => {
    expect(canonicalJob([])).toBeUndefined();
  });
  it('the oldest counts', () => {
    expect(canonicalJob([job(10, monday), job(9, monday), job(11, monday)])).toEqual(job(9, monday));
  });
  it('one from before the server’s restart is older, whatever its number', () => {
    expect(canonicalJob([job(0, tuesday), job(12_345_678, monday)])).toEqual(job(12_345_678, monday));
  });
  it('one that began counts before older ones that did not', () => {
    expect(canonicalJob([job(1, monday), job(2, monday, 'RUNNING'), job(0, monday, 'KILLED')])).toEqual(
      job(2, monday, 'RUNNING'),
    );
  });
  it('the same is chosen in whatever order Oozie lists them', () => {
    const jobs = fc.uniqueArray(
      fc.record({
        counter: fc.nat(20),
        start: fc.constantFrom(monday, tuesday),
        status: fc.constantFrom('PREP', 'RUNNING', 'KILLED', 'SUCCEEDED'),
      }),
      { selector: ({ counter, start }) => `${counter} ${start}`, minLength: 1 },
    );
    fc.assert(
      fc.property(jobs, (told) => {
        const listed = told.map(({ counter, start, status }) => job(counter, start, status));
        expect(canonicalJob([...listed].reverse())).toEqual(canonicalJob(listed));
      }),
    );
  });
});
