import { createOozieClient } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { editXml } from '../tree/edit-xml.ts';
import { childNamed } from '../tree/navigate.ts';
import { type NewElement, newElement } from '../tree/new-node.ts';
import { parseXml } from '../tree/parse-xml.ts';
import { type ActionWithSchema, actionElement, actionVersions } from './action-schema.ts';
import type { ElementType, Particle, TextType } from './content-model.ts';
import { insertInOrder } from './insert-in-order.ts';
import { workflowElements, workflowVersions } from './workflow-schema.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });

const texts: Record<TextType, string> = {
  string: 'x',
  boolean: 'true',
  unsignedInt: '1',
  short: '3',
  'node-name': 'end',
  name: 'x',
};

/** Everything that a content model lets in, once or twice; of a choice, one alternative. */
function allOf(particle: Particle, alternative: number): NewElement[] {
  if (particle.kind === 'any') return [];
  if (particle.kind === 'element') {
    const element = instance(particle.name, particle.type, alternative);
    return Array.from({ length: Math.min(particle.max, Math.max(particle.min, 2)) }, () => element);
  }
  if (particle.kind === 'sequence' || particle.max > 1) {
    return particle.of.flatMap((part) => allOf(part, alternative));
  }
  const chosen = particle.of[alternative % particle.of.length];
  return chosen === undefined ? [] : allOf(chosen, alternative);
}

function instance(name: string, type: ElementType, alternative: number): NewElement {
  const attributes = Object.fromEntries(type.attributes.map((one) => [one.name, texts[one.text]]));
  if (type.holds === 'elements') return newElement(name, attributes, allOf(type.content, alternative));
  return newElement(name, attributes, type.holds === 'text' ? texts[type.text] : []);
}

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

interface Case {
  readonly title: string;
  readonly version: string;
  readonly action: NewElement;
}

const ownSchemas: Case[] = Object.entries(actionVersions).flatMap(([name, versions]) =>
  versions.flatMap((version) =>
    [0, 1].map((alternative) => {
      const type = actionElement[nameOf(name)](version);
      const { attributes, children } = instance(name, type, alternative);
      return {
        title: `${name} ${version}, alternative ${alternative}`,
        version: version === '1.0' ? '1.0' : '0.5',
        action: newElement(name, attributes, children, `uri:oozie:${name}-action:${version}`),
      };
    }),
  ),
);

const workflowSchemas: Case[] = workflowVersions.flatMap((version) =>
  Object.entries(workflowElements(version))
    .filter(([name]) => !['workflow-app', 'switch', 'kill'].includes(name))
    .flatMap(([name, type]) =>
      [0, 1].map((alternative) => ({
        title: `${name} of workflow ${version}, alternative ${alternative}`,
        version,
        action: instance(name, type, alternative),
      })),
    ),
);

function nameOf(name: string): ActionWithSchema {
  const known: ActionWithSchema[] = [
    'shell',
    'hive',
    'hive2',
    'sqoop',
    'distcp',
    'spark',
    'email',
    'ssh',
    'git',
  ];
  const found = known.find((one) => one === name);
  if (found === undefined) throw new Error(`no schema for ${name}`);
  return found;
}

describe('an action whose parts were put in, whatever the order', () => {
  it.each([...ownSchemas, ...workflowSchemas])(
    'is one that Oozie takes: $title',
    async ({ version, action }) => {
      const pieces = action.children.filter(
        (child): child is NewElement => typeof child === 'object' && child.kind === 'new-element',
      );
      for (const order of inAnyOrder(pieces)) {
        const xml = workflowWith(version, action, order);
        expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
      }
    },
  );
});
