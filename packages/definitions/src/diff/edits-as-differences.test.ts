import { describe, expect, it } from 'vitest';
import { addCoordinator, removeCoordinator } from '../bundle/edit-bundle.ts';
import {
  addDataIn,
  addDataOut,
  addDataset,
  renameDataIn,
  renameDataOut,
  renameDataset,
} from '../coordinator/edit-coordinator.ts';
import { bundleFrom, coordinatorFrom, workflowFrom } from '../definition/definition.fixture.ts';
import type { Definition } from '../definition/definition.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import {
  addIn,
  removeElement,
  removeProperty,
  setAttributeText,
  setChildText,
  setChildTexts,
  setFlag,
  setProperty,
} from '../definition/edit-parts.ts';
import { setValue } from '../tree/edit-content.ts';
import { elementsWithin } from '../tree/navigate.ts';
import { newElement } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';
import { elementValue } from '../tree/value.ts';
import {
  addCase,
  addNode,
  addTransition,
  removeNode,
  removeTransition,
  renameNode,
  setTransition,
} from '../workflow/edit-workflow.ts';
import { newKill } from '../workflow/new-nodes.ts';
import { nodeNamed } from '../workflow/workflow.ts';
import { describeDifference, diffDefinitions } from './diff-definitions.ts';

const workflow =
  workflowFrom(`<workflow-app name="w" xmlns="uri:oozie:workflow:1.0" xmlns:sla="uri:oozie:sla:0.2">
  <parameters><property><name>day</name><value>1</value></property></parameters>
  <global><name-node>hdfs://nn</name-node></global>
  <credentials><credential name="hive" type="hcat"><property><name>uri</name><value>thrift</value></property></credential></credentials>
  <start to="a"/>
  <action name="a" cred="hive"><shell xmlns="uri:oozie:shell-action:1.0">
    <configuration><property><name>queue</name><value>low</value></property></configuration>
    <exec>a.sh</exec><argument>1</argument><argument>2</argument></shell><ok to="which"/><error to="fail"/></action>
  <decision name="which"><switch><case to="f">\${wf:actionData('a')['x'] eq 1}</case><case to="b">\${x}</case><default to="end"/></switch></decision>
  <fork name="f"><path start="b"/><path start="c"/></fork>
  <action name="b"><fs><mkdir path="/b"/><touchz path="/c"/></fs><ok to="j"/><error to="fail"/></action>
  <action name="c"><fs><mkdir path="/b"/></fs><ok to="j"/><error to="fail"/></action>
  <join name="j" to="end"/>
  <kill name="fail"><message>\${wf:errorMessage('a')}</message></kill>
  <end name="end"/>
  <sla:info><sla:nominal-time>\${day}</sla:nominal-time><sla:should-end>10</sla:should-end></sla:info>
</workflow-app>`);

const coordinator =
  coordinatorFrom(`<coordinator-app name="c" frequency="\${coord:days(1)}" start="2026-01-01T00:00Z" end="2026-02-01T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <controls><timeout>10</timeout></controls>
  <datasets>
    <dataset name="logs" frequency="60" initial-instance="2026-01-01T00:00Z" timezone="UTC"><uri-template>/logs/\${HOUR}</uri-template></dataset>
    <dataset name="days" frequency="60" initial-instance="2026-01-01T00:00Z" timezone="UTC"><uri-template>/days/\${DAY}</uri-template></dataset>
  </datasets>
  <input-events>
    <data-in name="in" dataset="logs"><instance>\${coord:current(0)}</instance></data-in>
    <data-in name="more" dataset="days"><instance>\${coord:current(-1)}</instance></data-in>
  </input-events>
  <input-logic><or><data-in dataset="in"/><data-in dataset="more"/></or></input-logic>
  <output-events><data-out name="out" dataset="days"><instance>\${coord:current(0)}</instance></data-out></output-events>
  <action><workflow><app-path>/app</app-path><configuration>
    <property><name>in</name><value>\${coord:dataIn('in')}</value></property>
    <property><name>out</name><value>\${coord:dataOut("out")}</value></property>
  </configuration></workflow></action>
</coordinator-app>`);

const bundle = bundleFrom(`<bundle-app name="b" xmlns="uri:oozie:bundle:0.2">
  <controls><kick-off-time>2026-01-01T00:00Z</kick-off-time></controls>
  <coordinator name="one"><app-path>/one</app-path></coordinator>
  <coordinator name="two" enabled="false"><app-path>/two</app-path><configuration><property><name>x</name><value>1</value></property></configuration></coordinator>
</bundle-app>`);

