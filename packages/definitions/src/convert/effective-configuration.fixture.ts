const properties = (values: Record<string, string>) =>
  `<configuration>${Object.entries(values)
    .map(([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`)
    .join('')}</configuration>`;

/** What is said in several places, so that it shows which of them counts. */
export const configDefault = { a: 'default', b: 'default', c: 'default', 'oozie.launcher.queue': 'default' };

/** A workflow whose action has properties from everywhere. */
export const configuredWorkflow = `<workflow-app name="configured" xmlns="uri:oozie:workflow:1.0">
  <global>
    <launcher><queue>global-launcher</queue><env>A=1</env></launcher>
    ${properties({ b: 'global', d: 'global', 'oozie.launcher.queue': 'global', 'oozie.launcher.env': 'B=2' })}
  </global>
  <start to="it"/>
  <action name="it">
    <java>
      <resource-manager>nowhere:1</resource-manager><name-node>file:///</name-node>
      <launcher><memory.mb>512</memory.mb><vcores>1</vcores></launcher>
      ${properties({ c: 'own', 'oozie.launcher.vcores': '2', e: 'own' })}
      <main-class>Main</main-class>
    </java>
    <ok to="end"/>
    <error to="end"/>
  </action>
  <end name="end"/>
</workflow-app>`;
