import 'fake-indexeddb/auto';
import { createOozieClient } from '@howdah/oozie-client';
import { Dexie, type EntityTable } from 'dexie';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { definitions } from '../kinds/definition/definitions.ts';
import { noticeName } from '../kinds/definition/published.ts';
import { howdahStores } from '../store/tables.ts';
import { until } from '../testing-ground/inspectors-profile.ts';
import { queuedLocks } from '../testing-ground/queued-locks.ts';
import type { Howdah } from './options.ts';
import { startHowdah } from './start-howdah.ts';

interface Held {
  id: string;
  xml: string;
  number?: number;
  publishedBy?: string;
}

const url = inject('oozieUrl');
const definitionRoot = inject('definitionRoot');
const client = createOozieClient({ url, user: 'inspector' });

const held = definitions<Held>({
  store: 'held',
  toOozie: ({ id, xml }) => ({ name: id, text: xml }),
  fromOozie: ({ text, number, user }) => ({ xml: text, number, publishedBy: user }),
});

const inspection = ({
  to = 'true',
  message = 'broken',
} = {}) => `<workflow-app name="inspection" xmlns="uri:oozie:workflow:1.0">
  <start to="decide"/>
  <decision name="decide">
    <switch>
      <case to="end">\${${to}}</case>
      <default to="fail"/>
    </switch>
  </decision>
  <kill name="fail"><message>${message}</message></kill>
  <end name="end"/>
</workflow-app>`;

let closes: (() => Promise<void>)[] = [];
let count = 0;

/** Somebody's browser: a database of their own. */
async function browserOf(user: string) {
  count += 1;
  const db = new Dexie(`${user}-${Date.now()}-${count}`) as Dexie & { held: EntityTable<Held, 'id'> };
  db.version(1).stores({ held: 'id', ...howdahStores });
  const open = (): Promise<Howdah> =>
    startHowdah({
      database: db,
      collections: [held],
      oozie: { url, user, definitionRoot, timeoutMs: 5_000 },
      pollIntervalMs: 200,
      locks: queuedLocks(),
    });
  const howdah = await open();
  howdah.conflicts.subscribe(() => {});
  howdah.parked.subscribe(() => {});
  closes.push(async () => {
    await howdah.stop();
    db.close();
  });
  return { db, howdah };
}

let id: string;
beforeEach(() => {
  count += 1;
  id = `definition-${Date.now()}-${count}`;
});
afterEach(async () => {
  for (const close of closes) await close();
  closes = [];
});

const notices = async (status = 'PREP') =>
  (await client.workflows.list({ filter: { name: noticeName(id), status } })).rows;

describe('a definition', () => {
  it('is stored, and its edits become the current revision, one after the other', async () => {
    const { db } = await browserOf('ada');
    await db.held.add({ id, xml: inspection() });
    await until(async () => expect(await db.held.get(id)).toMatchObject({ number: 1, publishedBy: 'ada' }));
    await db.held.update(id, { xml: inspection({ message: 'really broken' }) });
    await until(async () => expect(await db.held.get(id)).toMatchObject({ number: 2 }));
    expect(await notices()).toHaveLength(1);
    await db.held.delete(id);
    await until(async () => expect(await notices()).toHaveLength(0));
    expect((await notices('KILLED')).every(({ startTime }) => startTime === null)).toBe(true);
  });

  it('edited by two people in different nodes has both edits in both browsers', async () => {
    const [ada, ben] = [await browserOf('ada'), await browserOf('ben')];
    await ada.db.held.add({ id, xml: inspection() });
    await until(async () => expect(await ada.db.held.get(id)).toMatchObject({ number: 1 }));
    await ben.db.held.add({ id, xml: inspection() });
    await until(async () => expect(await ben.db.held.get(id)).toMatchObject({ publishedBy: 'ada' }));
    await Promise.all([
      ada.db.held.update(id, { xml: inspection({ message: 'really broken' }) }),
      ben.db.held.update(id, { xml: inspection({ to: 'false' }) }),
    ]);
    const both = inspection({ message: 'really broken', to: 'false' });
    await until(async () => {
      await Promise.all([ada.howdah.refresh(), ben.howdah.refresh()]);
      expect(await ada.db.held.get(id)).toMatchObject({ xml: both, number: 3 });
      expect(await ben.db.held.get(id)).toMatchObject({ xml: both, number: 3 });
    });
    expect(await notices()).toHaveLength(1);
  });

  it('edited by two people in one place asks with all three texts and what a merge would make of them', async () => {
    const [ada, ben] = [await browserOf('ada'), await browserOf('ben')];
    await ada.db.held.add({ id, xml: inspection() });
    await until(async () => expect(await ada.db.held.get(id)).toMatchObject({ number: 1 }));
    await ben.db.held.add({ id, xml: inspection() });
    await until(async () => expect(await ben.db.held.get(id)).toMatchObject({ number: 1 }));
    await ada.db.held.update(id, { xml: inspection({ message: 'Ada’s' }) });
    await until(async () => expect(await ada.db.held.get(id)).toMatchObject({ number: 2 }));
    const bens = inspection({ message: 'Ben’s', to: 'false' });
    await ben.db.held.update(id, { xml: bens });
    await until(() => {
      expect(ben.howdah.conflicts.current).toMatchObject([
        {
          rowKey: id,
          fields: ['xml'],
          base: { xml: inspection() },
          local: { xml: bens },
          remote: { xml: inspection({ message: 'Ada’s' }) },
          proposal: { xml: bens },
          questions: [expect.stringContaining('message')],
        },
      ]);
    });
    const [conflict] = ben.howdah.conflicts.current ?? [];
    if (conflict?.local == null) throw new Error('no conflict');
    const settled = inspection({ message: 'ours', to: 'false' });
    await ben.howdah.resolve(conflict, { row: { ...conflict.local, xml: settled } });
    await until(async () => {
      await ada.howdah.refresh();
      expect(await ada.db.held.get(id)).toMatchObject({ xml: settled, number: 3, publishedBy: 'ben' });
    });
  });

  it('that others have already, with another text, is not overwritten', async () => {
    const [ada, ben] = [await browserOf('ada'), await browserOf('ben')];
    await ada.db.held.add({ id, xml: inspection() });
    await until(async () => expect(await ada.db.held.get(id)).toMatchObject({ number: 1 }));
    await ben.db.held.add({ id, xml: inspection({ to: 'false' }) });
    await until(() => expect(ben.howdah.conflicts.current).toMatchObject([{ rowKey: id, fields: ['xml'] }]));
    const [notice] = await notices();
    expect(notice).toMatchObject({ user: 'ada' });
  });

  it('that Oozie would refuse is parked with code and line before anything is sent', async () => {
    const { db, howdah } = await browserOf('ada');
    await db.held.add({ id, xml: inspection().replace('to="decide"', 'to="nowhere"') });
    await until(() => {
      expect(howdah.parked.current).toMatchObject([
        {
          rowKey: id,
          code: expect.stringMatching(/^E07/),
          field: 'text',
          message: expect.stringContaining('line 2'),
        },
      ]);
    });
    expect(await notices()).toHaveLength(0);
    await db.held.update(id, { xml: inspection() });
    await until(async () => expect(await db.held.get(id)).toMatchObject({ number: 1 }));
  });
});
