import { describe, expect, it } from 'vitest';
import { coordinatorFrom } from '../definition/definition.fixture.ts';
import type { CoordinatorDefinition } from '../definition/definition.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import type { TextChange } from '../tree/text-change.ts';
import {
  addDataIn,
  addDataOut,
  addDataset,
  renameDataIn,
  renameDataOut,
  renameDataset,
} from './edit-coordinator.ts';

const bare = `<coordinator-app name="daily" frequency="60" start="2024-01-01T00:00Z" end="2024-02-01T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <controls>
    <timeout>10</timeout>
  </controls>
  <action>
    <workflow>
      <app-path>/a</app-path>
    </workflow>
  </action>
</coordinator-app>`;

const full = `<coordinator-app name="daily" frequency="60" start="2024-01-01T00:00Z" end="2024-02-01T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <datasets>
    <dataset name="logs" frequency="60" initial-instance="2024-01-01T00:00Z" timezone="UTC">
      <uri-template>/logs/\${HOUR}</uri-template>
    </dataset>
  </datasets>
  <input-events>
    <data-in name="in" dataset="logs">
      <instance>\${coord:current(0)}</instance>
    </data-in>
  </input-events>
  <input-logic>
    <or name="o">
      <data-in dataset="in"/>
    </or>
  </input-logic>
  <output-events>
    <data-out name="out" dataset="logs">
      <instance>\${coord:current(0)}</instance>
    </data-out>
  </output-events>
  <action>
    <workflow>
      <app-path>/a</app-path>
      <configuration>
        <property><name>in</name><value>\${coord:dataIn('in')},\${coord:dataInPartitionMin("in", 'out')}</value></property>
        <property><name>out</name><value>\${coord:dataOut('out')} in</value></property>
      </configuration>
    </workflow>
  </action>
</coordinator-app>`;

function after(text: string, edit: (definition: CoordinatorDefinition) => TextChange[]): string {
  const definition = coordinatorFrom(text);
  const edited = editDefinition(definition, edit(definition));
  expect(edited.diagnostics).toEqual([]);
  return printDefinition(edited);
}

describe('a coordinator', () => {
  it('gets datasets and events where the schema has their places', () => {
    const dataset = {
      name: 'logs',
      frequency: '${coord:days(1)}',
      initialInstance: '2024-01-01T00:00Z',
      timezone: 'UTC',
      uriTemplate: '/logs/${DAY}',
      doneFlag: '',
    };
    let text = after(bare, (definition) =>
      addDataOut(definition, { name: 'out', dataset: 'logs', instance: '${coord:current(0)}' }),
    );
    text = after(text, (definition) =>
      addDataIn(definition, {
        name: 'in',
        dataset: 'logs',
        startInstance: '${coord:current(-1)}',
        endInstance: '${coord:current(0)}',
      }),
    );
    text = after(text, (definition) => addDataset(definition, dataset));
    expect(text).toContain(`  </controls>
  <datasets>
    <dataset name="logs" frequency="\${coord:days(1)}" initial-instance="2024-01-01T00:00Z" timezone="UTC">
      <uri-template>/logs/\${DAY}</uri-template>
      <done-flag/>
    </dataset>
  </datasets>
  <input-events>
    <data-in name="in" dataset="logs">
      <start-instance>\${coord:current(-1)}</start-instance>
      <end-instance>\${coord:current(0)}</end-instance>
    </data-in>
  </input-events>
  <output-events>
    <data-out name="out" dataset="logs">
      <instance>\${coord:current(0)}</instance>
    </data-out>
  </output-events>
  <action>`);
    expect(() => after(text, (definition) => addDataset(definition, dataset))).toThrow(
      'There is a "logs" already',
    );
  });

  it('renames a dataset with all that uses it', () => {
    expect(after(full, (definition) => renameDataset(definition, 'logs', 'events'))).toBe(
      full.replaceAll('="logs"', '="events"'),
    );
  });

  it('renames an input event in its logic and in expressions', () => {
    expect(after(full, (definition) => renameDataIn(definition, 'in', 'input'))).toBe(
      full
        .replace('data-in name="in"', 'data-in name="input"')
        .replace('<data-in dataset="in"/>', '<data-in dataset="input"/>')
        .replace("dataIn('in')", "dataIn('input')")
        .replace('PartitionMin("in"', 'PartitionMin("input"'),
    );
  });

  it('renames an output event in expressions', () => {
    expect(after(full, (definition) => renameDataOut(definition, 'out', 'output'))).toBe(
      full
        .replace('data-out name="out"', 'data-out name="output"')
        .replace("dataOut('out')", "dataOut('output')"),
    );
    expect(() => after(full, (definition) => renameDataOut(definition, 'x', 'y'))).toThrow('no data-out "x"');
  });
});
