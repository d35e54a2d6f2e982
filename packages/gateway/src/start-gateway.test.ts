import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startGateway } from './start-gateway.ts';
import { gatewayTo, oozieThat, stopServers } from './test-servers.ts';

afterEach(stopServers);

const nowhere = 'http://127.0.0.1:1/oozie';

describe('starting and stopping a gateway', () => {
  it('says what to do when the port is taken', async () => {
    const { port } = await gatewayTo(nowhere);
    await expect(startGateway({ oozieUrl: nowhere, port })).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'port-taken',
      message: expect.stringMatching(`Port ${port} on 127.0.0.1 is taken.*choose another port`),
    });
  });

  it('says so when it cannot listen for another reason', async () => {
    await expect(startGateway({ oozieUrl: nowhere, host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
      code: 'cannot-listen',
    });
  });

  it.each(['oozie:11000', 'ftp://oozie/oozie', 'http://a:b@oozie/oozie', 'http://oozie/oozie?x=1', ''])(
    'refuses "%s" as the URL of Oozie',
    async (oozieUrl) => {
      await expect(startGateway({ oozieUrl, port: 0 })).rejects.toMatchObject({ code: 'bad-option' });
    },
  );

  it('lets what is under way end, and no longer', async () => {
    const oozie = await oozieThat(async (_, outgoing) => {
      outgoing.write('begun, ');
      await pause(150);
      outgoing.end('done');
    });
    const gateway = await gatewayTo(oozie.url);
    const answer = await fetch(`${gateway.url}/oozie/v1/jobs`);
    const started = Date.now();
    const stopped = gateway.stop();
    expect(await answer.text()).toBe('begun, done');
    await stopped;
    expect(Date.now() - started).toBeLessThan(1900);
    await expect(fetch(`${gateway.url}/howdah/connection`)).rejects.toThrow();
  });

  it('ends what takes longer than two seconds', async () => {
    const oozie = await oozieThat((_, outgoing) => outgoing.write('endless'));
    const gateway = await gatewayTo(oozie.url);
    const answer = await fetch(`${gateway.url}/oozie/v1/jobs`);
    const broken = expect(answer.text()).rejects.toThrow();
    const started = Date.now();
    await gateway.stop();
    await broken;
    expect(Date.now() - started).toBeGreaterThan(1900);
    expect(Date.now() - started).toBeLessThan(4500);
  });

  it('does not wait for connections that browsers open in advance or keep', async () => {
    const gateway = await gatewayTo(nowhere);
    await (await fetch(`${gateway.url}/howdah/connection`)).text();
    const early = connect(gateway.port, '127.0.0.1');
    await once(early, 'connect');
    const started = Date.now();
    await gateway.stop();
    expect(Date.now() - started).toBeLessThan(1900);
  });
});
