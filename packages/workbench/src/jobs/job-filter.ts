import type { MirroredJob } from '@howdah/sync';
import { wordOf } from '../theme/status-palette.ts';

export const jobTypes = ['workflow', 'coordinator', 'bundle'] as const;

export type JobType = MirroredJob['type'];

/** What the address of the Jobs page can say: every filter, and the job that is open. */
export interface JobsSearch {
  type?: JobType;
  status?: string;
  text?: string;
  /** The id of the job whose details are shown. */
  job?: string;
}

const someText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** Reads the page's address; what makes no sense is left out. */
export function parseJobsSearch(search: Record<string, unknown>): JobsSearch {
  const type = jobTypes.find((each) => each === search.type);
  const status = someText(search.status)?.toUpperCase();
  const text = someText(search.text);
  const job = someText(search.job);
  return {
    ...(type && { type }),
    ...(status && { status }),
    ...(text && { text }),
    ...(job && { job }),
  };
}

/** Whether every word of `text` is found in the job's name, id, user or status. */
export function matchesText(job: MirroredJob, text: string): boolean {
  const haystack = [job.name, job.id, job.user ?? '', job.status, wordOf(job.status)]
    .join('\n')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
