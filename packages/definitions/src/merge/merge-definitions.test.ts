import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import type { WorkflowDefinition } from '../definition/definition.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import { setProperty } from '../definition/edit-parts.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { type Difference, diffDefinitions } from '../diff/diff-definitions.ts';
import { setAttribute } from '../tree/edit-content.ts';
import { addNode, setTransition } from '../workflow/edit-workflow.ts';
import { newKill } from '../workflow/new-nodes.ts';
import { workflowDocuments } from '../workflow/workflow-documents.fixture.ts';
import { describeConflict, mergeDefinitions, resolveConflicts } from './merge-definitions.ts';

vi.setConfig({ testTimeout: 60_000 });

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
    expect(result.conflicts).toMatchObject([{ id: '', code: 'refused-together' }]);
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

  it('keep a removal and an addition at one place', () => {
    const end = '  <kill name="other"><message>no</message></kill>\n';
    const theirs = xml.replace(end, '  <kill name="new"><message>no</message></kill>\n');
    const { definition, conflicts } = merge(xml.replace('a.sh', 'b.sh'), theirs);
    expect(conflicts).toEqual([]);
    expect(diffDefinitions(definition, workflowFrom(theirs.replace('a.sh', 'b.sh')))).toEqual([]);
  });
});

type Edit = { readonly kind: number; readonly at: number; readonly to: number };
const edits = fc.array(fc.record({ kind: fc.nat(4), at: fc.nat(9), to: fc.nat(3) }), { maxLength: 4 });

function edited(xml: string, list: readonly Edit[]): WorkflowDefinition {
  let definition = workflowFrom(xml);
  for (const { kind, at, to } of list) {
    const { nodes, element } = definition.model;
    const node = nodes[at % nodes.length];
    const transition = node?.transitions[0];
    const action = node?.kind === 'action' ? node.action?.element : undefined;
    const { tree } = definition;
    const names = nodes.flatMap(({ name }) => (name === undefined ? [] : [name.text]));
    if (kind === 0 && transition) {
      definition = editDefinition(
        definition,
        setTransition(definition, transition, names[to % names.length] ?? 'end'),
      );
    } else if (kind === 1 && !names.includes(`new-${at}`)) {
      definition = editDefinition(definition, addNode(definition, newKill(`new-${at}`, `${to}`)));
    } else if (kind === 2 && action && action.local !== 'email' && action.local !== 'ssh') {
      definition = editDefinition(definition, setProperty(tree, action, `p${at}`, `${to}`));
    } else if (kind === 3) {
      definition = editDefinition(definition, setAttribute(tree, element, 'name', `app-${to}`));
    } else if (kind === 4) {
      const start = node?.element.start ?? 0;
      definition = editDefinition(definition, [{ start, end: start, text: `<!-- ${to} -->` }]);
    }
  }
  return definition;
}

const three = fc.record({ xml: workflowDocuments({ depth: 1, length: 2 }), mine: edits, theirs: edits });
const key = ({ path, after }: Difference) =>
  `${path.join(' / ')} = ${after === undefined ? 'gone' : after.text.replace(/\s+/g, '')}`;

describe('any two edits of any workflow', () => {
  it('merge with what is unchanged to themselves, byte for byte', () => {
    fc.assert(
      fc.property(three, ({ xml, mine: list }) => {
        const [base, mine] = [workflowFrom(xml), edited(xml, list)];
        for (const sides of [
          [base, mine],
          [mine, base],
          [mine, mine],
        ] as const) {
          const { definition, conflicts } = mergeDefinitions(base, ...sides);
          expect(conflicts).toEqual([]);
          expect(printDefinition(definition)).toBe(printDefinition(mine));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('merge to the same from both sides, and lose no change', () => {
    fc.assert(
      fc.property(three, ({ xml, mine: one, theirs: other }) => {
        const [base, mine, theirs] = [workflowFrom(xml), edited(xml, one), edited(xml, other)];
        const check = () => [];
        const there = mergeDefinitions(base, mine, theirs, { check });
        const back = mergeDefinitions(base, theirs, mine, { check });
        expect(new Set(back.conflicts.map(({ id, code }) => `${id} ${code}`))).toEqual(
          new Set(there.conflicts.map(({ id, code }) => `${id} ${code}`)),
        );
        if (there.conflicts.length > 0) return;
        expect(diffDefinitions(there.definition, back.definition)).toEqual([]);
        const wanted = [...diffDefinitions(base, mine), ...diffDefinitions(base, theirs)].map(key);
        expect(new Set(diffDefinitions(base, there.definition).map(key))).toEqual(new Set(wanted));
      }),
      { numRuns: 250 },
    );
  });
});
