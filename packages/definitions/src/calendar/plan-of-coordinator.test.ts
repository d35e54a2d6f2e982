import { expect, test } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import { materialize } from './materialize.ts';
import { planOf, withDefaults } from './plan-of-coordinator.ts';

const xml = `<coordinator-app name="a" frequency="\${coord:hours(1)}" start="2026-01-01T00:00Z" end="\${end}" timezone="UTC" xmlns="uri:oozie:coordinator:0.4">
  <parameters><property><name>end</name><value>2026-01-01T02:00Z</value></property></parameters>
  <controls><throttle> 3 </throttle></controls>
  <datasets><dataset name="d" frequency="60" initial-instance="2025-01-01T00:00Z" timezone="UTC">
    <uri-template> file:///\${HOUR} </uri-template><done-flag/></dataset></datasets>
  <input-events><data-in name="in" dataset="d"><instance> \${coord:current(0)} </instance></data-in></input-events>
  <action><workflow><app-path>file:///w</app-path><configuration>
    <property><name>in</name><value> \${coord:dataIn('in')}</value></property>
  </configuration></workflow></action>
</coordinator-app>`;

test('a parsed coordinator can be looked at', () => {
  const definition = parseDefinition(xml);
  if (definition.kind !== 'coordinator') expect.fail('it is a coordinator');
  const coordinator = definition.model;
  const told = materialize(planOf(coordinator), withDefaults({}, coordinator.parameters));
  expect(told.problems).toEqual([]);
  expect(told.controls?.throttle).toBe(3);
  expect(told.actions.map(({ inputs }) => inputs[0]?.instances[0]?.awaited)).toEqual([
    'file:///00',
    'file:///01',
  ]);
  expect(told.actions[0]?.configuration).toEqual([{ name: 'in', value: ' file:///00' }]);
  const shorter = withDefaults({ end: '2026-01-01T01:00Z' }, coordinator.parameters);
  expect(materialize(planOf(coordinator), shorter).actions).toHaveLength(1);
});

test('of two defaults for a name, the first counts', () => {
  const twice = xml.replace(
    '</parameters>',
    '<property><name>end</name><value>2027-01-01T00:00Z</value></property></parameters>',
  );
  const definition = parseDefinition(twice);
  expect(withDefaults({}, definition.model?.parameters)).toEqual({ end: '2026-01-01T02:00Z' });
});
