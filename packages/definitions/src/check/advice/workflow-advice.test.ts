import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { checkDefinition } from '../check-definition.ts';
import { fixAll } from '../fix-all.ts';
import type { CheckOptions } from '../rule.ts';
import { actionRows } from './action-rows.fixture.ts';
import { foundOf, workflowOf } from './advice.fixture.ts';
import { flowRows } from './flow-rows.fixture.ts';

const rows = [...flowRows, ...actionRows];

const errorsOf = (xml: string, options: CheckOptions = {}) =>
  checkDefinition(parseDefinition(xml), options).filter(({ severity }) => severity === 'error');

describe('a workflow that Oozie takes', () => {
  it.each(rows)('is said to have $of', ({ code, severity, at, pieces, options, says, fine }) => {
    const xml = workflowOf(...pieces);
    const [found, ...more] = foundOf(xml, code, options);
    expect(found).toMatchObject({ severity, at });
    expect(more).toEqual([]);
    if (says !== undefined) expect(found?.message).toContain(says);
    for (const other of fine) {
      expect(foundOf(workflowOf(...other), code, options), workflowOf(...other)).toEqual([]);
    }
  });

  it.each(rows.filter(({ fixed }) => fixed))('is rid of $of by the fix', ({ code, pieces, options }) => {
    const xml = workflowOf(...pieces);
    const definition = parseDefinition(xml);
    const [found] = foundOf(xml, code, options);
    const fixed = printDefinition(editDefinition(definition, found?.fix?.changes ?? []));
    expect(foundOf(fixed, code, options), fixed).toEqual([]);
    expect(errorsOf(fixed, options)).toEqual(errorsOf(xml, options));
  });

  it('is offered no fix where the table has none', () => {
    for (const { code, pieces, options, fixed = false } of rows) {
      const [found] = foundOf(workflowOf(...pieces), code, options);
      expect(found?.fix !== undefined, code).toBe(fixed);
    }
  });

  it('is rid of whatever can be fixed, however much there is, and not made worse', () => {
    const piece = fc.constantFrom(...rows.flatMap(({ pieces }) => pieces));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const before = workflowOf(...pieces);
        let definition = parseDefinition(before);
        for (let round = 0; round < 10; round += 1) {
          const changes = fixAll(definition, checkDefinition(definition));
          if (changes.length === 0) break;
          definition = editDefinition(definition, changes);
        }
        const after = printDefinition(definition);
        expect(
          checkDefinition(definition).filter(({ fix }) => fix !== undefined),
          after,
        ).toEqual([]);
        expect(errorsOf(after).length, after).toBeLessThanOrEqual(errorsOf(before).length);
      }),
      { numRuns: 100 },
    );
  });
});
