import { beforeEach, describe, expect, it } from 'vitest';
import { askOf } from '../commands/ask.ts';
import { resolveConflict } from '../conflict/resolve.ts';
import { createMemoryDatabase } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import type { JournalRecord, OutboxStep } from '../store/tables.ts';
import { journalRecord, outboxStep } from '../testing-ground/records.ts';
import { undo } from './undo.ts';
import { readUndoable } from './undoable.ts';

const row = { collection: 'surveys', rowKey: 'a' };
const stores = ['surveys', 'howdah_journal', 'howdah_outbox', 'howdah_commands', 'howdah_intents'];
const base = { id: 'a', severity: 1, note: 'x' };
const edited = { id: 'a', severity: 2, note: 'mine' };
let store: Store;

beforeEach(() => {
  store = createMemoryDatabase('app', { surveys: { keyPath: 'id', indexes: [] } }).open();
});

const given = (journal: Partial<JournalRecord>, local: object | undefined, step?: Partial<OutboxStep>) =>
  store.write(stores, async (transaction) => {
    await transaction.put('howdah_journal', journalRecord('a', { state: 'working', base, ...journal }));
    if (local !== undefined) await transaction.putRow('surveys', local);
    if (step !== undefined)
      await transaction.put('howdah_outbox', outboxStep({ action: 'change', edited: ['severity'], ...step }));
  });
const left = () =>
  store.read(stores, async (transaction) => ({
    local: await transaction.row('surveys', 'a'),
    journal: await transaction.get('howdah_journal', ['surveys', 'a']),
    steps: await transaction.count('howdah_outbox'),
    commands: await transaction.count('howdah_commands'),
    intent: await transaction.get('howdah_intents', ['surveys', 'a']),
  }));
const undoable = () => store.read(stores, readUndoable);

describe('what waits to be sent is taken back', () => {
  it('an edit: the fields that would be brought are as they were agreed, and others stay', async () => {
    await given({}, edited, { row: edited });
    expect(await undoable()).toMatchObject([{ ...row, what: 'edit', does: 'change', fields: ['severity'] }]);
    await undo(store, row);
    expect(await left()).toMatchObject({
      local: { severity: 1, note: 'mine' },
      steps: 0,
      intent: { by: 'person' },
    });
    expect(await undoable()).toEqual([]);
  });

  it('an edit that Oozie refused: the row isn’t parked any more', async () => {
    const problem = { message: 'no', code: 'E1015', field: null, since: 1 };
    await given({ state: 'parked', problem }, edited, { row: edited, state: 'parked' });
    await undo(store, row);
    expect(await left()).toMatchObject({
      local: { severity: 1 },
      journal: { state: 'due', problem: null },
      steps: 0,
    });
  });

  it('a deletion', async () => {
    await given({}, undefined, { action: 'kill', edited: [], row: null });
    expect(await undoable()).toMatchObject([{ what: 'deletion', does: 'kill' }]);
    await undo(store, row);
    expect(await left()).toMatchObject({ local: base, steps: 0 });
  });

  it('before all of it is agreed: what is agreed of an edit, and never the rest of the row', async () => {
    const told = { severity: 1 };
    await given({ base: told }, edited, { row: edited, edited: [] });
    await undo(store, row);
    expect((await left()).local).toEqual({ ...edited, severity: 1 });
  });

  it('a conflict’s resolution: the conflict is there again, with the row as it was', async () => {
    const conflict = { remote: { ...base, severity: 3 }, fields: ['severity'], since: 9 };
    await given({ state: 'conflict', conflict }, edited);
    await resolveConflict(store, row, 'theirs');
    await store.write(stores, (transaction) =>
      transaction.put('howdah_outbox', outboxStep({ action: 'change', row: edited })),
    );
    expect(await undoable()).toMatchObject([{ what: 'resolution' }]);
    await undo(store, row);
    expect(await left()).toMatchObject({
      local: edited,
      journal: { state: 'conflict', base, conflict },
      steps: 0,
    });
  });

  it('a command, and no other one', async () => {
    await given({ state: 'settled' }, edited);
    const first = await askOf(store, 'surveys', 'a', { do: 'rerun' }, 1);
    const second = await askOf(store, 'surveys', 'a', { do: 'rerun', from: 'start' }, 2);
    await store.write(stores, (transaction) =>
      transaction.put('howdah_outbox', outboxStep({ action: 'rerun', command: first, row: edited })),
    );
    expect(await undoable()).toMatchObject([
      { what: 'command', command: first, does: 'rerun', since: 1 },
      { what: 'command', command: second },
    ]);
    await undo(store, { ...row, command: second });
    expect(await left()).toMatchObject({ steps: 1, commands: 1 });
    await undo(store, { ...row, command: first });
    expect(await left()).toMatchObject({ steps: 0, commands: 0, local: edited });
  });
});

describe('it is too late', () => {
  it.each([
    ['sending', false],
    ['unknown', false],
    ['parked', true],
  ] as const)('for what is %s', async (state, uncertain) => {
    await given({}, edited, { row: edited, state, uncertain });
    expect(await undoable()).toEqual([]);
    await expect(undo(store, row)).rejects.toMatchObject({ code: 'too-late' });
    expect(await left()).toMatchObject({ local: edited, steps: 1 });
  });

  it('for a deletion before all of the row is agreed', async () => {
    await given({ base: { severity: 1 } }, undefined);
    await expect(undo(store, row)).rejects.toMatchObject({ code: 'nothing-to-undo' });
    expect((await left()).local).toBeUndefined();
  });

  it('for a command that is on its way or done', async () => {
    await given({ state: 'settled' }, edited);
    const command = await askOf(store, 'surveys', 'a', { do: 'rerun' }, 1);
    await store.write(stores, (transaction) =>
      transaction.put('howdah_outbox', outboxStep({ action: 'rerun', command, state: 'sending' })),
    );
    expect(await undoable()).toEqual([]);
    await expect(undo(store, { ...row, command })).rejects.toMatchObject({ code: 'too-late' });
    await expect(undo(store, { ...row, command: 'another' })).rejects.toMatchObject({ code: 'too-late' });
  });

  it.each([
    ['nothing waits', { state: 'settled' }, base],
    ['it is in conflict', { state: 'conflict' }, edited],
    ['both sides haven’t agreed', { base: null }, edited],
  ] as const)('since %s', async (why, journal, local) => {
    await given(journal, local);
    await expect(undo(store, row)).rejects.toMatchObject({
      code: 'nothing-to-undo',
      message: expect.stringMatching(
        new RegExp(`^surveys "a".*${why === 'nothing waits' ? 'nothing of it waits' : why}`),
      ),
    });
  });
});
