import { describe, expect, it } from 'vitest';
import { forbiddenImports } from './import-arrows.ts';

const check = (file: string, text: string) => forbiddenImports('/repo', `/repo/${file}`, text);

describe('import arrows', () => {
  it('lets sync use the client', () => {
    expect(check('packages/sync/src/a.ts', `import { x } from '@howdah/oozie-client';`)).toEqual([]);
  });

  it('refuses an arrow that points back, however it is written', () => {
    for (const text of [
      `import { x } from '@howdah/sync';`,
      `export * from '@howdah/sync/react';`,
      `const x = await import('@howdah/sync');`,
      `import { x } from '../../sync/src/index.ts';`,
      `type X = import('@howdah/sync').X;`,
    ]) {
      expect(check('packages/oozie-client/src/a.ts', text), text).toEqual([
        expect.stringMatching(/^packages\/oozie-client\/src\/a\.ts:1: oozie-client may not import sync/),
      ]);
    }
  });

  it('tells types from code where only types may cross', () => {
    expect(check('packages/oozie-client/src/a.ts', `import type { X } from '@howdah/definitions';`)).toEqual(
      [],
    );
    expect(check('packages/oozie-client/src/a.ts', `import { x } from '@howdah/definitions';`)).toHaveLength(
      1,
    );
  });

  it('lets tests boot a real Oozie, and nothing else', () => {
    const text = `import { startLocalOozie } from '@howdah/local-oozie';`;
    expect(check('packages/sync/src/a.test.ts', text)).toEqual([]);
    expect(check('packages/sync/src/a.ts', text)).toHaveLength(1);
  });
});
