import { describe, expect, it } from 'vitest';
import { editDefinition } from '../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../definition/parse-definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { rangeBetween } from '../tree/navigate.ts';
import type { TextChange } from '../tree/text-change.ts';
import { property, workflowOf } from './advice/advice.fixture.ts';
import { checkDefinition } from './check-definition.ts';
import { fixAll } from './fix-all.ts';

const definition = parseDefinition('<a><b/><c/><d/></a>');
const problem = (...changes: TextChange[]): Diagnostic => ({
  code: 'x',
  severity: 'warning',
  message: 'x',
  range: rangeBetween(definition.tree, 0, 1),
  fix: { title: 'x', changes },
});
const remove = (start: number, end: number) => problem({ start, end, text: '' });
const fixed = (...problems: Diagnostic[]) =>
  printDefinition(editDefinition(definition, fixAll(definition, problems)));

describe('all fixes at once', () => {
  it('are those that do not touch each other', () => {
    expect(fixed(problem({ start: 4, end: 5, text: 'x' }), problem({ start: 8, end: 9, text: 'y' }))).toBe(
      '<a><x/><y/><d/></a>',
    );
    expect(fixed(problem({ start: 3, end: 7, text: '<x/>' }), problem({ start: 4, end: 5, text: 'y' }))).toBe(
      '<a><x/><c/><d/></a>',
    );
  });

  it('are made once when several problems have the same', () => {
    const insertion = problem({ start: 3, end: 3, text: '<x/>' });
    expect(fixed(insertion, insertion)).toBe('<a><x/><b/><c/><d/></a>');
  });

  it('are made whole or not at all', () => {
    const both = problem({ start: 4, end: 5, text: 'x' }, { start: 8, end: 9, text: 'y' });
    expect(fixed(problem({ start: 8, end: 9, text: 'z' }), both)).toBe('<a><b/><z/><d/></a>');
  });

  it('leave no element empty together', () => {
    expect(fixed(remove(3, 7), remove(7, 11), remove(11, 15))).toBe('<a><d/></a>');
  });

  it('take out parameters that nothing uses, the section with the last of them', () => {
    const unused = parseDefinition(
      workflowOf({ parameters: property('a', '1') + property('b', '2'), action: '<fs/>' }),
    );
    const once = editDefinition(unused, fixAll(unused, checkDefinition(unused)));
    expect(printDefinition(once).match(/<property>/g)).toHaveLength(1);
    const twice = editDefinition(once, fixAll(once, checkDefinition(once)));
    expect(printDefinition(twice)).not.toContain('parameters');
  });

  it('are none where nothing can be fixed', () => {
    expect(fixAll(definition, [])).toEqual([]);
  });
});
