import { describe, expect, it } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import type { WorkflowDefinition } from '../definition/definition.ts';
import { editDefinition } from '../definition/edit-definition.ts';
import {
  removeProperty,
  setAttributeText,
  setChildText,
  setChildTexts,
  setFlag,
  setProperty,
} from '../definition/edit-parts.ts';
import { printDefinition } from '../definition/parse-definition.ts';
import { setValue } from '../tree/edit-content.ts';
import { newElement } from '../tree/new-node.ts';
import type { TextChange } from '../tree/text-change.ts';
import {
  addCase,
  addNode,
  addTransition,
  removeNode,
  removeTransition,
  renameNode,
  setTransition,
} from './edit-workflow.ts';
import { newAction, newDecision, newFork, newJoin, newKill } from './new-nodes.ts';
import type { ActionNode } from './workflow.ts';
import { nodeNamed, transitionOf } from './workflow.ts';

const xml = `<?xml version="1.0"?>
<workflow-app name="ingest" xmlns="uri:oozie:workflow:1.0">
  <start to="split"/>
  <fork name="split">
    <path start="fetch"/>
    <path start="clean"/>
  </fork>
  <!-- fetch: from the other side -->
  <action name="fetch" retry-max="3">
    <shell xmlns="uri:oozie:shell-action:1.0">
      <exec>fetch.sh</exec>
      <argument>fetch</argument> <!-- what -->
      <capture-output/>
    </shell>
    <ok to="both"/>
    <error to="fail"/>
  </action>
  <action name="clean">
    <fs>
      <configuration>
        <property><name>a</name><value>1</value></property>
      </configuration>
      <delete path="/tmp/\${wf:actionData('fetch')['x']}"/>
    </fs>
    <ok to="both"/>
    <error to="fail"/>
  </action>
  <join name="both" to="any"/>
  <decision name="any">
    <switch>
      <case to="fetch">\${wf:actionData( "fetch" )['again'] == 'fetch' and wf:lastErrorNode() ne 'fetch'}</case>
      <default to="done"/>
    </switch>
  </decision>
  <kill name="fail">
    <message>fetch failed: \${wf:errorMessage('fetch')} wf:errorMessage('fetch')</message>
  </kill>
  <end name="done"/>
</workflow-app>
`;

function after(edit: (definition: WorkflowDefinition) => TextChange[], text = xml): string {
  const definition = workflowFrom(text);
  const edited = editDefinition(definition, edit(definition));
  expect(edited.diagnostics).toEqual([]);
  return printDefinition(edited);
}

/** The lines that an edit takes away and those that it puts in. */
function difference(edit: (definition: WorkflowDefinition) => TextChange[], text = xml): string[] {
  const before = text.split('\n');
  const now = after(edit, text).split('\n');
  return [...beyond(before, now).map((line) => `-${line}`), ...beyond(now, before).map((line) => `+${line}`)];
}

/** The lines that there are more of in one text than in the other, as often as there are more. */
function beyond(lines: readonly string[], others: readonly string[]): string[] {
  return lines.filter((line, index) => count(lines.slice(0, index + 1), line) > count(others, line));
}

function count(lines: readonly string[], line: string): number {
  return lines.filter((other) => other === line).length;
}

function action(definition: WorkflowDefinition, name: string): ActionNode {
  const node = nodeNamed(definition.model, name);
  if (node?.kind !== 'action') throw new Error(`no action "${name}"`);
  return node;
}

