import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../check/check-definition.ts';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { nodesWithin } from '../../tree/navigate.ts';
import { workflowDocuments } from '../../workflow/workflow-documents.fixture.ts';
import { type UpgradeOptions, upgradeDefinition } from './upgrade-definition.ts';

function upgraded(xml: string, options: UpgradeOptions = {}) {
  const definition = parseDefinition(xml);
  const { changes, notes, upgraded: schemas } = upgradeDefinition(definition, options);
  const after = editDefinition(definition, changes);
  return { xml: printDefinition(after), after, notes, schemas };
}

const workflow = (version: string, nodes: string, more = '') =>
  `<workflow-app name="w" xmlns="uri:oozie:workflow:${version}"${more}>
  <start to="a"/>
${nodes}
  <kill name="fail"><message>no</message></kill>
  <end name="end"/>
</workflow-app>
`;
const action = (inside: string) => `  <action name="a">
    ${inside}
    <ok to="end"/>
    <error to="fail"/>
  </action>`;

describe('upgrading a definition', () => {
  it('moves a workflow and its actions to schemas 1.0, and leaves the rest as it is written', () => {
    const shell = (version: string, server: string) =>
      `<shell xmlns='uri:oozie:shell-action:${version}'>
      <!-- where -->
      <${server}>\${jt}</${server} >
      <name-node>nn</name-node>
      <exec>run.sh</exec>
    </shell>`;
    const { xml, notes, schemas } = upgraded(workflow('0.4', action(shell('0.1', 'job-tracker'))));
    expect(xml).toBe(workflow('1.0', action(shell('1.0', 'resource-manager'))));
    expect(notes).toEqual([]);
    expect(schemas).toEqual([
      { subject: 'workflow', from: '0.4', to: '1.0' },
      { subject: 'shell', from: '0.1', to: '1.0' },
    ]);
  });

  it('says in a <launcher> what properties said, where that is the same', () => {
    const { xml } = upgraded(
      workflow(
        '0.5',
        action(`<java>
      <job-tracker>jt</job-tracker>
      <name-node>nn</name-node>
      <configuration>
        <property><name>oozie.launcher.memory.mb</name><value>2048</value></property>
        <property><name>oozie.launcher.vcores</name><value>\${cores}</value></property>
        <property><name>oozie.launcher.javaopts</name><value>-Xmx1g &amp;</value></property>
      </configuration>
      <main-class>M</main-class>
    </java>`),
      ),
    );
    expect(xml).toContain(`<name-node>nn</name-node>
      <launcher>
        <memory.mb>2048</memory.mb>
        <java-opts>-Xmx1g &amp;</java-opts>
      </launcher>
      <configuration>
        <property><name>oozie.launcher.vcores</name><value>\${cores}</value></property>
      </configuration>`);
  });

  it('takes a configuration away that has nothing left to say', () => {
    const { xml, after } = upgraded(
      workflow(
        '0.5',
        action(`<java><job-tracker>jt</job-tracker><name-node>nn</name-node><configuration>
        <property><name>oozie.launcher.queue</name><value>q</value></property>
      </configuration><main-class>M</main-class></java>`),
      ),
    );
    expect(xml).not.toContain('configuration');
    expect(xml).toContain('<launcher><queue>q</queue></launcher>');
    expect(errorsOf(after)).toEqual([]);
  });

  it('makes a <launcher> where nothing stands before it', () => {
    const java = (inside: string) =>
      action(`<java>
${inside}
      <main-class>M</main-class>
    </java>`);
    const { xml } = upgraded(
      workflow(
        '0.5',
        java(`      <configuration>
        <property><name>oozie.launcher.queue</name><value>q</value></property>
      </configuration>`),
      ),
    );
    expect(xml).toBe(
      workflow(
        '1.0',
        java(`      <launcher>
        <queue>q</queue>
      </launcher>`),
      ),
    );
  });

  it('stays at the version that still has what the newest dropped, and says why', () => {
    const xml = workflow('0.5', action('<fs><setrep path="hdfs://a" replication-factor="2"/></fs>'));
    const result = upgraded(xml);
    expect(result.xml).toBe(xml);
    expect(result.notes).toEqual([
      expect.objectContaining({
        code: 'upgrade-kept',
        of: 'workflow',
        message: expect.stringContaining('setrep'),
      }),
    ]);
    expect(result.notes[0]?.range?.start.line).toBe(4);
  });

  it('upgrades the actions of a workflow that can’t be', () => {
    const both = (shell: string) =>
      workflow(
        '0.5',
        `${action('<fs><delete path="hdfs://a" skip-trash="true"/></fs>')}
  <action name="b"><shell xmlns="uri:oozie:shell-action:${shell}"><exec>x</exec></shell><ok to="end"/><error to="end"/></action>`,
      );
    expect(upgraded(both('0.3')).xml).toBe(both('1.0'));
  });

  it('gives the ssh action of a workflow 0.1 the schema of its own', () => {
    const ssh = (xmlns: string) =>
      action(`<ssh${xmlns}><host>h</host><command>c</command><args>a</args></ssh>`);
    expect(upgraded(workflow('0.1', ssh(''))).xml).toBe(
      workflow('1.0', ssh(' xmlns="uri:oozie:ssh-action:0.2"')),
    );
    const prefixed = upgraded(
      '<w:workflow-app xmlns:w="uri:oozie:workflow:0.1" name="w"><w:start to="a"/><w:action name="a"><w:ssh><w:host>h</w:host><w:command>c</w:command></w:ssh><w:ok to="end"/><w:error to="end"/></w:action><w:end name="end"/></w:workflow-app>',
    );
    expect(prefixed.xml).toContain('<ssh xmlns="uri:oozie:ssh-action:0.2"><host>h</host>');
    expect(errorsOf(prefixed.after)).toEqual([]);
  });

  it('leaves a workflow 0.1 that mails as it is: nothing newer has that', () => {
    const xml = workflow('0.1', action('<email><to>a@b</to><subject>s</subject></email>'));
    const result = upgraded(xml);
    expect(result.xml).toBe(xml);
    expect(result.notes.length).toBeGreaterThan(0);
  });

  it('keeps in comments what an SLA 0.2 has no place for', () => {
    const { xml, notes, after } = upgraded(
      `<coordinator-app name="c" frequency="60" start="2020-01-01T00:00Z" end="2020-01-02T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.1" xmlns:sla="uri:oozie:sla:0.1">
  <action>
    <workflow><app-path>p</app-path></workflow>
    <sla:info>
      <sla:app-name>app</sla:app-name>
      <sla:nominal-time>\${nominal}</sla:nominal-time>
      <sla:should-start>5</sla:should-start>
      <sla:should-end>55</sla:should-end>
      <sla:notification-msg>late</sla:notification-msg>
      <sla:alert-contact>a@b</sla:alert-contact>
      <sla:dev-contact>d--@b</sla:dev-contact>
      <sla:qa-contact/>
      <sla:se-contact/>
    </sla:info>
  </action>
</coordinator-app>`,
    );
    expect(xml).toContain(`xmlns="uri:oozie:coordinator:0.5" xmlns:sla="uri:oozie:sla:0.2"`);
    expect(xml).toContain(`<sla:info>
      <!-- app-name: app -->
      <sla:nominal-time>\${nominal}</sla:nominal-time>
      <sla:should-start>5</sla:should-start>
      <sla:should-end>55</sla:should-end>
      <sla:alert-contact>a@b</sla:alert-contact>
      <sla:notification-msg>late</sla:notification-msg>
      <!-- dev-contact: d- -@b -->
    </sla:info>`);
    expect(notes.map(({ of }) => of)).toEqual(['app-name', 'dev-contact']);
    expect(errorsOf(after)).toEqual([]);
  });

  it('goes no further than it is asked to', () => {
    const shell = action(
      '<shell xmlns="uri:oozie:shell-action:0.2"><job-tracker>j</job-tracker><name-node>n</name-node><exec>x</exec></shell>',
    );
    const { xml } = upgraded(workflow('0.3', shell), { to: { workflow: '0.5', shell: '0.2' } });
    expect(xml).toBe(workflow('0.5', shell));
  });

  it('leaves what Oozie would refuse anyhow, with the reason', () => {
    const { changes, notes } = upgradeDefinition(parseDefinition(workflow('0.4', '<nonsense/>')));
    expect(changes).toEqual([]);
    expect(notes).toEqual([
      expect.objectContaining({ code: 'upgrade-invalid', message: expect.stringContaining('nonsense') }),
    ]);
    expect(upgradeDefinition(parseDefinition('<html/>')).notes[0]?.code).toBe('upgrade-invalid');
  });

  it('gives a valid definition of the same comments, once and for all, for any workflow', () => {
    fc.assert(
      fc.property(workflowDocuments(), (xml) => {
        const once = upgraded(xml);
        expect(errorsOf(once.after)).toEqual([]);
        expect(commentsOf(once.after)).toEqual(commentsOf(parseDefinition(xml)));
        const again = upgradeDefinition(once.after);
        expect(again.changes, once.xml).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

function errorsOf(definition: ReturnType<typeof parseDefinition>): string[] {
  return checkDefinition(definition).flatMap(({ code, message, oozieCode }) =>
    code.startsWith('schema-') || oozieCode === 'E0701' ? [message] : [],
  );
}

function commentsOf({ tree }: ReturnType<typeof parseDefinition>): string[] {
  return [...nodesWithin(tree)].flatMap((node) => (node.kind === 'comment' ? [node.value] : []));
}
