import { mkdirSync, writeFileSync } from 'node:fs';
import { createOozieClient } from '@howdah/oozie-client';
import { expect, inject, it, vi } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { childNamed } from '../tree/navigate.ts';
import { nodeNamed } from '../workflow/workflow.ts';
import { configDefault, configuredWorkflow } from './effective-configuration.fixture.ts';
import { effectiveConfiguration } from './effective-configuration.ts';
import { configurationFrom, propertiesOf } from './properties/configuration-document.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });

it('an action’s configuration is the one that Oozie makes', async () => {
  const folder = `${inject('definitionRoot')}/configured-${crypto.randomUUID()}`;
  const path = new URL(folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(new URL(`${folder}/workflow.xml`), configuredWorkflow);
  writeFileSync(new URL(`${folder}/config-default.xml`), configurationFrom(configDefault).tree.text);
  const { id } = await oozie.submit(
    { 'user.name': 'howdah', 'oozie.wf.application.path': folder },
    { start: true },
  );
  try {
    const conf = await vi.waitUntil(
      async () => (await oozie.workflows.info(id)).actions.find(({ name }) => name === 'it')?.conf,
      { timeout: 20_000, interval: 100 },
    );
    const { root } = parseDefinition(conf).tree;
    const configuration = root && childNamed(root, 'configuration');
    if (configuration === undefined) throw new Error(`no configuration: ${conf}`);
    const { model } = workflowFrom(configuredWorkflow);
    const node = nodeNamed(model, 'it');
    if (node?.kind !== 'action') throw new Error('no action');
    const ours = effectiveConfiguration(model, node, { configDefault }).properties;
    expect(propertiesOf(configuration)).toEqual(
      Object.fromEntries(ours.map(({ name, value }) => [name, value])),
    );
  } finally {
    await oozie.workflows.kill(id);
  }
}, 30_000);
