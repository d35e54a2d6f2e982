import { describe, expect, it } from 'vitest';
import { bundleFrom } from '../definition/definition.fixture.ts';
import type { BundleDefinition } from '../definition/definition.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import type { TextChange } from '../tree/text-change.ts';
import { addCoordinator, removeCoordinator } from './edit-bundle.ts';

const xml = `<bundle-app name="all" xmlns="uri:oozie:bundle:0.2">
  <coordinator name="a">
    <app-path>/a</app-path>
  </coordinator>
</bundle-app>`;

function after(text: string, edit: (definition: BundleDefinition) => TextChange[]): string {
  const definition = bundleFrom(text);
  const edited = editDefinition(definition, edit(definition));
  expect(edited.diagnostics).toEqual([]);
  return printDefinition(edited);
}

describe('a bundle', () => {
  it('gets a coordinator, and loses it again', () => {
    const added = after(xml, (definition) =>
      addCoordinator(definition, { name: 'b', appPath: '/b', enabled: true, configuration: { x: '1' } }),
    );
    expect(added).toContain(`  </coordinator>
  <coordinator name="b" enabled="true">
    <app-path>/b</app-path>
    <configuration>
      <property>
        <name>x</name>
        <value>1</value>
      </property>
    </configuration>
  </coordinator>
</bundle-app>`);
    expect(after(added, (definition) => removeCoordinator(definition, 'b'))).toBe(xml);
  });

  it('can’t have two coordinators of a name, or lose one that it hasn’t got', () => {
    expect(() => after(xml, (definition) => addCoordinator(definition, { name: 'a', appPath: '/' }))).toThrow(
      'There is a coordinator "a" already.',
    );
    expect(() => after(xml, (definition) => removeCoordinator(definition, 'b'))).toThrow(
      'no coordinator "b"',
    );
  });
});
