import { randomUUID } from 'node:crypto';
import { createOozieClient } from '@howdah/oozie-client';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { listen, stopListening } from './feed-listener.fixture.ts';
import { gatewayTo, stopServers } from './test-servers.ts';

afterEach(async () => {
  stopListening();
  await stopServers();
});

/** Submits a workflow that ends at once, and starts it. */
async function runWorkflow(url: string, properties: Record<string, string> = {}): Promise<string> {
  const name = `feed-${randomUUID()}`;
  const client = createOozieClient({ url: `${url}/oozie`, user: 'gateway-test' });
  const { id } = await client.submit({
    ...properties,
    'oozie.wf.application.path': `${inject('definitionRoot')}/${name}/workflow.xml`,
    'oozie.jobs.api.generated.xml': `<workflow-app xmlns="uri:oozie:workflow:1.0" name="${name}"><start to="end"/><end name="end"/></workflow-app>`,
  });
  await client.workflows.start(id);
  return id;
}

describe('a browser that listens at a gateway to a real Oozie', () => {
  const seldom = { pollMs: 600_000, restMs: 600_000 };

  it('is told of a job that came and ended', async () => {
    const { url } = await gatewayTo(inject('oozieUrl'), { feed: { pollMs: 200, restMs: 200 } });
    const listener = await listen(url);
    await listener.until('"watching":true');
    await runWorkflow(url);
    await listener.until('"kinds":["workflow"]');
  });

  it('is told by Oozie’s own notification, long before anybody looks', async () => {
    const { url } = await gatewayTo(inject('oozieUrl'), { feed: seldom });
    const listener = await listen(url);
    await listener.until('"watching":true');
    await runWorkflow(url, {
      'oozie.wf.workflow.notification.url': `${url}/howdah/notify?job=$jobId&status=$status`,
    });
    await listener.until('event: changed');
    expect(listener.text).toContain('"kinds":[]');
  });
});
