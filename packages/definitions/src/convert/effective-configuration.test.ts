import { expect, it } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { nodeNamed } from '../workflow/workflow.ts';
import { configDefault, configuredWorkflow } from './effective-configuration.fixture.ts';
import { type BesideWorkflow, effectiveConfiguration } from './effective-configuration.ts';

function effective(xml: string, beside: BesideWorkflow = {}) {
  const { model } = workflowFrom(xml);
  const node = nodeNamed(model, 'it');
  if (node?.kind !== 'action') throw new Error('no action');
  return effectiveConfiguration(model, node, beside);
}

it('an action’s configuration is that of all places, the nearest first', () => {
  const { properties } = effective(configuredWorkflow, { configDefault });
  expect(
    properties.map(({ name, value, from, instead }) => [name, value, from, instead.map((one) => one.from)]),
  ).toEqual([
    ['a', 'default', 'config-default', []],
    ['b', 'global', 'global', ['config-default']],
    ['c', 'own', 'configuration', ['config-default']],
    ['d', 'global', 'global', []],
    ['e', 'own', 'configuration', []],
    ['oozie.launcher.env', 'A=1', 'global launcher', ['global']],
    ['oozie.launcher.memory.mb', '512', 'launcher', []],
    ['oozie.launcher.queue', 'global-launcher', 'global launcher', ['global', 'config-default']],
    ['oozie.launcher.vcores', '2', 'configuration', ['launcher']],
  ]);
});

it('job-xmls count least, the action’s before the global ones', () => {
  const xml = `<workflow-app name="w" xmlns="uri:oozie:workflow:1.0"><global><job-xml>g.xml</job-xml></global><start to="it"/>
    <action name="it"><java><resource-manager>r</resource-manager><name-node>n</name-node><job-xml>a.xml</job-xml><job-xml>no.xml</job-xml><main-class>M</main-class></java><ok to="end"/><error to="end"/></action><end name="end"/></workflow-app>`;
  const { properties, unknownFiles } = effective(xml, {
    configDefault: { x: 'default' },
    jobXmls: new Map([
      ['g.xml', { x: 'g', y: 'g' }],
      ['a.xml', { x: 'a', y: 'a' }],
    ]),
  });
  expect(properties.map(({ name, value, file }) => [name, value, file])).toEqual([
    ['x', 'default', undefined],
    ['y', 'a', 'a.xml'],
  ]);
  expect(unknownFiles).toEqual(['no.xml']);
});

it('a mail has no configuration', () => {
  const mail =
    '<email xmlns="uri:oozie:email-action:0.2"><to>a</to><subject>s</subject><body>b</body></email>';
  const xml = `<workflow-app name="w" xmlns="uri:oozie:workflow:1.0"><start to="it"/><action name="it">${mail}<ok to="end"/><error to="end"/></action><end name="end"/></workflow-app>`;
  expect(effective(xml, { configDefault }).properties).toEqual([]);
});
