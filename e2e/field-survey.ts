import type { Page } from 'playwright-core';
import type { Schedule, Survey } from '../examples/field-survey/src/database.ts';
import type { Profile } from './browser.ts';
import { eventually } from './eventually.ts';

/** The field survey app in a tab, driven through the app's own database and engine. */
export interface FieldSurvey {
  page: Page;
  /** Writes a row as the app does. */
  put(store: 'surveys', row: Survey): Promise<void>;
  put(store: 'schedules', row: Schedule): Promise<void>;
  update(store: 'surveys' | 'schedules', id: string, changes: Partial<Survey & Schedule>): Promise<void>;
  delete(store: 'surveys' | 'schedules', id: string): Promise<void>;
  survey(id: string): Promise<Survey | undefined>;
  schedule(id: string): Promise<Schedule | undefined>;
  role(): Promise<string | undefined>;
  conflicts(): Promise<{ rowKey: unknown; fields: string[] }[]>;
  parked(): Promise<{ rowKey: unknown; message: string }[]>;
  /** Has the engine look at everything on Oozie now. */
  refresh(): Promise<void>;
}

/**
 * Where the app's engine runs: in the page itself, so that one tab leads and can be killed; in a worker of each tab; or
 * in one that all tabs share, which is how the app runs unless it is told otherwise.
 */
export type WhereEngineRuns = 'page' | 'worker' | 'shared';

/** Opens the app in a new tab and waits until its engine runs or stands by. */
export async function openFieldSurvey(
  profile: Profile,
  url: string,
  engine: WhereEngineRuns = 'page',
): Promise<FieldSurvey> {
  const page = await profile.newPage();
  await page.goto(`${url}/examples/field-survey/${engine === 'shared' ? '' : `?engine=${engine}`}`);
  return fieldSurveyIn(page);
}

/** The app in a tab that has it already, e.g. after a reload. */
export async function fieldSurveyIn(page: Page): Promise<FieldSurvey> {
  await page.waitForFunction(() => window.fieldSurvey !== undefined);
  // A live value is read only while somebody listens.
  await page.evaluate(() => {
    const howdah = window.fieldSurvey?.howdah;
    for (const live of [howdah?.status, howdah?.conflicts, howdah?.parked]) live?.subscribe(() => {});
  });
  const get = (store: string, id: string): Promise<unknown> =>
    page.evaluate(([name, key]) => window.fieldSurvey?.database.table(name).get(key), [store, id] as const);
  return {
    page,
    put: (store: string, row: Survey | Schedule) =>
      page.evaluate(
        async ([name, value]) => {
          await window.fieldSurvey?.database.table(name).put(value);
        },
        [store, row] as const,
      ),
    update: (store, id, changes) =>
      page.evaluate(
        async ([name, key, value]) => {
          await window.fieldSurvey?.database.table(name).update(key, value);
        },
        [store, id, changes] as const,
      ),
    delete: (store, id) =>
      page.evaluate(
        async ([name, key]) => {
          await window.fieldSurvey?.database.table(name).delete(key);
        },
        [store, id] as const,
      ),
    survey: (id) => get('surveys', id) as Promise<Survey | undefined>,
    schedule: (id) => get('schedules', id) as Promise<Schedule | undefined>,
    role: () => page.evaluate(() => window.fieldSurvey?.howdah.status.current?.role),
    conflicts: () =>
      page.evaluate(() =>
        (window.fieldSurvey?.howdah.conflicts.current ?? []).map(({ rowKey, fields }) => ({
          rowKey,
          fields,
        })),
      ),
    parked: () =>
      page.evaluate(() =>
        (window.fieldSurvey?.howdah.parked.current ?? []).map(({ rowKey, message }) => ({ rowKey, message })),
      ),
    refresh: () => page.evaluate(() => window.fieldSurvey?.howdah.refresh()),
  };
}

let made = 0;

/** An id that no other test's row has. */
export function freshId(word: string): string {
  made += 1;
  return `${word}-${Date.now().toString(36)}-${made}`;
}

/** A finished survey, ready to go out. */
export const finishedSurvey = (id: string, severity = 9): Survey => ({
  id,
  site: 'Bridge 7',
  inspector: 'Ada',
  severity,
  notes: '',
  recordedAt: Date.now(),
  status: 'finished',
});

const minute = 60_000;
export const hour = 60 * minute;

/** A schedule that begins tomorrow, so that nothing of it runs during a test. */
export function scheduleFromTomorrow(id: string): Schedule {
  const start = Math.floor(Date.now() / minute) * minute + 24 * hour;
  return { id, name: id, frequencyMinutes: 60, start, end: start + 48 * hour, pause: null, concurrency: 1 };
}

/** Waits until a schedule's coordinator is known; gives its job id. */
export async function coordinatorOf(app: FieldSurvey, id: string): Promise<string> {
  return eventually(async () => {
    const jobId = (await app.schedule(id))?.jobId;
    if (!jobId?.endsWith('-C'))
      throw new Error(`schedule ${id} has no coordinator: ${JSON.stringify(await app.schedule(id))}`);
    return jobId;
  });
}
