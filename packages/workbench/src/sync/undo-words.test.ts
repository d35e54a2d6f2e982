import { expect, it } from 'vitest';
import { undoName, unsentWords } from './undo-words.ts';

it('names an edit by its fields and what it does on Oozie', () => {
  const edit = { what: 'edit', does: 'change', fields: ['end', 'concurrency'] } as const;
  expect(unsentWords({ ...edit, fields: [...edit.fields] })).toBe(
    'Changed here: end, concurrency; on Oozie: change.',
  );
  expect(undoName(edit)).toBe('Undo edit');
});

it('names a command by what was asked', () => {
  const rerun = { what: 'command' as const, does: 'rerun', fields: [] };
  expect(unsentWords(rerun)).toBe('Asked of its job: rerun.');
  expect(undoName(rerun)).toBe('Undo rerun');
});

it('tells of a deletion what it ends on Oozie', () => {
  expect(unsentWords({ what: 'deletion', does: 'kill', fields: [] })).toBe('Deleted here; on Oozie: kill.');
});
