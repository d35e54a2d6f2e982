import { createOozieClient } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { addNode, renameNode } from './edit-workflow.ts';
import { newKill } from './new-nodes.ts';
import { workflowDocuments } from './workflow-documents.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });

describe('a generated workflow', () => {
  it('is one that Oozie takes, and still after edits', async () => {
    await fc.assert(
      fc.asyncProperty(workflowDocuments(), fc.nat(), async (xml, at) => {
        expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
        const definition = workflowFrom(xml);
        const names = definition.model.nodes.flatMap(({ name }) => (name === undefined ? [] : [name.text]));
        const name = names[at % names.length] ?? 'end';
        const renamed = editDefinition(definition, renameNode(definition, name, `renamed_${name}`));
        const edited = editDefinition(renamed, addNode(renamed, newKill('new', 'never')));
        expect(await oozie.validate(printDefinition(edited)), printDefinition(edited)).toMatchObject({
          valid: true,
        });
      }),
      { numRuns: 60 },
    );
  });
});
