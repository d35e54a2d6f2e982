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
    const listed = (...texts: string[]) =>
      xml.replace(/<argument>.*<\/argument>/, texts.map((text) => `<argument>${text}</argument>`).join(''));
    const from =
      (...texts: string[]) =>
      (...others: string[]) =>
        diffDefinitions(workflowFrom(listed(...texts)), workflowFrom(listed(...others))).map((one) =>
          describeDifference(one).replace('node "a" / shell / argument', '…'),
        );
    expect(from('1', '2')('2', '1')).toEqual(['… / 1: moved to 2']);
    expect(from('a', 'b', 'c', 'd')('b', 'x', 'd', 'e')).toEqual([
      '… / 1: removed',
      '… / 3: c → x',
      '… / 4: added',
    ]);
    expect(from('a', 'x', 'a', 'y')('x', 'a', 'z')).toEqual(['… / 1: removed', '… / 4: y → z']);
    expect(from('a', 'b', 'c', 'd')('d', 'a', 'b', 'c')).toEqual(['… / 4: moved to 1']);
  });

  it('tell a node that has another name as one difference, wherever it is named', () => {
    expect(said(xml.replaceAll('"a"', '"b"'))).toEqual(['node "a": renamed to b']);
    expect(said(xml.replaceAll('"end"', '"done"'))).toEqual(['node "end": renamed to done']);
    expect(said(xml.replaceAll('"a"', '"b"').replace('a.sh', 'b.sh').replace('>1<', '>3<'))).toEqual([
      'start / @to: a → b',
      'node "a": removed',
      'node "b": added',
    ]);
  });

  it('are none where Oozie reads the same', () => {
    expect(said(xml.replace('<start', '<!-- first -->\n <start').replaceAll('  ', '\t'))).toEqual([]);
    expect(said(xml.replace('<end name="end"/>', '').replace('<start', '<end name="end"/><start'))).toEqual(
      [],
    );
  });
});
