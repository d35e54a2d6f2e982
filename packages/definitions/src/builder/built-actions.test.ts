import { describe, expect, it } from 'vitest';
import { printDefinition } from '../definition/parse-definition.ts';
import { elementsWithin } from '../tree/navigate.ts';
import { newElement } from '../tree/new-node.ts';
import { actionTypes } from '../workflow/read-action.ts';
import { BuildError } from './build-error.ts';
import { addsEveryAction, everythingElse } from './built-actions.fixture.ts';
import { workflow } from './workflow-builder.ts';

const fs = { operations: [{ mkdir: '/x' }] };

describe('a workflow with every type of action', () => {
  it.each(['0.5', '1.0'] as const)('is built in version %s, with schemas of its time', (version) => {
    const empty = workflow('all', { version });
    const built = addsEveryAction(version, ['a.xml', 'b.xml'])
      .reduce((w, add) => add(w), empty)
      .build();
    const types = built.model.nodes.flatMap((node) => (node.kind === 'action' ? [node.action?.type] : []));
    expect(actionTypes.filter((type) => !types.includes(type))).toEqual([]);
    const namespaces = new Set([...elementsWithin(built.tree)].map(({ namespace }) => namespace));
    expect([...namespaces].filter((one) => one?.endsWith(':1.0')).sort()).toEqual(
      version === '1.0'
        ? [
            'uri:oozie:distcp-action:1.0',
            'uri:oozie:git-action:1.0',
            'uri:oozie:hive-action:1.0',
            'uri:oozie:hive2-action:1.0',
            'uri:oozie:shell-action:1.0',
            'uri:oozie:spark-action:1.0',
            'uri:oozie:sqoop-action:1.0',
            'uri:oozie:workflow:1.0',
          ]
        : ['uri:oozie:git-action:1.0'],
    );
    expect(printDefinition(built).includes('<job-tracker>')).toBe(version === '0.5');
  });

  it('has the order that schemas want', () => {
    const text = printDefinition(everythingElse('1.0', ['a.xml']).build());
    const at = [
      '<parameters',
      '<global',
      '<credentials',
      '<start',
      '<action',
      '<kill name="stop"',
      '<end',
      '<info xmlns="uri:oozie:sla:0.2">\n        <nom',
    ];
    const places = at.map((one) => text.indexOf(one));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(text).toContain('<error to="stop"/>');
  });

  it('keeps an action that Oozie doesn’t come with as it is given', () => {
    const own = newElement(
      'own',
      { a: '1' },
      [newElement('resource-manager', {}, 'x')],
      'uri:example:own:1.0',
    );
    const built = workflow('w', { version: '0.5' }).extension('a', { element: own }).build();
    expect(printDefinition(built)).toContain(
      '<own xmlns="uri:example:own:1.0" a="1">\n            <resource-manager>',
    );
  });

  it('is refused for what is wrong beside such an action', () => {
    const own = workflow('w').extension('a', { element: newElement('own', {}, [], 'uri:example:own:1.0') });
    expect(() => own.shell('b', { exec: '${nonsense(' }).build()).toThrow(BuildError);
  });

  it('is refused where its version doesn’t have what it is told', () => {
    const refused = (build: () => unknown) => {
      expect(build).toThrow(BuildError);
    };
    refused(() =>
      workflow('w')
        .fs('a', { operations: [{ setrep: '/x', replicationFactor: 2 }] })
        .build(),
    );
    refused(() =>
      workflow('w', { version: '0.5' })
        .shell('a', { exec: 'x', launcher: { vcores: 1 } })
        .build(),
    );
    refused(() => workflow('w', { killNode: 'a' }).fs('a', fs).build());
    refused(() => workflow('w', { killNode: '1' }).fs('a', fs).build());
    expect(workflow('w', { killNode: 'k' }).fs('fail', fs).build().kind).toBe('workflow');
  });
});
