import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Kerberos realm of one's own, by MIT's programs (on Debian: krb5-kdc krb5-admin-server krb5-user). */
export interface KeyDistributionCentre {
  /** Makes MIT's library, and so the module `kerberos`, use this realm and the ticket that `kinit` got. */
  readonly environment: Readonly<Record<string, string>>;
  /** For Java: `-Djava.security.krb5.conf=…` */
  readonly javaOption: string;
  readonly realm: string;
  /** Makes a principal, and a keytab for it, whose path is returned. */
  principal(name: string): string;
  /** Gets a ticket for the principal of this keytab. */
  kinit(name: string, keytab: string): void;
  stop(): void;
}

/** @throws when MIT's programs are not installed */
export async function startKeyDistributionCentre(): Promise<KeyDistributionCentre> {
  const folder = mkdtempSync(join(tmpdir(), 'howdah-kdc-'));
  const at = (name: string) => join(folder, name);
  const realm = 'HOWDAH.TEST';
  const port = await freePort();
  writeFileSync(
    at('krb5.conf'),
    `[libdefaults]
  default_realm = ${realm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
[realms]
  ${realm} = {
    kdc = 127.0.0.1:${port}
  }
[domain_realm]
  localhost = ${realm}
`,
  );
  writeFileSync(
    at('kdc.conf'),
    `[kdcdefaults]
  kdc_listen = ""
  kdc_tcp_listen = 127.0.0.1:${port}
[realms]
  ${realm} = {
    database_name = ${at('principal')}
    key_stash_file = ${at('stash')}
    acl_file = ${at('kadm5.acl')}
    supported_enctypes = aes256-cts-hmac-sha1-96:normal aes128-cts-hmac-sha1-96:normal
  }
[logging]
  default = FILE:${at('kdc.log')}
`,
  );
  const environment = {
    KRB5_CONFIG: at('krb5.conf'),
    KRB5_KDC_PROFILE: at('kdc.conf'),
    KRB5CCNAME: `FILE:${at('tickets')}`,
  };
  const env = { ...process.env, ...environment, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
  const run = (program: string, ...given: string[]) =>
    execFileSync(program, given, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  run('kdb5_util', 'create', '-s', '-r', realm, '-P', 'of no importance');
  const kdc = spawn('krb5kdc', ['-n'], { env, stdio: 'ignore' });
  await untilListening(port);
  return {
    environment,
    javaOption: `-Djava.security.krb5.conf=${at('krb5.conf')}`,
    realm,
    principal(name) {
      const keytab = at(`${name.replace('/', '_')}.keytab`);
      run('kadmin.local', '-q', `addprinc -randkey ${name}`);
      run('kadmin.local', '-q', `ktadd -k ${keytab} ${name}`);
      return keytab;
    },
    kinit: (name, keytab) => void run('kinit', '-k', '-t', keytab, name),
    stop() {
      kdc.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
        .on('connect', () => resolve(true))
        .on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The key distribution centre does not listen.');
}