function problem(edit: (definition: WorkflowDefinition) => TextChange[]): unknown {
  try {
    edit(workflowFrom(xml));
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a node that is renamed', () => {
  it('is renamed wherever it is named, and nowhere else', () => {
    expect(difference((definition) => renameNode(definition, 'fetch', 'download'))).toEqual([
      '-    <path start="fetch"/>',
      '-  <action name="fetch" retry-max="3">',
      "-      <delete path=\"/tmp/${wf:actionData('fetch')['x']}\"/>",
      `-      <case to="fetch">\${wf:actionData( "fetch" )['again'] == 'fetch' and wf:lastErrorNode() ne 'fetch'}</case>`,
      "-    <message>fetch failed: ${wf:errorMessage('fetch')} wf:errorMessage('fetch')</message>",
      '+    <path start="download"/>',
      '+  <action name="download" retry-max="3">',
      "+      <delete path=\"/tmp/${wf:actionData('download')['x']}\"/>",
      `+      <case to="download">\${wf:actionData( "download" )['again'] == 'fetch' and wf:lastErrorNode() ne 'download'}</case>`,
      "+    <message>fetch failed: ${wf:errorMessage('download')} wf:errorMessage('fetch')</message>",
    ]);
  });

  it('is found in expressions that are written with references', () => {
    const text = xml.replace(
      `wf:actionData('fetch')['x']`,
      'wf:actionData(&quot;fetch&quot;)[&apos;x&apos;]',
    );
    expect(after((definition) => renameNode(definition, 'fetch', 'f'), text)).toContain(
      '${wf:actionData(&quot;f&quot;)[&apos;x&apos;]}',
    );
  });

  it('can’t get a name that is taken, or none', () => {
    expect(problem((definition) => renameNode(definition, 'fetch', 'clean'))).toMatchObject({
      problem: 'name-taken',
    });
    expect(problem((definition) => renameNode(definition, 'fetch', 'a b'))).toMatchObject({
      problem: 'illegal-name',
    });
    expect(problem((definition) => renameNode(definition, 'x', 'y'))).toMatchObject({
      problem: 'no-such-node',
    });
  });
});

describe('a transition', () => {
  it('leads to another node', () => {
    expect(
      difference((definition) => {
        const ok = transitionOf(action(definition, 'fetch'), 'ok');
        return ok === undefined ? [] : setTransition(definition, ok, 'any');
      }),
    ).toEqual(['-    <ok to="both"/>', '+    <ok to="any"/>']);
  });

  it('is added to a fork, to a decision before its default, and to an action before its error', () => {
    expect(
      difference((definition) => {
        const fork = nodeNamed(definition.model, 'split');
        return fork === undefined ? [] : addTransition(definition, fork, 'path', 'more');
      }),
    ).toEqual(['+    <path start="more"/>']);
    expect(
      after((definition) => {
        const decision = nodeNamed(definition.model, 'any');
        return decision === undefined ? [] : addCase(definition, decision, '${a < b}', 'more');
      }),
    ).toContain('</case>\n      <case to="more">${a &lt; b}</case>\n      <default to="done"/>');
    expect(
      after(
        (definition) => addTransition(definition, action(definition, 'fetch'), 'ok', 'both'),
        xml.replace('    <ok to="both"/>\n', ''),
      ),
    ).toBe(xml);
  });

  it('is taken out', () => {
    expect(
      difference((definition) => {
        const path = transitionOf(nodeNamed(definition.model, 'split') ?? action(definition, ''), 'path');
        return path === undefined ? [] : removeTransition(definition, path);
      }),
    ).toEqual(['-    <path start="fetch"/>']);
  });
});

