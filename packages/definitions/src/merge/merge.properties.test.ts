import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { checkDefinition } from '../check/check-definition.ts';
import type { Definition } from '../definition/definition.ts';
import { parseDefinition, printDefinition } from '../definition/parse-definition.ts';
import { diffDefinitions } from '../diff/diff-definitions.ts';
import { attributesOf } from '../diff/parts.ts';
import { elementsWithin, nodesWithin, textOf } from '../tree/navigate.ts';
import { trimmed } from '../tree/value.ts';
import { mergeDefinitions } from './merge-definitions.ts';
import { randomEdits, randomlyEdited, validDocuments } from './random-edits.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const three = fc
  .record({ xml: validDocuments, one: randomEdits, other: randomEdits })
  .map(({ xml, one, other }) => ({
    base: parseDefinition(xml),
    mine: randomlyEdited(xml, one, 'mine'),
    theirs: randomlyEdited(xml, other, 'theirs'),
  }));
const check = () => [];

/** Every word that a document says: texts, values of attributes, comments. */
function wordsOf({ tree }: Definition): Set<string> {
  const words = new Set<string>();
  for (const element of elementsWithin(tree)) {
    for (const { local, value } of attributesOf(element)) words.add(`${element.local} @${local} ${value}`);
    words.add(`${element.local} ${trimmed(textOf(element))}`);
  }
  for (const node of nodesWithin(tree)) if (node.kind === 'comment') words.add(`comment ${node.value}`);
  return words;
}

describe('any two edits of any definition', () => {
  it('merge with what is unchanged, and with themselves, to themselves, byte for byte', () => {
    fc.assert(
      fc.property(three, ({ base, mine }) => {
        for (const sides of [
          [base, mine],
          [mine, base],
          [mine, mine],
        ] as const) {
          const { definition, conflicts } = mergeDefinitions(base, ...sides);
          expect(conflicts).toEqual([]);
          expect(printDefinition(definition)).toBe(printDefinition(mine));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('merge to the same from both sides, and with a side again to itself', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const there = mergeDefinitions(base, mine, theirs, { check });
        const back = mergeDefinitions(base, theirs, mine, { check });
        const named = ({ conflicts }: typeof there) =>
          new Set(conflicts.map(({ id, code }) => `${id} ${code}`));
        expect(named(back)).toEqual(named(there));
        if (there.conflicts.length > 0) return;
        expect(diffDefinitions(there.definition, back.definition)).toEqual([]);
        // What was renamed and changed as well may not be known again.
        const isNew = (side: Definition) =>
          diffDefinitions(base, side).some(({ kind }) => kind === 'renamed');
        for (const side of isNew(mine) || isNew(theirs) ? [] : [mine, theirs]) {
          const again = mergeDefinitions(base, there.definition, side, { check });
          expect(again.conflicts).toEqual([]);
          expect(diffDefinitions(there.definition, again.definition)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('lose nothing that either came to say, and keep nothing that either took away', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const { definition, conflicts } = mergeDefinitions(base, mine, theirs, { check });
        const [old, own, other, now] = [base, mine, theirs, definition].map(wordsOf);
        if (!old || !own || !other || !now) return;
        const lost = [own, other].flatMap((side) =>
          [...side].filter((word) => !old.has(word) && !now.has(word)),
        );
        const changes = [mine, theirs].map((side) => diffDefinitions(base, side).map(({ kind }) => kind));
        // A new name of one side can be what the other one led to by the old name.
        const renames = changes.flat().filter((kind) => kind === 'renamed');
        // What took the place of something else may say again what that said.
        const isReplaced = changes.some((kinds) => kinds.includes('added') && kinds.includes('removed'));
        if (conflicts.length === 0 && renames.length === 0) {
          expect(lost).toEqual([]);
          expect([...now].filter((word) => !own.has(word) && !other.has(word))).toEqual([]);
          const kept = [...now].filter((word) => old.has(word) && !(own.has(word) && other.has(word)));
          if (!isReplaced) expect(kept).toEqual([]);
        }
        expect(
          lost.filter((word) => word.startsWith('comment') && conflicts.every(({ id }) => id !== '')),
        ).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('give what Oozie takes, when it takes both, or a conflict', () => {
    const errors = (one: Definition) => checkDefinition(one).filter(({ severity }) => severity === 'error');
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        if (errors(mine).length + errors(theirs).length > 0) return;
        const { definition, conflicts } = mergeDefinitions(base, mine, theirs);
        if (conflicts.length === 0) expect(errors(definition)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('never throw, whatever the documents are', () => {
    const broken = fc
      .record({
        xml: validDocuments,
        edits: randomEdits,
        from: fc.nat(600),
        length: fc.nat(40),
        cut: fc.boolean(),
      })
      .map(({ xml, edits, from, length, cut }) => {
        const { text } = randomlyEdited(xml, edits).tree;
        return parseDefinition(cut ? text.slice(0, from) + text.slice(from + length) : text);
      });
    fc.assert(
      fc.property(broken, broken, broken, (base, mine, theirs) => {
        mergeDefinitions(base, mine, theirs, { check });
      }),
      { numRuns: 100 },
    );
  });
});
