import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { elementTypeOf } from '../schema/schemas.ts';
import { elementsWithin } from '../tree/navigate.ts';
import { addNode, removeNode, renameNode, transitionsTo } from './edit-workflow.ts';
import { newKill } from './new-nodes.ts';
import { nodeNamed } from './workflow.ts';
import { workflowDocuments } from './workflow-documents.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

it('knows every element of any workflow, and every action’s type and version', () => {
  fc.assert(
    fc.property(workflowDocuments(), (xml) => {
      const { model, diagnostics } = workflowFrom(xml);
      expect(diagnostics).toEqual([]);
      expect(model.unknown).toEqual([]);
      for (const element of elementsWithin(model.element))
        expect(elementTypeOf(element), element.name).toBeDefined();
      for (const node of model.nodes) {
        if (node.kind !== 'action') continue;
        expect(node.action?.type).not.toBe('extension');
        if (node.action?.type !== 'ssh') expect(node.action?.version).toBeDefined();
      }
    }),
  );
});

it('renames any node and back to the same bytes', () => {
  fc.assert(
    fc.property(workflowDocuments(), fc.nat(), (xml, at) => {
      const definition = workflowFrom(xml);
      const names = definition.model.nodes.flatMap(({ name }) => (name === undefined ? [] : [name.text]));
      const name = names[at % names.length] ?? 'end';
      const there = editDefinition(definition, renameNode(definition, name, 'other'));
      expect(transitionsTo(there.model, 'other')).toHaveLength(transitionsTo(definition.model, name).length);
      expect(printDefinition(editDefinition(there, renameNode(there, 'other', name)))).toBe(xml);
    }),
  );
});

it('adds a node and removes it to the same bytes', () => {
  fc.assert(
    fc.property(workflowDocuments(), (xml) => {
      const definition = workflowFrom(xml);
      const more = editDefinition(definition, addNode(definition, newKill('new', 'a\nb & c')));
      expect(nodeNamed(more.model, 'new')).toMatchObject({ message: { text: 'a\nb & c' } });
      expect(printDefinition(editDefinition(more, removeNode(more, 'new')))).toBe(xml);
    }),
  );
});