function named(definition: Definition, local: string) {
  for (const element of elementsWithin(definition.tree)) if (element.local === local) return element;
  throw new Error(`There is no <${local}>.`);
}

const node = (name: string) => {
  const found = nodeNamed(workflow.model, name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};

const way = (name: string, index: number) => {
  const found = node(name).transitions[index];
  if (found === undefined) throw new Error('There is no such transition.');
  return found;
};

const { tree } = workflow;
const shell = named(workflow, 'shell');

const edits: readonly (readonly [string, Definition, TextChange[], string[]])[] = [
  ['renameNode, an action', workflow, renameNode(workflow, 'a', 'z'), ['node "a": renamed to z']],
  ['renameNode, a decision', workflow, renameNode(workflow, 'which', 'z'), ['node "which": renamed to z']],
  ['renameNode, a fork', workflow, renameNode(workflow, 'f', 'z'), ['node "f": renamed to z']],
  ['renameNode, a join', workflow, renameNode(workflow, 'j', 'z'), ['node "j": renamed to z']],
  ['renameNode, a kill', workflow, renameNode(workflow, 'fail', 'z'), ['node "fail": renamed to z']],
  ['addNode', workflow, addNode(workflow, newKill('k', 'no')), ['node "k": added']],
  [
    'removeNode',
    workflow,
    removeNode(workflow, 'c', { redirectTo: 'b' }),
    ['node "f" / path / 2: removed', 'node "c": removed'],
  ],
  [
    'setTransition',
    workflow,
    setTransition(workflow, way('a', 0), 'end'),
    ['node "a" / ok / @to: which → end'],
  ],
  [
    'addTransition',
    workflow,
    addTransition(workflow, node('f'), 'path', 'a'),
    ['node "f" / path / 3: added'],
  ],
  [
    'addCase',
    workflow,
    addCase(workflow, node('which'), '${y}', 'c'),
    ['node "which" / switch / order of switch / 3: added'],
  ],
  ['removeTransition', workflow, removeTransition(workflow, way('f', 0)), ['node "f" / path / 1: removed']],
  [
    'setProperty of an action',
    workflow,
    setProperty(tree, shell, 'queue', 'high'),
    ['node "a" / shell / configuration / property "queue" / value: low → high'],
  ],
  [
    'setProperty of parameters',
    workflow,
    setProperty(tree, workflow.model.element, 'night', '2', 'parameters'),
    ['parameters / property "night": added'],
  ],
  [
    'removeProperty',
    workflow,
    removeProperty(tree, shell, 'queue'),
    ['node "a" / shell / configuration: removed'],
  ],
  [
    'setValue',
    workflow,
    setValue(tree, elementValue(named(workflow, 'exec')), 'b.sh'),
    ['node "a" / shell / exec: a.sh → b.sh'],
  ],
  [
    'setChildText of global',
    workflow,
    setChildText(tree, named(workflow, 'global'), 'resource-manager', 'rm'),
    ['global / resource-manager: added'],
  ],
  [
    'setChildTexts',
    workflow,
    setChildTexts(tree, shell, 'argument', ['2']),
    ['node "a" / shell / argument / 1: removed'],
  ],
  [
    'setFlag',
    workflow,
    setFlag(tree, shell, 'capture-output', true),
    ['node "a" / shell / capture-output: added'],
  ],
  [
    'setAttributeText',
    workflow,
    setAttributeText(tree, node('a').element, 'retry-max', '3'),
    ['node "a" / @retry-max: added'],
  ],
  [
    'setAttributeText of a credential',
    workflow,
    setAttributeText(tree, named(workflow, 'credential'), 'type', 'hbase'),
    ['credentials / credential "hive" / @type: hcat → hbase'],
  ],
  [
    'addIn credentials',
    workflow,
    addIn(
      tree,
      workflow.model.element,
      ['credentials'],
      newElement('credential', { name: 'x', type: 'hcat' }),
    ),
    ['credentials / credential "x": added'],
  ],
  [
    'removeElement of an SLA',
    workflow,
    removeElement(tree, named(workflow, 'should-end')),
    ['info / should-end: removed'],
  ],
  [
    'addDataset',
    coordinator,
    addDataset(coordinator, {
      name: 'new',
      frequency: '60',
      initialInstance: '2026-01-01T00:00Z',
      timezone: 'UTC',
      uriTemplate: '/new',
    }),
    ['datasets / dataset "new": added'],
  ],
  [
    'addDataIn',
    coordinator,
    addDataIn(coordinator, { name: 'new', dataset: 'logs', instances: ['${coord:current(-9)}'] }),
    ['input-events / data-in "new": added'],
  ],
  [
    'addDataOut',
    coordinator,
    addDataOut(coordinator, { name: 'new', dataset: 'logs', instance: '${coord:current(0)}' }),
    ['output-events / data-out "new": added'],
  ],
  [
    'renameDataset',
    coordinator,
    renameDataset(coordinator, 'days', 'z'),
    ['datasets / dataset "days": renamed to z'],
  ],
  [
    'renameDataIn',
    coordinator,
    renameDataIn(coordinator, 'in', 'z'),
    ['input-events / data-in "in": renamed to z'],
  ],
  [
    'renameDataOut',
    coordinator,
    renameDataOut(coordinator, 'out', 'z'),
    ['output-events / data-out "out": renamed to z'],
  ],
  [
    'setChildText of controls',
    coordinator,
    setChildText(coordinator.tree, named(coordinator, 'controls'), 'timeout', '20'),
    ['controls / timeout: 10 → 20'],
  ],
  [
    'addCoordinator',
    bundle,
    addCoordinator(bundle, { name: 'new', appPath: '/new' }),
    ['coordinator "new": added'],
  ],
  ['removeCoordinator', bundle, removeCoordinator(bundle, 'two'), ['coordinator "two": removed']],
  [
    'setAttributeText of a coordinator’s name',
    bundle,
    setAttributeText(bundle.tree, named(bundle, 'coordinator'), 'name', 'first'),
    ['coordinator "one": renamed to first'],
  ],
  [
    'setChildText of the kick-off',
    bundle,
    setChildText(bundle.tree, named(bundle, 'controls'), 'kick-off-time', undefined),
    ['controls / kick-off-time: removed'],
  ],
];

describe('an edit is a difference at its own place, and nowhere else', () => {
  it.each(edits)('%s', (_, definition, changes, differences) => {
    const edited = editDefinition(definition, changes);
    expect(diffDefinitions(definition, edited).map(describeDifference)).toEqual(differences);
  });

  it('several names at once, of nodes that lead to each other', () => {
    let edited = workflow;
    for (const name of ['a', 'which', 'f', 'b', 'j', 'fail', 'end']) {
      edited = editDefinition(edited, renameNode(edited, name, `new-${name}`));
    }
    const differences = diffDefinitions(workflow, edited);
    expect(differences.map(({ kind }) => kind)).toEqual(Array(7).fill('renamed'));
    expect(differences.map(({ before, after }) => after?.text === `new-${before?.text}`)).not.toContain(
      false,
    );
  });

  it('the name of a credential', () => {
    const edited = workflowFrom(workflow.tree.text.replaceAll('"hive"', '"store"'));
    expect(diffDefinitions(workflow, edited).map(describeDifference)).toEqual([
      'credentials / credential "hive": renamed to store',
    ]);
  });

  it('a name and what is behind it, when the rest is the same', () => {
    const text = coordinator.tree.text.replaceAll('"in"', '"z"').replace("'in'", "'z'");
    const edited = coordinatorFrom(text.replace('coord:current(0)', 'coord:latest(0)'));
    expect(diffDefinitions(coordinator, edited).map(describeDifference)).toEqual([
      'input-events / data-in "in": removed',
      'input-events / data-in "z": added',
      'input-logic / order of input-logic / order of or / 1 / @dataset: in → z',
      "action / workflow / configuration / property \"in\" / value: ${coord:dataIn('in')} → ${coord:dataIn('z')}",
    ]);
    const renamed = editDefinition(workflow, renameNode(workflow, 'a', 'z'));
    const changed = editDefinition(
      renamed,
      setProperty(renamed.tree, named(renamed, 'shell'), 'queue', 'high'),
    );
    expect(diffDefinitions(workflow, changed).map(describeDifference)).toEqual([
      'node "a": renamed to z',
      'node "a" / shell / configuration / property "queue" / value: low → high',
    ]);
  });
});
