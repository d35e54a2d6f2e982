import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyHome, run } from '../surroundings.fixture.ts';

const file = (home: string) => join(home, '.config', 'howdah', 'config.json');

describe('profiles', () => {
  it('keep the settings that were given, in a file for their owner alone', async () => {
    const home = emptyHome();
    const added = await run(
      [
        'profile',
        'add',
        'production',
        '--server',
        'http://oozie:11000/oozie',
        '--do-as',
        'bob',
        '--header',
        'X-A: b:c',
      ],
      { home },
    );
    expect(added).toMatchObject({ code: 0, stdout: '' });
    expect(statSync(file(home)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file(home), 'utf8'))).toEqual({
      current: 'production',
      profiles: {
        production: { server: 'http://oozie:11000/oozie', doAs: 'bob', headers: { 'X-A': 'b:c' } },
      },
    });
  });

  it('are kept where XDG_CONFIG_HOME says', async () => {
    const home = emptyHome();
    const elsewhere = emptyHome();
    await run(['profile', 'add', 'a', '--server', 'http://a/oozie'], {
      home,
      env: { XDG_CONFIG_HOME: elsewhere },
    });
    expect(JSON.parse(readFileSync(join(elsewhere, 'howdah', 'config.json'), 'utf8'))).toMatchObject({
      current: 'a',
    });
  });

  it('are listed with a mark at the one in use, which the first is by itself', async () => {
    const home = emptyHome();
    await run(['profile', 'add', 'a', '--server', 'http://a/oozie'], { home });
    await run(['profile', 'add', 'b', '--server', 'http://b/oozie'], { home });
    expect((await run(['profile', 'list'], { home })).stdout).toMatch(/^\* {2}a .*\n {3}b /m);
    await run(['profile', 'use', 'b'], { home });
    expect((await run(['profile', 'list'], { home })).stdout).toMatch(/^ {3}a .*\n\* {2}b /m);
    expect(JSON.parse((await run(['profile', 'show', '--json'], { home })).stdout)).toEqual({
      name: 'b',
      server: 'http://b/oozie',
    });
  });

  it('are removed only after a confirmation', async () => {
    const home = emptyHome();
    await run(['profile', 'add', 'a', '--server', 'http://a/oozie'], { home });
    expect(await run(['profile', 'remove', 'a'], { home })).toMatchObject({ code: 2 });
    expect(await run(['profile', 'remove', 'a'], { home, typed: ['n'] })).toMatchObject({ code: 130 });
    expect(await run(['profile', 'show', 'a'], { home })).toMatchObject({ code: 0 });
    expect(await run(['profile', 'remove', 'a'], { home, typed: ['y'] })).toMatchObject({ code: 0 });
    expect(await run(['profile', 'show', 'a'], { home })).toMatchObject({ code: 3 });
  });

  it('that cannot be read are named, with what is wrong about them', async () => {
    const home = emptyHome();
    await run(['profile', 'add', 'a', '--server', 'http://a/oozie'], { home });
    writeFileSync(file(home), '{"profiles":{"a":{"server":1}}}');
    const { code, stderr } = await run(['profile', 'list'], { home });
    expect(code).toBe(2);
    expect(stderr).toContain(file(home));
    expect(stderr).toMatch(/why: .*server/);
  });
});
