import { oozieTestDefinitions, type ShippedDefinition } from '@howdah/local-oozie';
import { beforeAll, describe, expect, it } from 'vitest';
import { setValue } from '../tree/edit-content.ts';
import { decodeXml, encodeXml } from '../tree/encoding.ts';
import { elementsWithin } from '../tree/navigate.ts';
import { rangeOfValue, type Value } from '../tree/value.ts';
import { renameNode, transitionsTo } from '../workflow/edit-workflow.ts';
import { nodeNamed } from '../workflow/workflow.ts';
import { editDefinition } from './edit-definition.ts';
import { parseDefinition, printDefinition } from './parse-definition.ts';

let files: ShippedDefinition[] = [];
beforeAll(async () => {
  files = await oozieTestDefinitions();
});

describe('every XML file of Oozie’s own core tests', () => {
  it('is there: over a hundred definitions, and some that are none', () => {
    const kinds = new Map<string, number>();
    for (const { bytes } of files) {
      const { kind } = parseDefinition(decodeXml(bytes).text);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect(files.length).toBeGreaterThan(130);
    expect(kinds.get('workflow')).toBeGreaterThan(40);
    expect(kinds.get('coordinator')).toBeGreaterThan(40);
    expect(kinds.get('bundle')).toBeGreaterThan(1);
  });

  it('prints as the same bytes', () => {
    for (const { name, bytes } of files) {
      const { text, encoding } = decodeXml(bytes);
      const printed = printDefinition(parseDefinition(text));
      expect(Buffer.compare(Buffer.from(encodeXml(printed, encoding)), Buffer.from(bytes)), name).toBe(0);
    }
  });

  it('is read into nodes with names, actions with types, data with instances', () => {
    for (const { name, bytes } of files) {
      const definition = parseDefinition(decodeXml(bytes).text);
      if (definition.kind === 'workflow') {
        const { nodes, unknown } = definition.model;
        const actions = [...elementsWithin(definition.model.element)].filter(
          ({ local }) => local === 'action',
        );
        expect(nodes.filter(({ kind }) => kind === 'action').length, name).toBe(actions.length);
        expect(nodes.length > 1 || unknown.length > 0, name).toBe(true);
      } else if (definition.kind === 'coordinator') {
        expect(definition.model.frequency?.text, name).toBeTruthy();
        expect(definition.model.unknown, name).toEqual([]);
      } else if (definition.kind === 'bundle') {
        expect(definition.model.coordinators.length, name).toBeGreaterThan(0);
      }
    }
  });

  it('can have each of its nodes renamed and renamed back', () => {
    for (const { name, bytes } of files) {
      const definition = parseDefinition(decodeXml(bytes).text);
      if (definition.kind !== 'workflow') continue;
      for (const node of definition.model.nodes) {
        const from = node.name?.text;
        // Two nodes of one name are one of the mistakes made on purpose.
        if (from === undefined || nodeNamed(definition.model, from) !== node) continue;
        const there = editDefinition(definition, renameNode(definition, from, 'renamed_here'));
        expect(transitionsTo(there.model, from), `${name} ${from}`).toEqual([]);
        expect(transitionsTo(there.model, 'renamed_here').length).toBe(
          transitionsTo(definition.model, from).length,
        );
        const back = editDefinition(there, renameNode(there, 'renamed_here', from));
        expect(printDefinition(back), `${name} ${from}`).toBe(printDefinition(definition));
      }
    }
  });

  it('changes only where it is changed, whichever of its values that is', () => {
    let changed = 0;
    for (const { name, bytes } of files) {
      const definition = parseDefinition(decodeXml(bytes).text);
      if (definition.model === undefined) continue;
      for (const value of valuesIn(definition.model).filter((_, index) => index % 7 === 0)) {
        const edited = editDefinition(definition, setValue(definition.tree, value, 'new <&> "value"'));
        const range = rangeOfValue(definition.tree, value);
        const before = printDefinition(definition);
        const after = printDefinition(edited);
        expect(after.startsWith(before.slice(0, range.start.offset - 2)), name).toBe(true);
        expect(after.endsWith(before.slice(range.end.offset + 2)), name).toBe(true);
        expect(edited.diagnostics, name).toEqual(definition.diagnostics);
        const texts = edited.model === undefined ? [] : valuesIn(edited.model).map(({ text }) => text);
        expect(texts, name).toContain('new <&> "value"');
        changed += 1;
      }
    }
    expect(changed).toBeGreaterThan(300);
  });
});

/** Every value that a model has, at any depth. */
function valuesIn(model: object): Value[] {
  const found: Value[] = [];
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (typeof part !== 'object' || part === null || Array.isArray(part) || 'startTagEnd' in part) return;
    if (isValue(part)) found.push(part);
    else Object.values(part).forEach(visit);
  };
  visit(model);
  return found;
}

function isValue(part: object): part is Value {
  return 'text' in part && 'element' in part;
}