describe('a new node', () => {
  const shell = newElement(
    'shell',
    {},
    [newElement('exec', {}, 'run.sh'), newElement('capture-output')],
    'uri:oozie:shell-action:1.0',
  );

  it('comes behind the others, before the end', () => {
    const added = newAction({ name: 'load', action: shell, ok: 'done', error: 'fail', retryMax: 2 });
    expect(after((definition) => addNode(definition, added))).toContain(`  </kill>
  <action name="load" retry-max="2">
    <shell xmlns="uri:oozie:shell-action:1.0">
      <exec>run.sh</exec>
      <capture-output/>
    </shell>
    <ok to="done"/>
    <error to="fail"/>
  </action>
  <end name="done"/>`);
  });

  it('comes behind the one it is meant to follow', () => {
    expect(after((definition) => addNode(definition, newJoin('j', 'any'), { after: 'both' }))).toContain(
      '  <join name="both" to="any"/>\n  <join name="j" to="any"/>\n  <decision',
    );
    expect(after((definition) => addNode(definition, newKill('k', 'a & b'), { after: 'done' }))).toContain(
      '  <kill name="k">\n    <message>a &amp; b</message>\n  </kill>\n  <end name="done"/>',
    );
  });

  it('may be a fork or a decision', () => {
    expect(after((definition) => addNode(definition, newFork('f', ['a', 'b'])))).toContain(
      '  <fork name="f">\n    <path start="a"/>\n    <path start="b"/>\n  </fork>',
    );
    expect(
      after((definition) => addNode(definition, newDecision('d', [{ condition: '${x}', to: 'a' }], 'b'))),
    ).toContain(
      '  <decision name="d">\n    <switch>\n      <case to="a">${x}</case>\n      <default to="b"/>\n    </switch>\n  </decision>',
    );
  });

  it('can’t have a name that is taken', () => {
    expect(problem((definition) => addNode(definition, newJoin('fetch', 'x')))).toMatchObject({
      problem: 'name-taken',
    });
  });
});

describe('a node that is removed', () => {
  it('is passed over by what led to it', () => {
    expect(difference((definition) => removeNode(definition, 'both'))).toEqual([
      '-    <ok to="both"/>',
      '-    <ok to="both"/>',
      '-  <join name="both" to="any"/>',
      '+    <ok to="any"/>',
      '+    <ok to="any"/>',
    ]);
  });

  it('takes the fork’s path with it that would lead where another one does', () => {
    const once = editDefinition(workflowFrom(xml), removeNode(workflowFrom(xml), 'clean'));
    expect(nodeNamed(once.model, 'split')?.transitions.map(({ to }) => to?.text)).toEqual(['fetch', 'both']);
    const redirected = editDefinition(
      workflowFrom(xml),
      removeNode(workflowFrom(xml), 'clean', { redirectTo: 'fetch' }),
    );
    expect(nodeNamed(redirected.model, 'split')?.transitions.map(({ to }) => to?.text)).toEqual(['fetch']);
  });

  it('is kept while something leads to it and it leads nowhere', () => {
    expect(problem((definition) => removeNode(definition, 'fail'))).toMatchObject({
      problem: 'still-referenced',
      message: '2 transition(s) lead to "fail". Say where they shall lead instead.',
    });
    expect(after((definition) => removeNode(definition, 'fail', { redirectTo: 'done' }))).not.toContain(
      'fail"',
    );
  });
});

describe('what an action does', () => {
  it('is changed value by value', () => {
    expect(
      difference((definition) => {
        const { action: does } = action(definition, 'fetch');
        return does?.type === 'shell' && does.exec !== undefined
          ? setValue(definition.tree, does.exec, 'get.sh')
          : [];
      }),
    ).toEqual(['-      <exec>fetch.sh</exec>', '+      <exec>get.sh</exec>']);
  });

  it('gets new elements where the schema has their places', () => {
    const shell = (definition: WorkflowDefinition) => {
      const element = action(definition, 'fetch').action?.element;
      if (element === undefined) throw new Error('no shell');
      return element;
    };
    const prepared = after((definition) =>
      setChildText(definition.tree, shell(definition), 'resource-manager', '${rm}'),
    );
    expect(prepared).toContain(
      '<shell xmlns="uri:oozie:shell-action:1.0">\n      <resource-manager>${rm}</resource-manager>\n      <exec>',
    );
    expect(
      after((definition) => setChildTexts(definition.tree, shell(definition), 'file', ['a', 'b'])),
    ).toContain('<!-- what -->\n      <file>a</file>\n      <file>b</file>\n      <capture-output/>');
    expect(
      difference((definition) =>
        setChildTexts(definition.tree, shell(definition), 'argument', ['one', 'two']),
      ),
    ).toEqual([
      '-      <argument>fetch</argument> <!-- what -->',
      '+      <argument>one</argument> <!-- what -->',
      '+      <argument>two</argument>',
    ]);
    expect(
      difference((definition) => setFlag(definition.tree, shell(definition), 'capture-output', false)),
    ).toEqual(['-      <capture-output/>']);
    expect(
      difference((definition) => setChildText(definition.tree, shell(definition), 'exec', undefined)),
    ).toEqual(['-      <exec>fetch.sh</exec>']);
  });

  it('may be the first to be said of it', () => {
    const empty = xml.replace(/<fs>[\s\S]*<\/fs>/, '<fs/>');
    expect(
      after((definition) => {
        const fs = action(definition, 'clean').action?.element;
        return fs === undefined ? [] : setChildTexts(definition.tree, fs, 'job-xml', ['a', 'b']);
      }, empty),
    ).toContain('    <fs>\n      <job-xml>a</job-xml>\n      <job-xml>b</job-xml>\n    </fs>');
  });

  it('gets and loses attributes', () => {
    expect(
      difference((definition) =>
        setAttributeText(definition.tree, action(definition, 'fetch').element, 'cred', 'meta'),
      ),
    ).toEqual([
      '-  <action name="fetch" retry-max="3">',
      '+  <action name="fetch" retry-max="3" cred="meta">',
    ]);
    expect(
      difference((definition) =>
        setAttributeText(definition.tree, action(definition, 'fetch').element, 'retry-max', undefined),
      ),
    ).toEqual(['-  <action name="fetch" retry-max="3">', '+  <action name="fetch">']);
  });
});

