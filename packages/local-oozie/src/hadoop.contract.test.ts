import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorkflow } from './run-workflow.ts';
import { type LocalOozie, startLocalOozie } from './start-local-oozie.ts';
import { writeHdfsFile } from './web-hdfs.ts';

const shellWorkflow = (oozie: LocalOozie) => `<workflow-app xmlns="uri:oozie:workflow:1.0" name="shell-test">
  <start to="say"/>
  <action name="say">
    <shell xmlns="uri:oozie:shell-action:1.0">
      <resource-manager>${oozie.resourceManager}</resource-manager>
      <name-node>${oozie.fileSystem}</name-node>
      <exec>echo</exec><argument>greeting=howdy</argument>
      <capture-output/>
    </shell>
    <ok to="end"/><error to="broken"/>
  </action>
  <kill name="broken"><message>\${wf:errorMessage(wf:lastErrorNode())}</message></kill>
  <end name="end"/>
</workflow-app>`;

// It fetches 105 MB and boots a cluster, which not every run of the tests should: HOWDAH_TEST_HADOOP=1 asks for it.
describe.runIf(process.env.HOWDAH_TEST_HADOOP === '1')('with Hadoop', () => {
  let oozie: LocalOozie;
  beforeAll(async () => {
    oozie = await startLocalOozie({ hadoop: true });
  });
  afterAll(() => oozie?.stop());

  it('runs a shell action through YARN and captures its output', async () => {
    const xml = new TextEncoder().encode(shellWorkflow(oozie));
    await writeHdfsFile(oozie.webHdfsUrl ?? '', '/howdah/shell-test/workflow.xml', xml);
    const job = await runWorkflow(oozie.url, `${oozie.definitionRoot}/shell-test`);
    expect(job.status).toBe('SUCCEEDED');
    expect(job.actions.find(({ name }) => name === 'say')?.data).toContain('greeting=howdy');
  });
});
