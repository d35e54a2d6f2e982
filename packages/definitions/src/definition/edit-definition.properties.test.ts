import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { changesOf, randomEdit, validDocuments } from '../merge/random-edits.fixture.ts';
import { childElements } from '../tree/navigate.ts';
import type { Definition } from './definition.ts';
import { editDefinition } from './edit-definition.ts';
import { DefinitionEditError } from './edit-error.ts';
import { parseDefinition, printDefinition } from './parse-definition.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A definition cut into what people edit: the root's tag, each element directly within it, and what is between. */
interface Cut {
  readonly parts: readonly string[];
  readonly between: readonly string[];
}

function cut({ tree }: Definition): Cut {
  const { root, text } = tree;
  if (root === undefined) return { parts: [], between: [text] };
  const parts = [{ start: root.start, end: root.startTagEnd }, ...childElements(root)];
  const ends = [0, ...parts.map(({ end }) => end)];
  return {
    parts: parts.map(({ start, end }) => text.slice(start, end)),
    between: [...parts.map(({ start }, at) => text.slice(ends[at], start)), text.slice(ends.at(-1))],
  };
}

/** The part that is there only afterwards, taken out with the white space before it. */
function withoutNew(before: Cut, after: Cut): Cut {
  const at = after.parts.findIndex((part, index) => part !== before.parts[index]);
  return { parts: after.parts.toSpliced(at, 1), between: after.between.toSpliced(at, 1) };
}

it('changes nothing of a definition but the part that an edit is about', () => {
  let edits = 0;
  const kinds = new Set<string>();
  fc.assert(
    fc.property(validDocuments, randomEdit, (xml, edit) => {
      const definition = parseDefinition(xml);
      expect(printDefinition(definition)).toBe(xml);
      const before = cut(definition);
      let edited: Definition;
      try {
        edited = editDefinition(definition, changesOf(definition, edit, 'x'));
      } catch (error) {
        // What a definition doesn't allow.
        expect(error).toBeInstanceOf(DefinitionEditError);
        return;
      }
      const after = cut(edited);
      const kept = after.parts.length > before.parts.length ? withoutNew(before, after) : after;
      if (kept.parts.length < before.parts.length) {
        const gone = before.parts.filter((part) => !after.parts.includes(part));
        const nodes = definition.kind === 'workflow' ? definition.model.nodes : [];
        const name = nodes[edit.at % nodes.length]?.name?.text;
        // The others that differ led to what is removed.
        for (const part of gone) expect(part).toContain(`"${name}"`);
        return;
      }
      const differing = before.parts.filter((part, at) => part !== kept.parts[at]);
      // A new name is told wherever the old one is.
      const renamed = definition.kind === 'workflow' ? edit.kind === 4 : [4, 5].includes(edit.kind);
      if (!renamed) expect(differing.length).toBeLessThanOrEqual(1);
      if (edit.kind !== 0) expect(kept.between).toEqual(before.between);
      if (edited.tree.text !== xml) edits += 1;
      kinds.add(`${definition.kind} ${edit.kind}`);
    }),
    { numRuns: 1000 },
  );
  // Enough of the edits are edits, of all kinds of documents.
  expect(edits).toBeGreaterThan(400);
  expect(kinds.size).toBeGreaterThan(20);
});
