import 'fake-indexeddb/auto';
import { createOozieClient } from '@howdah/oozie-client';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  hour,
  inspectorsProfile,
  minute,
  scheduleFromTomorrow,
  schedules,
  surveys,
  until,
  workflowsNamed,
} from '../testing-ground/inspectors-profile.ts';
import { decidingWorkflow } from '../testing-ground/jobs.ts';
import type { Conflict } from '../view/view-types.ts';

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'inspector' });
let profile: ReturnType<typeof inspectorsProfile>;

beforeEach(() => {
  profile = inspectorsProfile({ url, user: 'inspector', definitionRoot, timeoutMs: 5_000 });
});
afterEach(() => profile.closeAll());

describe('a survey', () => {
  it('becomes one finished workflow when it is finished, and its result comes back', async () => {
    const { db } = await profile.openTab();
    const [a, b, c] = [profile.named('a'), profile.named('b'), profile.named('c')];
    await db.surveys.bulkAdd([
      { id: a, severity: 9, status: 'finished' },
      { id: b, severity: 2, status: 'finished' },
      { id: c, severity: 5, status: 'draft' },
    ]);
    await until(async () => {
      for (const id of [a, b]) {
        expect(await db.surveys.get(id)).toMatchObject({
          jobStatus: 'SUCCEEDED',
          jobId: expect.stringMatching(/-W$/),
          endedAt: expect.any(Number),
        });
      }
    });
    expect(await workflowsNamed(url, a)).toHaveLength(1);
    expect(await workflowsNamed(url, c)).toHaveLength(0);
    await db.surveys.update(c, { status: 'finished' });
    await until(async () => expect(await db.surveys.get(c)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  });

  it('may be one of many whose common definition Oozie doesn’t have yet', async () => {
    const ids = Array.from({ length: 12 }, (_, number) => profile.named(`many${number}`));
    const definition = `${decidingWorkflow}<!-- ${profile.named('new')} -->`;
    const fresh = surveys({
      toOozie: (survey) => ({ definition, properties: { jobName: survey.id, severity: survey.severity } }),
    });
    const { db, howdah } = await profile.openTab({ collections: [fresh], concurrency: 8 });
    howdah.parked.subscribe(() => {});
    await db.surveys.bulkAdd(ids.map((id) => ({ id, severity: 3, status: 'finished' as const })));
    await until(async () => {
      expect(howdah.parked.current).toEqual([]);
      for (const id of ids) expect(await db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED' });
    });
  });

  it('that was there before Howdah goes out by its index', async () => {
    const id = profile.named('old');
    const before = await profile.openTab({ collections: [] });
    await before.db.surveys.add({ id, severity: 9, status: 'finished' });
    await before.close();
    const { db } = await profile.openTab();
    await until(async () => expect(await db.surveys.get(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  });

  it('whose mapping fails is parked alone, with the row and the field named, and goes on when corrected', async () => {
    const broken = surveys({
      toOozie: (survey) => ({
        definition:
          survey.severity < 0
            ? ''
            : '<workflow-app name="x" xmlns="uri:oozie:workflow:1.0"><start to="end"/><end name="end"/></workflow-app>',
        properties: { jobName: survey.id },
      }),
    });
    const { db, howdah } = await profile.openTab({ collections: [broken] });
    howdah.parked.subscribe(() => {});
    const [good, bad] = [profile.named('good'), profile.named('bad')];
    await db.surveys.bulkAdd([
      { id: bad, severity: -1, status: 'finished' },
      { id: good, severity: 1, status: 'finished' },
    ]);
    await until(async () => {
      expect(await db.surveys.get(good)).toMatchObject({ jobStatus: 'SUCCEEDED' });
      expect(howdah.parked.current).toMatchObject([
        { rowKey: bad, field: 'definition', message: expect.stringContaining(bad) },
      ]);
    });
    await db.surveys.update(bad, { severity: 1 });
    await until(async () => {
      expect(await db.surveys.get(bad)).toMatchObject({ jobStatus: 'SUCCEEDED' });
      expect(howdah.parked.current).toEqual([]);
    });
  });

  it('whose properties Oozie refuses is parked alone, not with those that share its definition', async () => {
    const definition = `${decidingWorkflow}<!-- ${profile.named('shared')} -->`;
    const partly = surveys({
      toOozie: (survey) => ({
        definition,
        properties: survey.severity === 0 ? { severity: 0 } : { jobName: survey.id, severity: 1 },
      }),
    });
    const { db, howdah } = await profile.openTab({ collections: [partly] });
    howdah.parked.subscribe(() => {});
    const [bad, good] = [profile.named('a'), profile.named('b')];
    await db.surveys.bulkAdd([
      { id: bad, severity: 0, status: 'finished' },
      { id: good, severity: 1, status: 'finished' },
    ]);
    await until(async () => {
      expect(howdah.parked.current).toMatchObject([{ rowKey: bad, code: expect.stringMatching(/^E/) }]);
      expect(await db.surveys.get(good)).toMatchObject({ jobStatus: 'SUCCEEDED' });
    });
  });

  it('whose definition Oozie refuses is parked with Oozie’s code', async () => {
    const refused = surveys({
      toOozie: () => ({
        definition:
          '<workflow-app name="x" xmlns="uri:oozie:workflow:1.0"><start to="nowhere"/><end name="end"/></workflow-app>',
      }),
    });
    const { db, howdah } = await profile.openTab({ collections: [refused] });
    howdah.parked.subscribe(() => {});
    await db.surveys.add({ id: profile.named('a'), severity: 1, status: 'finished' });
    await until(() => {
      expect(howdah.parked.current).toMatchObject([
        { code: expect.stringMatching(/^E07/), message: expect.stringContaining('surveys') },
      ]);
    });
  });

  it('deleted here has its job killed, or left, as the collection declares', async () => {
    const held = surveys({
      toOozie: (survey) => ({
        definition: decidingWorkflow,
        properties: { jobName: survey.id, severity: 1 },
        state: 'SUSPENDED',
      }),
    });
    const { db } = await profile.openTab({ collections: [held] });
    const id = profile.named('a');
    await db.surveys.add({ id, severity: 1, status: 'finished' });
    await until(async () => expect(await workflowsNamed(url, id)).toMatchObject([{ status: 'PREP' }]));
    await db.surveys.delete(id);
    await until(async () =>
      expect(await workflowsNamed(url, id)).toMatchObject([{ status: 'KILLED', startTime: null }]),
    );
  });
});

describe('a schedule', () => {
  async function submitted() {
    const tab = await profile.openTab();
    tab.howdah.conflicts.subscribe(() => {});
    const schedule = scheduleFromTomorrow(profile.named('nightly'));
    await tab.db.schedules.add(schedule);
    await until(async () => expect((await tab.db.schedules.get(schedule.id))?.jobId).toMatch(/-C$/));
    const jobId = (await tab.db.schedules.get(schedule.id))?.jobId ?? '';
    return { ...tab, schedule, jobId };
  }

  it('edited here changes its coordinator; changed on the server changes the row', async () => {
    const { db, schedule, jobId, howdah } = await submitted();
    const end = schedule.end + 24 * hour + 30_000;
    await db.schedules.update(schedule.id, { end, concurrency: 3 });
    await until(async () => {
      expect(await client.coordinators.info(jobId)).toMatchObject({ concurrency: 3, endTime: end - 30_000 });
      expect(await db.schedules.get(schedule.id)).toMatchObject({ concurrency: 3, end: end - 30_000 });
    });
    const pausetime = schedule.start + 30 * minute;
    await client.coordinators.change(jobId, { concurrency: 5, pausetime });
    await until(async () => {
      expect(await db.schedules.get(schedule.id)).toMatchObject({ concurrency: 5, pause: pausetime });
    });
    expect(howdah.conflicts.current).toEqual([]);
  });

  it('changed on both sides in different fields is merged without asking', async () => {
    const { db, schedule, jobId, close } = await submitted();
    await close();
    await client.coordinators.change(jobId, { concurrency: 4 });
    const again = await profile.openTab();
    again.howdah.conflicts.subscribe(() => {});
    await again.db.schedules.update(schedule.id, { end: schedule.end + hour });
    await until(async () => {
      expect(await client.coordinators.info(jobId)).toMatchObject({
        concurrency: 4,
        endTime: schedule.end + hour,
      });
      expect(await again.db.schedules.get(schedule.id)).toMatchObject({
        concurrency: 4,
        end: schedule.end + hour,
      });
    });
    expect(again.howdah.conflicts.current).toEqual([]);
    expect(db.isOpen()).toBe(false);
  });

  for (const [resolution, expected] of [
    ['mine', 8],
    ['theirs', 6],
    ['edited', 7],
  ] as const) {
    it(`changed on both sides in the same field asks, and "${resolution}" ends with both sides equal`, async () => {
      const { db, schedule, jobId, howdah } = await submitted();
      await client.coordinators.change(jobId, { concurrency: 6 });
      // Edited before the news arrived.
      await db.schedules.update(schedule.id, { concurrency: 8 });
      let conflict: Conflict | undefined;
      await until(() => {
        conflict = howdah.conflicts.current?.[0];
        expect(conflict).toMatchObject({
          collection: 'schedules',
          rowKey: schedule.id,
          fields: ['concurrency'],
          base: { concurrency: 1 },
          local: { concurrency: 8 },
          remote: { concurrency: 6 },
          jobId,
        });
      });
      if (conflict === undefined) throw new Error('no conflict');
      expect(await client.coordinators.info(jobId)).toMatchObject({ concurrency: 6 });
      await howdah.resolve(
        conflict,
        resolution === 'edited' ? { row: { ...conflict.local, concurrency: expected } } : resolution,
      );
      await until(async () => {
        expect(await client.coordinators.info(jobId)).toMatchObject({ concurrency: expected });
        expect(await db.schedules.get(schedule.id)).toMatchObject({ concurrency: expected });
        expect(howdah.conflicts.current).toEqual([]);
      });
    });
  }

  it('killed on the server shows so, and nothing of the row is lost', async () => {
    const { db, schedule, jobId } = await submitted();
    await client.coordinators.kill(jobId);
    await until(async () => {
      expect(await db.schedules.get(schedule.id)).toMatchObject({ ...schedule, jobId, jobStatus: 'KILLED' });
    });
  });

  it('given another frequency is parked with the reason, or replaced where the collection says so', async () => {
    const { db, schedule, howdah, jobId, close } = await submitted();
    howdah.parked.subscribe(() => {});
    await db.schedules.update(schedule.id, { frequency: 30 });
    await until(() => {
      expect(howdah.parked.current).toMatchObject([{ rowKey: schedule.id, field: 'properties.frequency' }]);
    });
    await close();
    const again = await profile.openTab({ collections: [schedules({ onFixedChange: 'replace' })] });
    await again.howdah.retry({ collection: 'schedules', rowKey: schedule.id });
    await until(async () => {
      const row = await again.db.schedules.get(schedule.id);
      expect(row?.jobId).not.toBe(jobId);
      expect(await client.coordinators.info(row?.jobId ?? '')).toMatchObject({ frequency: '30' });
      expect(await client.coordinators.status(jobId)).toBe('KILLED');
    });
  });
});
