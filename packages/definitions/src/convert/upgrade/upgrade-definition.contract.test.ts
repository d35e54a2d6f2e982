import { oozieTestDefinitions } from '@howdah/local-oozie';
import { createOozieClient, prepareDefinition } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { decodeXml } from '../../tree/encoding.ts';
import { workflowDocuments } from '../../workflow/workflow-documents.fixture.ts';
import { upgradeDefinition } from './upgrade-definition.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });

describe('an upgraded definition', () => {
  it('is one that Oozie takes, of all that it took before of its own tests', async () => {
    let upgraded = 0;
    for (const { name, bytes } of await oozieTestDefinitions()) {
      const definition = parseDefinition(decodeXml(bytes).text);
      if (definition.kind === 'unknown' || definition.tree.text.length > 50_000) continue;
      const before = await oozie.validate(printDefinition(definition));
      const { changes, notes } = upgradeDefinition(definition);
      expect(notes.some(({ code }) => code === 'upgrade-invalid') && before.valid, name).toBe(false);
      if (changes.length === 0 || !before.valid) continue;
      const after = printDefinition(editDefinition(definition, changes));
      expect(await oozie.validate(after), `${name}\n${after}`).toMatchObject({ valid: true });
      upgraded += 1;
    }
    expect(upgraded).toBeGreaterThan(40);
  });

  it('is one that Oozie takes, whatever workflow it was', async () => {
    await fc.assert(
      fc.asyncProperty(workflowDocuments(), async (xml) => {
        const definition = parseDefinition(xml);
        const after = printDefinition(editDefinition(definition, upgradeDefinition(definition).changes));
        expect(await oozie.validate(after), after).toMatchObject({ valid: true });
      }),
      { numRuns: 60 },
    );
  });

  it('is one that Oozie takes, with an old SLA in it', async () => {
    const sla = `<s:info><s:app-name>a</s:app-name><s:nominal-time>\${n}</s:nominal-time><s:should-start>1</s:should-start>
      <s:should-end>2</s:should-end><s:notification-msg>m</s:notification-msg><s:alert-contact>a</s:alert-contact>
      <s:dev-contact>d</s:dev-contact><s:qa-contact>q</s:qa-contact><s:se-contact/></s:info>`;
    const namespaces = (kind: string) => `xmlns="uri:oozie:${kind}:0.2" xmlns:s="uri:oozie:sla:0.1"`;
    const workflow = `<workflow-app name="w" ${namespaces('workflow')}><start to="a"/><action name="a"><fs/><ok to="end"/><error to="end"/>${sla}</action><end name="end"/>${sla}</workflow-app>`;
    const coordinator = `<coordinator-app name="c" frequency="60" start="2030-01-01T00:00Z" end="2030-01-02T00:00Z" timezone="UTC" ${namespaces('coordinator')}><action><workflow><app-path>/app</app-path></workflow>${sla}</action></coordinator-app>`;
    for (const xml of [workflow, coordinator]) {
      const definition = parseDefinition(xml);
      const after = printDefinition(editDefinition(definition, upgradeDefinition(definition).changes));
      expect(after).toContain('uri:oozie:sla:0.2');
      expect(await oozie.validate(xml)).toMatchObject({ valid: true });
      expect(await oozie.validate(after), after).toMatchObject({ valid: true });
    }
  });

  it('is submitted as it was before', async () => {
    const action = `<java><job-tracker>local</job-tracker><name-node>file:///</name-node><configuration>
      <property><name>oozie.launcher.memory.mb</name><value>512</value></property>
      <property><name>oozie.launcher.queue</name><value>\${wf:conf('queue')}</value></property></configuration>
      <main-class>Main</main-class></java>`;
    const xml = `<workflow-app name="upgraded" xmlns="uri:oozie:workflow:0.4"><start to="a"/><action name="a">${action}<ok to="end"/><error to="end"/></action><end name="end"/></workflow-app>`;
    const definition = parseDefinition(xml);
    const after = printDefinition(editDefinition(definition, upgradeDefinition(definition).changes));
    expect(after).toContain('<launcher>');
    for (const version of [xml, after]) {
      const prepared = prepareDefinition({ kind: 'workflow', xml: version, root: inject('definitionRoot') });
      const inline = {
        'oozie.jobs.api.generated.xml': prepared.xml,
        'oozie.wf.application.path': prepared.path,
      };
      await expect(oozie.dryrun({ ...inline, 'user.name': 'howdah', queue: 'q' }), version).resolves.toEqual({
        id: 'OK',
      });
    }
  });
});
