import { createOozieClient } from '@howdah/oozie-client';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { printDefinition } from '../definition/parse-definition.ts';
import { builtFrom, dependencies, nestedDependencies } from './dependencies.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'howdah' });

describe('a workflow built from dependencies', () => {
  it('is one that Oozie takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(nestedDependencies, dependencies), async (steps) => {
        const xml = printDefinition(builtFrom(steps, true));
        expect(await oozie.validate(xml), xml).toMatchObject({ valid: true });
      }),
      { numRuns: 40 },
    );
  });
});
