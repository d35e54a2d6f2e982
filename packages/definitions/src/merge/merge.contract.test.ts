import { createOozieClient } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { checkDefinition } from '../check/check-definition.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { mergeDefinitions } from './merge-definitions.ts';
import { randomEdits, randomlyEdited, validDocuments } from './random-edits.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });

describe('two edits that Oozie takes', () => {
  it('merge without a conflict to what its schemas take, a hundred times', async () => {
    const three = fc.record({ xml: validDocuments, one: randomEdits, other: randomEdits });
    const merges = fc.sample(three, { numRuns: 500, seed: 11 }).flatMap(({ xml, one, other }) => {
      const base = parseDefinition(xml);
      const [mine, theirs] = [randomlyEdited(xml, one, 'mine'), randomlyEdited(xml, other, 'theirs')];
      if ([mine, theirs].some((side) => side.tree.text === xml)) return [];
      if ([mine, theirs].some((side) => checkDefinition(side).some(({ severity }) => severity === 'error')))
        return [];
      const { definition, conflicts } = mergeDefinitions(base, mine, theirs);
      return conflicts.length > 0 ? [] : [definition.tree.text];
    });
    expect(merges.length).toBeGreaterThanOrEqual(100);
    const queue = merges.slice(0, 150).values();
    const refused: string[] = [];
    const worker = async () => {
      for (const xml of queue) if (!(await oozie.validate(xml)).valid) refused.push(xml);
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    expect(refused).toEqual([]);
  }, 60_000);
});
