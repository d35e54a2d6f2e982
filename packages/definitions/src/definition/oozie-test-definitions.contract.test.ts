import { oozieTestDefinitions, type ShippedDefinition } from '@howdah/local-oozie';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeXml, encodeXml } from '../tree/encoding.ts';
import { elementsWithin } from '../tree/navigate.ts';
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
});
