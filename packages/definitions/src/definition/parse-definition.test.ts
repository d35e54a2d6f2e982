import { describe, expect, it } from 'vitest';
import { nodeNamed, transitionOf } from '../workflow/workflow.ts';
import { bundleFrom, coordinatorFrom, workflowFrom } from './definition.fixture.ts';
import { parseDefinition, printDefinition } from './parse-definition.ts';

const ingest = `<?xml version="1.0"?>
<!-- what the nightly run does -->
<workflow-app name="ingest" xmlns="uri:oozie:workflow:0.5" xmlns:sla="uri:oozie:sla:0.2">
  <parameters>
    <property><name>queue</name><value>default</value></property>
    <property><name>day</name></property>
  </parameters>
  <global>
    <job-tracker>\${jt}</job-tracker>
    <name-node>\${nn}</name-node>
    <configuration><property><name>a</name><value>1</value></property></configuration>
  </global>
  <credentials>
    <credential name="meta" type="hcat"><property><name>uri</name><value>thrift://h</value></property></credential>
  </credentials>
  <start to="split"/>
  <fork name="split"><path start="fetch"/><path start="clean"/></fork>
  <action name="fetch" cred="meta" retry-max="3" retry-interval="1" retry-policy="periodic">
    <shell xmlns="uri:oozie:shell-action:0.3">
      <prepare><delete path="/out"/></prepare>
      <exec>
        fetch.sh
      </exec>
      <argument>\${day}</argument>
      <argument><![CDATA[<all>]]></argument>
      <file>fetch.sh#fetch.sh</file>
      <capture-output/>
    </shell>
    <ok to="both"/>
    <error to="fail"/>
    <sla:info><sla:nominal-time>\${day}</sla:nominal-time></sla:info>
  </action>
  <action name="clean">
    <fs>
      <delete path="/tmp/x" skip-trash="true"/>
      <chmod path="/y" permissions="755"><recursive/></chmod>
    </fs>
    <ok to="both"/>
    <error to="fail"/>
  </action>
  <join name="both" to="any"/>
  <decision name="any">
    <switch>
      <case to="own">\${fs:fileSize('/y') gt 0}</case>
      <default to="done"/>
    </switch>
  </decision>
  <action name="own">
    <teleport xmlns="urn:ours:teleport-action:2.1"><where>moon</where></teleport>
    <ok to="done"/>
    <error to="fail"/>
  </action>
  <kill name="fail"><message>It failed: \${wf:errorMessage(wf:lastErrorNode())}</message></kill>
  <end name="done"/>
  <note>what is this?</note>
</workflow-app>
`;

describe('a workflow', () => {
  it('is read into its nodes and how they lead to each other', () => {
    const { model, diagnostics } = workflowFrom(ingest);
    expect(diagnostics).toEqual([]);
    expect(model.name?.text).toBe('ingest');
    expect(model.version).toBe('0.5');
    expect(
      model.nodes.map(
        (node) =>
          `${node.kind} ${node.name?.text}: ${node.transitions.map(({ role, to }) => `${role} ${to?.text}`).join(', ')}`,
      ),
    ).toEqual([
      'start undefined: start split',
      'fork split: path fetch, path clean',
      'action fetch: ok both, error fail',
      'action clean: ok both, error fail',
      'join both: join any',
      'decision any: case own, default done',
      'action own: ok done, error fail',
      'kill fail: ',
      'end done: ',
    ]);
    const any = nodeNamed(model, 'any');
    expect(any && transitionOf(any, 'case')?.condition?.text).toBe("${fs:fileSize('/y') gt 0}");
    expect(model.unknown.map((element) => element.name)).toEqual(['note']);
  });

  it('is read into what its actions do', () => {
    const { model } = workflowFrom(ingest);
    const fetch = nodeNamed(model, 'fetch');
    if (fetch?.kind !== 'action' || fetch.action?.type !== 'shell') throw new Error('no shell action');
    expect(fetch.action.version).toBe('0.3');
    expect(fetch.action.exec?.text).toBe('fetch.sh');
    expect(fetch.action.arguments.map((argument) => argument.text)).toEqual(['${day}', '<all>']);
    expect(fetch.action.prepare?.operations.map(({ kind, path }) => [kind, path?.text])).toEqual([
      ['delete', '/out'],
    ]);
    expect(fetch.action.captureOutput).toBe(true);
    expect(fetch.cred?.text).toBe('meta');
    expect(fetch.retryPolicy?.text).toBe('periodic');
    expect(fetch.sla?.version).toBe('0.2');
    expect(fetch.sla?.nominalTime?.text).toBe('${day}');
    const clean = nodeNamed(model, 'clean');
    if (clean?.kind !== 'action' || clean.action?.type !== 'fs') throw new Error('no fs action');
    expect(clean.action.operations).toMatchObject([
      { kind: 'delete', skipTrash: { text: 'true' } },
      { kind: 'chmod', permissions: { text: '755' }, recursive: true },
    ]);
    const own = nodeNamed(model, 'own');
    expect(own?.kind === 'action' && own.action).toMatchObject({
      type: 'extension',
      name: 'teleport',
      version: '2.1',
    });
  });

  it('is read into its parameters, its global section and its credentials', () => {
    const { model } = workflowFrom(ingest);
    expect(model.parameters?.properties.map(({ name, value }) => [name?.text, value?.text])).toEqual([
      ['queue', 'default'],
      ['day', undefined],
    ]);
    expect(model.global).toMatchObject({ jobTracker: { text: '${jt}' }, nameNode: { text: '${nn}' } });
    expect(model.credentials).toMatchObject([{ name: { text: 'meta' }, type: { text: 'hcat' } }]);
  });

  it('prints as it was written', () => {
    expect(printDefinition(parseDefinition(ingest))).toBe(ingest);
  });

  it('is read as far as it goes when its XML is broken', () => {
    const { model, diagnostics } = workflowFrom(
      '<workflow-app name="x">\n<start to="a">\n<action name="a"><fs/><ok to="b"',
    );
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(model.version).toBeUndefined();
    expect(model.nodes.map((node) => node.kind)).toEqual(['start']);
  });
});

