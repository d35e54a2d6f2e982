import { createOozieClient } from '@howdah/oozie-client';
import { expect, inject, it } from 'vitest';
import { printDefinition } from '../../definition/parse-definition.ts';
import { convertHue } from './convert-hue.ts';
import {
  hueActions,
  hueBundleDocument,
  hueCoordinatorDocument,
  hueWorkflowWith,
  savedQuery,
} from './hue-export.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });

it('whatever is converted from Hue is what Oozie takes', async () => {
  const workflows = Object.entries(hueActions).map(([type, properties]) => hueWorkflowWith(type, properties));
  const all = [...workflows, savedQuery, hueCoordinatorDocument, hueBundleDocument];
  const { documents, notes } = convertHue(JSON.stringify(all));
  expect(notes).toEqual([]);
  expect(documents.length).toBe(workflows.length + 2);
  for (const { name, definition } of documents) {
    const xml = printDefinition(definition);
    expect(await oozie.validate(xml), `${name}\n${xml}`).toMatchObject({ valid: true });
  }
});
