import { createRequire } from 'node:module';
import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOozieClient } from '../client.ts';
import { quickWorkflow, uniqueName } from '../real-oozie.fixture.ts';
import { type KeyDistributionCentre, startKeyDistributionCentre } from './key-distribution-centre.fixture.ts';
import { type KerberosModule, spnegoAuthentication } from './spnego-authentication.ts';

/** The folder of the npm package `kerberos`, e.g. `/tmp/k/node_modules/kerberos`; it is compiled where it is installed. */
const moduleFolder = process.env.HOWDAH_TEST_KERBEROS;

describe.skipIf(!moduleFolder)(
  'an Oozie that asks for Kerberos (needs HOWDAH_TEST_KERBEROS=<folder of the npm package kerberos>, and krb5-kdc)',
  () => {
    let kerberos: KerberosModule;
    let kdc: KeyDistributionCentre;
    let oozie: LocalOozie;
    let aliceKeytab: string;
    let url: string;

    beforeAll(async () => {
      kerberos = createRequire(import.meta.url)(moduleFolder ?? 'kerberos');
      kdc = await startKeyDistributionCentre();
      Object.assign(process.env, kdc.environment, { JAVA_TOOL_OPTIONS: kdc.javaOption });
      const keytab = kdc.principal('HTTP/localhost');
      aliceKeytab = kdc.principal('alice');
      oozie = await startLocalOozie({
        oozieSite: {
          'oozie.authentication.type': 'kerberos',
          'oozie.authentication.kerberos.principal': `HTTP/localhost@${kdc.realm}`,
          'oozie.authentication.kerberos.keytab': keytab,
          'oozie.authentication.kerberos.name.rules': 'DEFAULT',
        },
      });
      url = oozie.url.replace('127.0.0.1', 'localhost');
    });
    afterAll(async () => {
      await oozie?.stop();
      kdc?.stop();
    });

    const client = (authentication = spnegoAuthentication({ kerberos })) => {
      const sent: string[] = [];
      const oozie = createOozieClient({
        url,
        authentication,
        fetch: (input, init) => {
          const headers = new Headers(init?.headers);
          sent.push(headers.has('cookie') ? 'cookie' : headers.has('authorization') ? 'ticket' : 'nothing');
          return fetch(input, init);
        },
      });
      return { oozie, sent };
    };

    test('refuses who has no ticket, and says how to get one', async () => {
      await expect(createOozieClient({ url, user: 'alice' }).workflows.list()).rejects.toMatchObject({
        kind: 'unauthenticated',
        reachedServer: 'no',
      });
      await expect(client().oozie.submit({})).rejects.toMatchObject({
        kind: 'unauthenticated',
        reachedServer: 'no',
        message: expect.stringMatching(/HTTP@localhost.*kinit/),
      });
    });

    test('takes a ticket with the first request, and its own cookie with the next ones', async () => {
      kdc.kinit('alice', aliceKeytab);
      const { oozie: alice, sent } = client();
      const xml = quickWorkflow(uniqueName('kerberos'));
      const { path } = await alice.uploadDefinition({ kind: 'workflow', xml, root: oozie.definitionRoot });
      const { id } = await alice.submit({ 'oozie.wf.application.path': path });
      expect((await alice.workflows.info(id)).user).toBe('alice');
      expect(sent).toEqual(['nothing', 'ticket', 'cookie', 'cookie']);
    });

    test('does not take the ticket of another service', async () => {
      kdc.principal('HTTP/elsewhere');
      kdc.kinit('alice', aliceKeytab);
      const other = spnegoAuthentication({ kerberos, servicePrincipal: 'HTTP@elsewhere' });
      await expect(client(other).oozie.submit({})).rejects.toMatchObject({
        kind: expect.stringMatching(/unauthenticated|forbidden/),
        reachedServer: 'no',
      });
    });
  },
);
