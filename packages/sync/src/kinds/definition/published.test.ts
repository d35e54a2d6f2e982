import { printConfiguration } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workflow } from '../../testing-ground/oozie-jobs.ts';
import { currentOf, noticeProperties, type Published, publishedIn } from './published.ts';

const revision = (told: Partial<Published>): Published => ({
  name: 'inspection',
  type: 'workflow',
  text: '<workflow-app/>',
  digest: '',
  path: 'hdfs://nn/definitions/1/workflow.xml',
  number: 1,
  user: 'ada',
  publishedAt: null,
  jobId: '0000001-261123032920870-oozie-root-W',
  ...told,
});

describe('the job that tells of a revision', () => {
  it('gives the text back to the letter, whatever Oozie does to properties', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        const conf = printConfiguration(noticeProperties(revision({ text })));
        expect(publishedIn(workflow({ conf }))).toMatchObject({ text, number: 1, name: 'inspection' });
      }),
      { numRuns: 50 },
    );
  });
  it('is told from every other workflow', () => {
    expect(publishedIn(workflow())).toBeUndefined();
    const broken = { ...noticeProperties(revision({})), 'howdah.definition.text': '%' };
    expect(publishedIn(workflow({ conf: printConfiguration(broken) }))).toBeUndefined();
  });
});

describe('the current revision', () => {
  const job = (counter: number) => `000000${counter}-261123032920870-oozie-root-W`;
  it('is the last one in a row', () => {
    const told = [revision({ number: 3, jobId: job(9) }), revision({ number: 2, jobId: job(1) })];
    expect(currentOf(told)?.number).toBe(3);
  });
  it('is the first of two that were made of the same one', () => {
    const told = [revision({ number: 2, jobId: job(4) }), revision({ number: 2, jobId: job(3) })];
    expect(currentOf(told)?.jobId).toBe(job(3));
  });
  it('is none when nobody publishes one', () => {
    expect(currentOf([])).toBeUndefined();
  });
});
