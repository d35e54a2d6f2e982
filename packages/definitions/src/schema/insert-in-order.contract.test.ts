import { createOozieClient } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { editXml } from '../tree/edit-xml.ts';
import { childNamed } from '../tree/navigate.ts';
import { type NewElement, newElement } from '../tree/new-node.ts';
import { parseXml } from '../tree/parse-xml.ts';
import { insertInOrder } from './insert-in-order.ts';
import { actionInstances } from './instances.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });

/** A workflow with one action, whose content is put in piece by piece, in the given order. */
function workflowWith(version: string, action: NewElement, pieces: readonly NewElement[]): string {
  const bare = newElement(action.name, action.attributes, [], action.namespace);
  const text = `<workflow-app name="x" xmlns="uri:oozie:workflow:${version}">
    <start to="a"/>
    <action name="a">
        <ok to="end"/>
        <error to="end"/>
    </action>
    <end name="end"/>
</workflow-app>`;
  let { tree } = parseXml(text);
  const node = () => {
    const found = tree.root && childNamed(tree.root, 'action');
    if (found === undefined) throw new Error('no action');
    return found;
  };
  ({ tree } = editXml(tree, insertInOrder(tree, node(), bare)));
  for (const piece of pieces) {
    const element = childNamed(node(), action.name);
    if (element === undefined) throw new Error(`no ${action.name}`);
    ({ tree } = editXml(tree, insertInOrder(tree, element, piece)));
  }
  return tree.text;
}

function inAnyOrder(pieces: readonly NewElement[]): NewElement[][] {
  return fc.sample(fc.shuffledSubarray([...pieces], { minLength: pieces.length }), { numRuns: 2, seed: 7 });
}

describe('an action whose parts were put in, whatever the order', () => {
  it.each(actionInstances)('is one that Oozie takes: $title', async ({ workflowVersion, action }) => {
    const pieces = action.children.filter(
      (child): child is NewElement => typeof child === 'object' && child.kind === 'new-element',
    );
    for (const order of inAnyOrder(pieces)) {
      const xml = workflowWith(workflowVersion, action, order);
      expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
    }
  });
});
