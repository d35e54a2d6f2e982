import { howdahStores } from '@howdah/sync';
import { Dexie } from 'dexie';

/** What an inspector found at a site. */
export interface Survey {
  id: string;
  site: string;
  inspector: string;
  /** From 1 (a scratch) to 10 (closed at once). */
  severity: number;
  notes: string;
  /** Epoch ms. */
  recordedAt: number;
  /** A finished survey goes out; a draft stays on this device. */
  status: 'draft' | 'finished';

  // From Oozie: absent until the survey's workflow run is known.
  jobId?: string;
  jobStatus?: string;
  /** Epoch ms. */
  startedAt?: number | null;
  /** Epoch ms. */
  endedAt?: number | null;
  /** What the run decided. */
  assessment?: Assessment | null;
  /** False when Oozie no longer has the job; what it told before stays. */
  onServer?: boolean;
}

export type Assessment = 'urgent' | 'routine';

/** An inspection that comes round again. */
export interface Schedule {
  id: string;
  name: string;
  /** Oozie refuses less than 5. */
  frequencyMinutes: number;
  /** Epoch ms, like all times here. Oozie keeps whole minutes, and so does this app. */
  start: number;
  end: number;
  /** From when on no more runs are started; null when it isn't paused. */
  pause: number | null;
  /** How many runs may be under way at once. */
  concurrency: number;

  // From Oozie: absent until the schedule's coordinator is known.
  jobId?: string;
  jobStatus?: string;
  nextRun?: number | null;
  /** False when Oozie no longer has the job; what it told before stays. */
  onServer?: boolean;
}

/** The app's own database, with Howdah's stores beside its own. */
export const database = new Dexie('field-survey');

database.version(1).stores({
  surveys: 'id, status, recordedAt',
  schedules: 'id, start',
  ...howdahStores,
});

export const surveys = database.table<Survey, string>('surveys');
export const schedules = database.table<Schedule, string>('schedules');