describe('a coordinator', () => {
  it('is read into its times, its data and what it runs', () => {
    const { model } = coordinatorFrom(`<c:coordinator-app xmlns:c="uri:oozie:coordinator:0.5" name="daily"
        frequency="\${coord:days(1)}" start="2024-01-01T00:00Z" end="2024-02-01T00:00Z" timezone="UTC">
      <c:controls><c:timeout>10</c:timeout><c:execution>LAST_ONLY</c:execution></c:controls>
      <c:datasets>
        <c:include>hdfs://h/shared.xml</c:include>
        <c:dataset name="logs" frequency="60" initial-instance="2024-01-01T00:00Z" timezone="UTC">
          <c:uri-template>/logs/\${HOUR}</c:uri-template><c:done-flag/>
        </c:dataset>
      </c:datasets>
      <c:input-events>
        <c:data-in name="in" dataset="logs"><c:start-instance>\${coord:current(-23)}</c:start-instance>
          <c:end-instance>\${coord:current(0)}</c:end-instance></c:data-in>
      </c:input-events>
      <c:input-logic><c:or name="either"><c:data-in dataset="in"/><c:and min="2"><c:data-in dataset="in"/></c:and></c:or></c:input-logic>
      <c:output-events><c:data-out name="out" dataset="logs" nocleanup="true"><c:instance>\${coord:current(0)}</c:instance></c:data-out></c:output-events>
      <c:action><c:workflow><c:app-path>/apps/ingest</c:app-path>
        <c:configuration><c:property><c:name>day</c:name><c:value>\${coord:nominalTime()}</c:value></c:property></c:configuration>
      </c:workflow></c:action>
    </c:coordinator-app>`);
    expect(model).toMatchObject({
      version: '0.5',
      frequency: { text: '${coord:days(1)}' },
      timezone: { text: 'UTC' },
      controls: { timeout: { text: '10' }, execution: { text: 'LAST_ONLY' }, throttle: undefined },
      datasets: {
        includes: [{ text: 'hdfs://h/shared.xml' }],
        datasets: [
          { name: { text: 'logs' }, uriTemplate: { text: '/logs/${HOUR}' }, doneFlag: { text: '' } },
        ],
      },
      inputEvents: {
        dataIns: [{ name: { text: 'in' }, endInstance: { text: '${coord:current(0)}' }, instances: [] }],
      },
      inputLogic: {
        conditions: [
          {
            kind: 'or',
            conditions: [{ kind: 'data-in' }, { kind: 'and', min: { text: '2' }, conditions: [{}] }],
          },
        ],
      },
      outputEvents: { dataOuts: [{ nocleanup: { text: 'true' } }] },
      action: {
        appPath: { text: '/apps/ingest' },
        configuration: { properties: [{ name: { text: 'day' }, value: { text: '${coord:nominalTime()}' } }] },
      },
      unknown: [],
    });
  });
});

describe('a bundle', () => {
  it('is read into its coordinators', () => {
    const { model } = bundleFrom(`<bundle-app name="all" xmlns="uri:oozie:bundle:0.2">
      <controls><kick-off-time>2024-01-01T00:00Z</kick-off-time></controls>
      <coordinator name="a" critical="true" enabled="false"><app-path>/a</app-path></coordinator>
      <coordinator name="b"><app-path>/b</app-path></coordinator>
    </bundle-app>`);
    expect(model).toMatchObject({
      version: '0.2',
      controls: { kickOffTime: { text: '2024-01-01T00:00Z' } },
      coordinators: [
        {
          name: { text: 'a' },
          critical: { text: 'true' },
          enabled: { text: 'false' },
          appPath: { text: '/a' },
        },
        { name: { text: 'b' }, critical: undefined },
      ],
    });
  });
});

describe('anything else', () => {
  it('is told that it is no definition, and where', () => {
    expect(parseDefinition('<configuration/>')).toMatchObject({
      kind: 'unknown',
      model: undefined,
      diagnostics: [{ code: 'not-a-definition', range: { start: { column: 2 }, end: { column: 15 } } }],
    });
    expect(parseDefinition('').kind).toBe('unknown');
  });
});
