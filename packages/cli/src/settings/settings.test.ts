import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSession } from '../session.ts';
import { emptyHome, type Given, run, surroundingsWith } from '../surroundings.fixture.ts';
import { programWithGlobalOptions } from './global-options.ts';

async function connectionFor(argv: readonly string[], given: Given = {}) {
  const program = programWithGlobalOptions();
  program.parseOptions([...argv]);
  const { surroundings } = surroundingsWith(given);
  return (await createSession(program.opts(), surroundings)).connection();
}

const here = 'http://here/oozie';

describe('the address of Oozie', () => {
  it('is the option’s, else the profile’s, else that of OOZIE_URL', async () => {
    const home = emptyHome();
    const env = { OOZIE_URL: 'http://env/oozie' };
    expect((await connectionFor([], { env })).url).toBe('http://env/oozie');
    await run(['profile', 'add', 'a', '--server', 'http://profile/oozie'], { home });
    expect((await connectionFor([], { env, home })).url).toBe('http://profile/oozie');
    expect((await connectionFor(['--server', here], { env, home })).url).toBe(here);
  });

  it('has to be given somewhere', async () => {
    const { code, stderr } = await run(['jobs']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/No Oozie is named.*\n.*--server.*OOZIE_URL/);
  });

  it('can be that of a profile by name, which has to be there', async () => {
    const home = emptyHome();
    await run(['profile', 'add', 'a', '--server', 'http://a/oozie'], { home });
    await run(['profile', 'add', 'b', '--server', 'http://b/oozie', '--do-as', 'bob'], { home });
    expect(await connectionFor(['--profile', 'b'], { home })).toMatchObject({
      url: 'http://b/oozie',
      doAs: 'bob',
    });
    expect((await connectionFor([], { home, env: { HOWDAH_PROFILE: 'b' } })).url).toBe('http://b/oozie');
    const { code, stderr } = await run(['jobs', '--profile', 'c'], { home });
    expect(code).toBe(3);
    expect(stderr).toContain('has a, b.');
  });
});

describe('who asks', () => {
  it('is the user of the machine, as for Oozie’s own client', async () => {
    const given = { osUser: 'alice' };
    expect(await connectionFor(['-o', here], given)).toMatchObject({
      username: 'alice',
      proof: { type: 'oozie' },
    });
    expect((await connectionFor(['-o', here, '--username', 'bob'], given)).username).toBe('bob');
  });

  it('shares the token of Oozie’s own client only as the same user', async () => {
    const given = { osUser: 'alice' };
    expect((await connectionFor(['-o', here], given)).tokenCache).toBe(true);
    expect((await connectionFor(['-o', here, '--username', 'bob'], given)).tokenCache).toBe(false);
    const env = { OOZIE_CLIENT_OPTS: '-Doozie.auth.token.cache=false' };
    expect((await connectionFor(['-o', here], { ...given, env })).tokenCache).toBe(false);
  });

  it('is proved as OOZIE_AUTH says, in whatever case', async () => {
    expect((await connectionFor(['-o', here], { env: { OOZIE_AUTH: 'SIMPLE' } })).proof.type).toBe('simple');
    expect(await run(['jobs', '-o', here], { env: { OOZIE_AUTH: 'magic' } })).toMatchObject({ code: 2 });
  });

  it('is proved by a password from a file or the environment, never from the command line', async () => {
    const cwd = emptyHome();
    writeFileSync(join(cwd, 'secret'), 'pass word\n');
    const basic = ['-o', here, '--auth', 'basic'];
    expect((await connectionFor([...basic, '--password-file', 'secret'], { cwd })).proof).toEqual({
      type: 'basic',
      password: 'pass word',
    });
    expect((await connectionFor(basic, { env: { HOWDAH_PASSWORD: 'p' } })).proof).toMatchObject({
      password: 'p',
    });
    expect(await run(['jobs', ...basic])).toMatchObject({ code: 2 });
    expect(await run(['jobs', ...basic, '--password-file', 'nowhere'])).toMatchObject({ code: 2 });
  });
});

it('what somebody set for Oozie’s own client holds here, too', async () => {
  const env = {
    OOZIE_CLIENT_OPTS: `-Xmx1g -Dheader:X-Tenant="a b" -Doozie.connection.retry.count=1 -Duser.name=carol`,
    OOZIE_DEBUG: '1',
  };
  expect(await connectionFor(['-o', here, '--header', 'X-Other: b'], { env })).toMatchObject({
    headers: { 'X-Tenant': 'a b', 'X-Other': 'b' },
    retries: 1,
    username: 'carol',
    debug: true,
  });
  expect((await connectionFor(['-o', here, '--retries', '0'], { env })).retries).toBe(0);
});
