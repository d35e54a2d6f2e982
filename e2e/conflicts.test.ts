import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import {
  coordinatorOf,
  type FieldSurvey,
  freshId,
  hour,
  openFieldSurvey,
  scheduleFromTomorrow,
} from './field-survey.ts';
import { changeCoordinator, coordinatorsNamed } from './oozie-truth.ts';
import { profileOnStack } from './stack.fixture.ts';

const oozieUrl = inject('oozieUrl');
const own = profileOnStack({ viewport: { width: 1440, height: 900 } });
let app: FieldSurvey;

beforeAll(async () => {
  app = await openFieldSurvey(own.profile, own.stack.url);
});

const oozieMinute = (epochMs: number) => `${new Date(epochMs).toISOString().slice(0, 16)}Z`;

/** The one coordinator of a schedule, as Oozie has it. */
async function truth(id: string) {
  const jobs = await coordinatorsNamed(oozieUrl, `schedule-${id}`);
  expect(jobs).toHaveLength(1);
  const [job] = jobs;
  return { concurrency: job?.concurrency, end: Date.parse(job?.endTime ?? '') };
}

async function submitted() {
  const schedule = scheduleFromTomorrow(freshId('rounds'));
  await app.put('schedules', schedule);
  return { schedule, jobId: await coordinatorOf(app, schedule.id) };
}

describe('a schedule', () => {
  it('edited here changes its coordinator; changed on the server changes the row', async () => {
    const { schedule, jobId } = await submitted();
    await app.update('schedules', schedule.id, { end: schedule.end + 24 * hour, concurrency: 3 });
    await eventually(async () =>
      expect(await truth(schedule.id)).toEqual({ concurrency: 3, end: schedule.end + 24 * hour }),
    );
    await changeCoordinator(oozieUrl, jobId, {
      concurrency: '5',
      endtime: oozieMinute(schedule.end + 48 * hour),
    });
    await eventually(async () =>
      expect(await app.schedule(schedule.id)).toMatchObject({
        concurrency: 5,
        end: schedule.end + 48 * hour,
      }),
    );
  });

  it('changed on both sides in different fields is merged without asking', async () => {
    const { schedule, jobId } = await submitted();
    await own.profile.context.setOffline(true);
    await app.update('schedules', schedule.id, { end: schedule.end + hour });
    await changeCoordinator(oozieUrl, jobId, { concurrency: '4' });
    await own.profile.context.setOffline(false);
    await eventually(async () => {
      expect(await truth(schedule.id)).toEqual({ concurrency: 4, end: schedule.end + hour });
      expect(await app.schedule(schedule.id)).toMatchObject({ concurrency: 4, end: schedule.end + hour });
    });
    expect((await app.conflicts()).filter(({ rowKey }) => rowKey === schedule.id)).toEqual([]);
  });

  /** Makes conflicts about the concurrency (1 agreed, 8 here, 6 there) and opens them in the workbench. */
  async function conflictsInWorkbench(count: number): Promise<{ ids: string[]; page: Page }> {
    const made = await Promise.all(Array.from({ length: count }, submitted));
    const ids = made.map(({ schedule }) => schedule.id);
    await own.profile.context.setOffline(true);
    for (const { schedule, jobId } of made) {
      await app.update('schedules', schedule.id, { concurrency: 8 });
      await changeCoordinator(oozieUrl, jobId, { concurrency: '6' });
    }
    await own.profile.context.setOffline(false);
    await eventually(async () => {
      const found = await app.conflicts();
      expect(found.map(({ rowKey }) => rowKey).sort()).toEqual(ids.toSorted());
      for (const { fields } of found) expect(fields).toEqual(['concurrency']);
    });
    const page = await own.profile.context.newPage();
    await page.goto(`${own.stack.url}/conflicts`);
    for (const id of ids) await page.getByText(id).first().waitFor();
    return { ids, page };
  }

  async function conflictInWorkbench(): Promise<{ id: string; page: Page }> {
    const { ids, page } = await conflictsInWorkbench(1);
    return { id: ids[0] ?? '', page };
  }

  async function bothAre(id: string, concurrency: number): Promise<void> {
    await eventually(async () => {
      expect(await truth(id)).toMatchObject({ concurrency });
      expect(await app.schedule(id)).toMatchObject({ concurrency });
      expect(await app.conflicts()).toEqual([]);
    });
  }

  it('changed on both sides in the same field shows base, mine and theirs, and "Keep mine" ends with both equal', async () => {
    const { id, page } = await conflictInWorkbench();
    const resolver = page.getByRole('table').filter({ hasText: 'concurrency' });
    await resolver.waitFor();
    const text = await resolver.textContent();
    for (const value of ['1', '8', '6']) expect(text).toContain(value);
    expect(await truth(id)).toMatchObject({ concurrency: 6 });
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await bothAre(id, 8);
    await page.close();
  });

  it('"Take theirs" ends with both equal', async () => {
    const { id, page } = await conflictInWorkbench();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await bothAre(id, 6);
    await page.close();
  });

  it('"Edit by hand" ends with both equal', async () => {
    const { id, page } = await conflictInWorkbench();
    await page.getByRole('button', { name: 'Edit by hand' }).click();
    await page.getByLabel('concurrency').fill('7');
    await page.getByRole('button', { name: /^Save/ }).click();
    await bothAre(id, 7);
    await page.close();
  });

  it('"Take theirs in all" asks once more, and ends with both equal in every row', async () => {
    const { ids, page } = await conflictsInWorkbench(2);
    await page.getByRole('button', { name: 'Keep mine in all 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).last().click();
    expect(await app.conflicts()).toHaveLength(2);
    await page.getByRole('button', { name: 'Take theirs in all 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take theirs' }).click();
    await page.getByText('2 rows: took theirs.').waitFor();
    for (const id of ids) await bothAre(id, 6);
    await page.close();
  });
});
