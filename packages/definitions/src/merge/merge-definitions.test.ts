import { describe, expect, it } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { diffDefinitions } from '../diff/diff-definitions.ts';
import { describeConflict } from './merge-conflict.ts';
import { mergeDefinitions, resolveConflicts } from './merge-definitions.ts';

const xml = `<workflow-app name="w" xmlns="uri:oozie:workflow:1.0">
  <start to="a"/>
  <action name="a">
    <shell xmlns="uri:oozie:shell-action:1.0">
      <exec>a.sh</exec>
      <argument>1</argument>
    </shell>
    <ok to="end"/>
    <error to="fail"/>
  </action>
  <kill name="fail"><message>no</message></kill>
  <kill name="other"><message>no</message></kill>
  <end name="end"/>
</workflow-app>`;

const merge = (mine: string, theirs: string) =>
  mergeDefinitions(workflowFrom(xml), workflowFrom(mine), workflowFrom(theirs));

describe('two edits of a workflow', () => {
  it('come together where they touch different fields, with the comments of both', () => {
    const mine = xml.replace('a.sh', 'b.sh').replace('<start', '<!-- mine -->\n  <start');
    const theirs = xml.replace('ok to="end"', 'ok to="fail"').replace('  <end', '  <!-- theirs -->\n  <end');
    const { definition, conflicts } = merge(mine, theirs);
    expect(conflicts).toEqual([]);
    expect(printDefinition(definition)).toBe(
      mine.replace('ok to="end"', 'ok to="fail"').replace('  <end', '  <!-- theirs -->\n  <end'),
    );
  });

  it('are in conflict about a node that one removes and the other renames', () => {
    const removed = xml.replace('  <kill name="other"><message>no</message></kill>\n', '');
    const renamed = xml.replace('"other"', '"another"');
    for (const [mine, theirs, by] of [
      [removed, renamed, 'theirs'],
      [renamed, removed, 'mine'],
    ] as const) {
      const result = merge(mine, theirs);
      expect(result.conflicts).toMatchObject([{ id: 'node "other"', code: 'removed-and-changed' }]);
      const settled = (choice: 'mine' | 'theirs') => {
        const { definition, conflicts } = resolveConflicts(result, { 'node "other"': choice });
        expect(conflicts).toEqual([]);
        return printDefinition(definition);
      };
      expect(settled(by)).toContain('"another"');
      expect(settled(by === 'mine' ? 'theirs' : 'mine')).not.toContain('other"');
    }
  });

  it('are in conflict about a field that both change, until somebody chooses', () => {
    const result = merge(xml.replace('a.sh', 'b.sh'), xml.replace('a.sh', 'c.sh'));
    expect(result.conflicts.map(describeConflict)).toEqual([
      'node "a" / shell / exec: changed differently on both sides',
    ]);
    expect(result.conflicts).toMatchObject([
      {
        base: { text: '<exec>a.sh</exec>' },
        mine: { text: '<exec>b.sh</exec>' },
        theirs: { range: { start: { line: 5 } } },
      },
    ]);
    const id = result.conflicts[0]?.id ?? '';
    const settled = (choice: Parameters<typeof resolveConflicts>[1][string]) => {
      const { definition, conflicts } = resolveConflicts(result, { [id]: choice });
      expect(conflicts).toEqual([]);
      return printDefinition(definition);
    };
    expect(settled('mine')).toBe(xml.replace('a.sh', 'b.sh'));
    expect(settled('theirs')).toBe(xml.replace('a.sh', 'c.sh'));
    expect(settled('base')).toBe(xml);
    expect(settled({ text: '<exec>d.sh</exec>' })).toBe(xml.replace('a.sh', 'd.sh'));
  });

  it('are in conflict where one removes what the other changes, and where both add one name', () => {
    const other = '  <kill name="other"><message>no</message></kill>\n';
    expect(
      merge(xml.replace(other, ''), xml.replace(other, other.replace('>no<', '>yes<'))).conflicts,
    ).toMatchObject([{ code: 'removed-and-changed', path: ['node "other"'], mine: undefined }]);
    const added = (message: string) =>
      xml.replace(other, `${other}  <kill name="new"><message>${message}</message></kill>\n`);
    expect(merge(added('1'), added('2')).conflicts).toMatchObject([
      { code: 'added-differently', base: undefined },
    ]);
    expect(merge(added('1'), added('1')).conflicts).toEqual([]);
  });

  it('are in conflict where Oozie would take each, but not both', () => {
    const other = '  <kill name="other"><message>no</message></kill>\n';
    const result = merge(xml.replace(other, ''), xml.replace('error to="fail"', 'error to="other"'));
    expect(result.conflicts).toMatchObject([
      { id: '', code: 'refused-together', refused: [{ code: 'undefined-transition' }] },
    ]);
    const [conflict] = result.conflicts;
    const { start, end } = conflict?.refused?.[0]?.range ?? {};
    expect(conflict?.proposal?.slice(start?.offset, end?.offset)).toContain('other');
  });

  it('can go back to a list as it was, though theirs has grown', () => {
    const one = '<argument>1</argument>';
    const theirs = xml
      .replace(one, `${one}<argument>3</argument>`)
      .replace('  <end', '  <kill name="k"><message>k</message></kill>\n  <end');
    const result = merge(xml.replace(one, '<argument>2</argument>'), theirs);
    const [conflict] = result.conflicts;
    const { definition } = resolveConflicts(result, { [conflict?.id ?? '']: 'base' });
    expect(diffDefinitions(workflowFrom(xml), definition).map(({ path, kind }) => [...path, kind])).toEqual([
      ['node "k"', 'added'],
    ]);
  });

  it('keep the comments of both, where their lines overlap', () => {
    const one = '<argument>1</argument>';
    const mine = xml.replace(one, `<!-- of mine -->${one}`).replace('a.sh', 'b.sh');
    const theirs = xml.replace('<exec>a.sh</exec>', '<!-- why -->\n      <exec>c.sh</exec>');
    const { definition, conflicts } = merge(mine, theirs);
    expect(conflicts).toHaveLength(1);
    expect(printDefinition(definition)).toBe(mine.replace('<exec>', '<!-- why -->\n      <exec>'));
    const other = '<kill name="other"><message>no</message>';
    const gone = merge(xml.replace(`  ${other}</kill>\n`, ''), xml.replace(other, `${other}<!-- in it -->`));
    expect(gone.conflicts).toEqual([]);
    expect(printDefinition(gone.definition)).toContain('<!-- in it -->');
  });

  it('follow a new name to what the other side changed of it', () => {
    const mine = xml.replaceAll('"a"', '"load"');
    const theirs = xml
      .replace('a.sh', 'b.sh')
      .replace('<kill name="other"', '<fork name="f"><path start="a"/></fork><kill name="other"');
    for (const sides of [
      [mine, theirs],
      [theirs, mine],
    ] as const) {
      const { definition, conflicts } = merge(...sides);
      expect(conflicts).toEqual([]);
      expect(diffDefinitions(definition, workflowFrom(theirs.replaceAll('"a"', '"load"')))).toEqual([]);
    }
  });

  it('are in conflict about two new names, until somebody chooses, and keep all else', () => {
    const [mine, theirs] = [
      xml.replaceAll('"a"', '"m"'),
      xml.replaceAll('"a"', '"t"').replace('ok to="end"', 'ok to="fail"'),
    ];
    const result = merge(mine, theirs);
    expect(result.conflicts).toMatchObject([
      {
        code: 'renamed-differently',
        id: 'node "a" / @name',
        base: { text: 'a' },
        mine: { text: 'm' },
        theirs: { text: 't' },
      },
    ]);
    expect(printDefinition(result.definition)).toBe(mine.replace('ok to="end"', 'ok to="fail"'));
    for (const [choice, name] of [
      ['theirs', 't'],
      ['base', 'a'],
      [{ text: 'own' }, 'own'],
    ] as const) {
      const { definition, conflicts } = resolveConflicts(result, { 'node "a" / @name': choice });
      expect(conflicts).toEqual([]);
      expect(diffDefinitions(definition, workflowFrom(theirs.replaceAll('"t"', `"${name}"`)))).toEqual([]);
    }
  });

  it('tell where a conflict is in the documents given, though names were brought together', () => {
    const theirs = xml.replace('ok to="end"', 'ok to="other"');
    const result = merge(
      xml.replaceAll('"a"', '"a-longer-name"').replace('ok to="end"', 'ok to="fail"'),
      theirs,
    );
    expect(result.conflicts.map(({ id }) => id)).toEqual(['node "a-longer-name" / ok / @to']);
    const { start, end } = result.conflicts[0]?.theirs?.range ?? {};
    expect(theirs.slice(start?.offset, end?.offset)).toBe('other');
  });

  it('add to one list at two places, and files at one', () => {
    const list = (...texts: string[]) =>
      xml.replace('<argument>1</argument>', texts.map((text) => `<argument>${text}</argument>`).join(''));
    const [base, mine, theirs] = [
      list('1', '2', '3'),
      list('0', '1', '2', '3'),
      list('1', '2', '3', '4'),
    ].map(workflowFrom);
    if (!base || !mine || !theirs) throw new Error('three');
    const { definition, conflicts } = mergeDefinitions(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(diffDefinitions(definition, workflowFrom(list('0', '1', '2', '3', '4')))).toEqual([]);
    const file = (name: string) => xml.replace('</shell>', `<file>${name}</file></shell>`);
    const files = merge(file('m'), file('l'));
    expect(files.conflicts).toEqual([]);
    expect(diffDefinitions(files.definition, workflowFrom(file('l</file><file>m')))).toEqual([]);
    const [one, other, another] = [file('1'), file('2'), file('3')].map(workflowFrom);
    if (!one || !other || !another) throw new Error('three');
    expect(mergeDefinitions(one, other, another).conflicts).toHaveLength(1);
    const two = [file('1</file><file>0'), file('2</file><file>0'), file('3</file><file>0')].map(workflowFrom);
    if (!two[0] || !two[1] || !two[2]) throw new Error('three');
    expect(mergeDefinitions(two[0], two[1], two[2]).conflicts).toHaveLength(1);
    expect(merge(list('1', '2'), list('1', '3')).conflicts).toMatchObject([{ code: 'changed-differently' }]);
  });

  it('put properties into a configuration that both made', () => {
    const configured = (...names: string[]) =>
      xml.replace(
        '<exec>',
        `<configuration>${names.map((name) => `<property><name>${name}</name><value>1</value></property>`).join('')}</configuration><exec>`,
      );
    const { definition, conflicts } = merge(configured('x'), configured('y'));
    expect(conflicts).toEqual([]);
    expect(diffDefinitions(definition, workflowFrom(configured('x', 'y')))).toEqual([]);
  });

  it('upgrade on one side or both, with what else they change', () => {
    const upgraded = xml
      .replace('workflow:1.0', 'workflow:0.5')
      .replace('shell-action:1.0', 'shell-action:0.3');
    const changed = xml.replace('a.sh', 'b.sh');
    for (const [mine, theirs] of [
      [upgraded, changed],
      [changed, upgraded],
    ] as const) {
      const { definition, conflicts } = merge(mine, theirs);
      expect(conflicts).toEqual([]);
      expect(diffDefinitions(definition, workflowFrom(upgraded.replace('a.sh', 'b.sh')))).toEqual([]);
    }
    const both = merge(upgraded.replace('a.sh', 'b.sh'), upgraded.replace('ok to="end"', 'ok to="fail"'));
    expect(both.conflicts).toEqual([]);
    expect(printDefinition(both.definition)).toBe(
      upgraded.replace('a.sh', 'b.sh').replace('ok to="end"', 'ok to="fail"'),
    );
  });

  it('take an own text to the place that the schema has for it', () => {
    const exec = '<exec>a.sh</exec>';
    const result = merge(
      xml.replace(
        `      ${exec}
`,
        '',
      ),
      xml.replace('a.sh', 'b.sh'),
    );
    const { definition, conflicts } = resolveConflicts(result, {
      'node "a" / shell / exec': { text: '<exec>c.sh</exec>' },
    });
    expect(conflicts).toEqual([]);
    expect(printDefinition(definition)).toBe(xml.replace('a.sh', 'c.sh'));
  });

  it('keep a removal and an addition at one place', () => {
    const end = '  <kill name="other"><message>no</message></kill>\n';
    const theirs = xml.replace(end, '  <kill name="new"><message>no</message></kill>\n');
    const { definition, conflicts } = merge(xml.replace('a.sh', 'b.sh'), theirs);
    expect(conflicts).toEqual([]);
    expect(diffDefinitions(definition, workflowFrom(theirs.replace('a.sh', 'b.sh')))).toEqual([]);
  });
});