describe('a property', () => {
  const fs = (definition: WorkflowDefinition) => action(definition, 'clean').action?.element;

  it('is changed, or added as the others are written', () => {
    const set = (name: string, value: string) =>
      difference((definition) => {
        const element = fs(definition);
        return element === undefined ? [] : setProperty(definition.tree, element, name, value);
      });
    expect(set('a', '2')).toEqual([
      '-        <property><name>a</name><value>1</value></property>',
      '+        <property><name>a</name><value>2</value></property>',
    ]);
    expect(set('b', '<3>')).toEqual(['+        <property><name>b</name><value>&lt;3></value></property>']);
  });

  it('brings its configuration with it, and takes it away', () => {
    const added = after((definition) => {
      const element = action(definition, 'fetch').action?.element;
      return element === undefined ? [] : setProperty(definition.tree, element, 'x', 'y');
    });
    expect(added).toContain(`<shell xmlns="uri:oozie:shell-action:1.0">
      <configuration>
        <property>
          <name>x</name>
          <value>y</value>
        </property>
      </configuration>
      <exec>`);
    expect(
      after((definition) => {
        const element = action(definition, 'fetch').action?.element;
        return element === undefined ? [] : removeProperty(definition.tree, element, 'x');
      }, added),
    ).toBe(xml);
  });

  it('of the workflow’s parameters comes first of all', () => {
    expect(
      after((definition) => setProperty(definition.tree, definition.model.element, 'p', '1', 'parameters')),
    ).toContain(
      '1.0">\n  <parameters>\n    <property>\n      <name>p</name>\n      <value>1</value>\n    </property>\n  </parameters>\n  <start',
    );
  });
});

describe('an edit', () => {
  it('uses the prefix that the document uses', () => {
    const text =
      '<w:workflow-app name="x" xmlns:w="uri:oozie:workflow:0.5">\n\t<w:start to="e"/>\n\t<w:end name="e"/>\n</w:workflow-app>';
    expect(after((definition) => addNode(definition, newKill('k', 'm')), text)).toBe(
      '<w:workflow-app name="x" xmlns:w="uri:oozie:workflow:0.5">\n\t<w:start to="e"/>\n\t<w:kill name="k">\n\t\t<w:message>m</w:message>\n\t</w:kill>\n\t<w:end name="e"/>\n</w:workflow-app>',
    );
  });

  it('finds its place in a workflow whose schema is not known', () => {
    const text = '<workflow-app name="x">\n  <start to="e"/>\n  <end name="e"/>\n</workflow-app>';
    expect(after((definition) => addNode(definition, newKill('k', 'm')), text)).toContain('</kill>\n  <end');
  });
});
