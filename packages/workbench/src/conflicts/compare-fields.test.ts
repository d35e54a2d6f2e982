import type { Conflict } from '@howdah/sync';
import { expect, it } from 'vitest';
import { compareFields, conflictId, rowWith } from './compare-fields.ts';

const conflict: Conflict = {
  collection: 'schedules',
  rowKey: 's-1',
  base: { id: 's-1', name: 'Harbour', concurrency: 1, end: 10, pause: null },
  local: { id: 's-1', name: 'Harbour wall', concurrency: 2, end: 10, pause: null },
  remote: { concurrency: 3, end: 20, pause: null },
  fields: ['concurrency'],
  since: 0,
  jobId: '0000001-C',
  proposal: null,
  why: '',
};

it('sets apart what has to be decided and what is merged anyway', () => {
  expect(compareFields(conflict)).toEqual({
    conflicting: [{ field: 'concurrency', base: 1, mine: 2, theirs: 3 }],
    merged: [
      { field: 'name', was: 'Harbour', willBe: 'Harbour wall', from: 'here' },
      { field: 'end', was: 10, willBe: 20, from: 'Oozie' },
    ],
  });
});

it('does not call the fields of a row that was deleted here changed here', () => {
  const { merged } = compareFields({ ...conflict, local: null });
  expect(merged.map(({ field }) => field)).toEqual(['end']);
});

it('puts the decided values into the full row', () => {
  const row = rowWith(
    { id: 's-1', name: 'Harbour', pause: 5 },
    new Map<string, unknown>([
      ['name', 'Pier'],
      ['pause', undefined],
    ]),
  );
  expect(row).toEqual({ id: 's-1', name: 'Pier' });
});

it('names conflicts of like rows in different databases differently', () => {
  expect(conflictId('a', { collection: 'x', rowKey: 1 })).not.toBe(
    conflictId('a', { collection: 'x', rowKey: '1' }),
  );
});
