import { describe, expect, it } from 'vitest';
import { run } from './surroundings.fixture.ts';

/** Answers each request with this. */
const answering =
  (status: number, headers: Record<string, string> = {}, body = ''): typeof fetch =>
  async () =>
    new Response(body, { status, headers });

const jobs = (fetch: typeof globalThis.fetch, ...more: string[]) =>
  run(['jobs', '-o', 'http://there:11000/oozie', '--retries', '0', ...more], { fetch });

const refusing = (code: string, message: string, status = 400) =>
  answering(status, { 'oozie-error-code': code, 'oozie-error-message': message });

describe('what went wrong is told in what, why and try, and by the exit code', () => {
  it('when nobody listens', async () => {
    const refused = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:11000'), { code: 'ECONNREFUSED' }),
    });
    expect(await jobs(async () => Promise.reject(refused))).toEqual({
      code: 6,
      stdout: '',
      stderr:
        'howdah: No answer from Oozie at http://there:11000/oozie.\n' +
        '  why: connect ECONNREFUSED 10.0.0.1:11000.\n' +
        '  try: Check the address (--server, howdah profile, OOZIE_URL), the network, and that Oozie runs.\n',
    });
  });

  it('when the answer does not come in time', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const { code, stderr } = await jobs(never, '--request-timeout', '0.05');
    expect(code).toBe(6);
    expect(stderr).toMatch(/in time\.\n {2}try: .*--request-timeout/);
  });

  it.each([
    [
      'a filter that Oozie does not take',
      refusing('E0420', 'E0420: Invalid jobs filter [x]'),
      2,
      'Invalid jobs filter [x].',
    ],
    [
      'an administrator’s thing',
      refusing('E0503', 'E0503: User [a] does not have admin privileges', 401),
      5,
      'admin privileges',
    ],
    ['somebody unknown', answering(401, { 'www-authenticate': 'Basic' }), 5, 'Oozie wants to know who asks.'],
    ['a failing server', answering(500), 7, 'Oozie failed.'],
    [
      'a web page',
      answering(200, { 'content-type': 'text/html' }, '<html>Welcome</html>'),
      7,
      'does not answer as Oozie does',
    ],
  ])('when it is about %s', async (_, fetch, code, words) => {
    const ran = await jobs(fetch);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(words);
    expect(ran.stderr).toMatch(/^howdah: .*\n( {2}(why|try): .*\n)+$/);
  });

  it('when the command line is wrong', async () => {
    expect(await run(['jbos'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean jobs'),
    });
    expect(await run(['jobs', '--user'])).toMatchObject({ code: 2 });
    expect(await run(['job', 'info', 'nonsense', '-o', 'http://there/oozie'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Ids end in -W'),
    });
    expect(await run(['jobs', '--json', '--jsonl'])).toMatchObject({ code: 2 });
  });

  it('not at all, when somebody pressed Ctrl-C', async () => {
    const interrupt = new AbortController();
    const fetch: typeof globalThis.fetch = async () => {
      interrupt.abort();
      throw interrupt.signal.reason;
    };
    expect(await run(['jobs', '-o', 'http://there/oozie'], { fetch, signal: interrupt.signal })).toEqual({
      code: 130,
      stdout: '',
      stderr: '',
    });
  });
});

it('requests are shown to who debugs, without what is secret in them', async () => {
  const env = { HOWDAH_TOKEN: 'secret' };
  const { stderr } = await run(['jobs', '-o', 'http://there/oozie', '--debug', '--auth', 'bearer'], {
    env,
    fetch: refusing('E0420', 'no'),
  });
  expect(stderr).toMatch(/^> GET http:\/\/there\/oozie\/v2\/jobs\?.*\n< 400 E0420 \(\d+ ms\)\n/);
  expect(stderr).not.toContain('secret');
});
