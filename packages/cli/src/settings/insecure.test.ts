import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtBin } from '../built-bin.fixture.ts';
import { emptyHome } from '../surroundings.fixture.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const home = emptyHome();

/** A certificate that signs itself, as test clusters have them. */
function selfSigned() {
  const [key, cert] = [join(home, 'key.pem'), join(home, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject];
  execFileSync('openssl', [...options, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

describe.skipIf(!hasOpenssl)('a server whose certificate signs itself', () => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"workflows":[],"total":0,"offset":1,"len":50}');
  });
  let bin: string;
  let url: string;

  beforeAll(async () => {
    bin = await builtBin();
    server.setSecureContext(selfSigned());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `https://localhost:${typeof address === 'object' ? address?.port : ''}/oozie`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function jobs(...argv: string[]) {
    const env = { PATH: process.env.PATH, HOME: home, OOZIE_URL: url };
    const child = spawn(process.execPath, [bin, 'jobs', '--json', '--retries', '0', ...argv], { env });
    const [stdout, stderr] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code: child.exitCode, stdout, stderr };
  }

  it('is not trusted', async () => {
    const { code, stderr } = await jobs();
    expect(code).toBe(6);
    expect(stderr).toMatch(/why: .*self.signed.*\n.*--insecure/i);
  });

  it('is trusted by who says so, without a word', async () => {
    expect(await jobs('--insecure')).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });
});
