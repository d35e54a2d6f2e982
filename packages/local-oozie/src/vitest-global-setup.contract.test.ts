import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';
import { runWorkflow } from './run-workflow.ts';

it('gives every test run one Oozie that runs a workflow to its end', async () => {
  const folder = `${inject('definitionRoot')}/setup-test`;
  if (inject('oozieFileSystem') !== 'file:///') return;
  await mkdir(fileURLToPath(folder), { recursive: true });
  await writeFile(
    join(fileURLToPath(folder), 'workflow.xml'),
    '<workflow-app xmlns="uri:oozie:workflow:0.5" name="setup-test"><start to="end"/><end name="end"/></workflow-app>',
  );
  const job = await runWorkflow(inject('oozieUrl'), folder);
  expect(job.status).toBe('SUCCEEDED');
});
