import { describe, expect, it } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { describeDifference, diffDefinitions } from './diff-definitions.ts';

const xml = `<workflow-app name="w" xmlns="uri:oozie:workflow:1.0">
  <start to="a"/>
  <action name="a"><shell xmlns="uri:oozie:shell-action:1.0">
    <configuration><property><name>queue</name><value>low</value></property></configuration>
    <exec>a.sh</exec><argument>1</argument><argument>2</argument></shell><ok to="end"/><error to="fail"/></action>
  <kill name="fail"><message>no</message></kill>
  <end name="end"/>
</workflow-app>`;

const said = (other: string) =>
  diffDefinitions(workflowFrom(xml), workflowFrom(other)).map(describeDifference);

describe('the differences of two workflows', () => {
  it('are told by node and field', () => {
    expect(said(xml.replace('a.sh', 'b.sh').replace('>low<', '>high<'))).toEqual([
      'node "a" / shell / configuration / property "queue" / value: low → high',
      'node "a" / shell / exec: a.sh → b.sh',
    ]);
    expect(said(xml.replace('ok to="end"', 'ok to="fail"'))).toEqual(['node "a" / ok / @to: end → fail']);
    expect(said(xml.replace('workflow:1.0', 'workflow:0.5'))).toContain(
      '@xmlns: uri:oozie:workflow:1.0 → uri:oozie:workflow:0.5',
    );
  });

  it('tell what came, what went, and what changed in a list', () => {
    expect(said(xml.replace('<end ', '<kill name="k"><message/></kill><end '))).toEqual(['node "k": added']);
    expect(said(xml.replace('<argument>1</argument>', ''))).toEqual([
      'node "a" / shell / argument / 1: removed',
    ]);
    expect(said(xml.replace('>1<', '>2<').replace('>2</argument></shell', '>1</argument></shell'))).toEqual([
      'node "a" / shell / argument / 1: 1 → 2',
      'node "a" / shell / argument / 2: 2 → 1',
    ]);
  });

  it('are none where Oozie reads the same', () => {
    expect(said(xml.replace('<start', '<!-- first -->\n <start').replaceAll('  ', '\t'))).toEqual([]);
    expect(said(xml.replace('<end name="end"/>', '').replace('<start', '<end name="end"/><start'))).toEqual(
      [],
    );
  });
});
