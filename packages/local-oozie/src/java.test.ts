import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJava, parseJavaVersion } from './java.ts';

describe('reading java -version', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17],
    ['java version "1.8.0_402"\nJava(TM) SE Runtime Environment', 8],
    ['openjdk version "21-ea" 2023-09-19', 21],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "11.0.2" 2019-01-15', 11],
  ])('%j', (output, release) => {
    expect(parseJavaVersion(output)?.release).toBe(release);
  });

  it('knows what is not Java', () => {
    expect(parseJavaVersion('sh: java: command not found')).toBeUndefined();
    expect(parseJavaVersion('No Java runtime present, requesting install.')).toBeUndefined();
  });
});

describe('finding Java', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'old-java-'));
    await mkdir(join(home, 'bin'));
    await writeFile(join(home, 'bin', 'java'), `#!/bin/sh\necho 'openjdk version "1.8.0_402"' >&2\n`);
    await chmod(join(home, 'bin', 'java'), 0o755);
  });
  afterAll(() => rm(home, { recursive: true }));

  it('says that the one under JAVA_HOME is too old, and what to do', async () => {
    await expect(findJava({ JAVA_HOME: home, PATH: '/bin:/usr/bin' })).rejects.toMatchObject({
      code: 'java-too-old',
      message: expect.stringMatching(/is Java 1\.8\.0_402.*apt-get install openjdk-17-jdk-headless/),
    });
  });
});
