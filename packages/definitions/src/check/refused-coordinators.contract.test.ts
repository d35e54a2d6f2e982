import { createOozieClient } from '@howdah/oozie-client';
import { describe, expect, inject, it } from 'vitest';
import { dryRun } from './oozie-verdict.fixture.ts';
import { jobsWithoutActions, properties, refusedJobs } from './refused-coordinators.fixture.ts';

const oozie = createOozieClient({ url: inject('oozieUrl'), user: 'alice' });
const root = inject('definitionRoot');

/** The test's server has its check of frequencies off. */
const isAboutFrequency = (code: string, at: string) => code === 'coordinator-too-frequent' || at === '0';

describe('a coordinator or bundle with', () => {
  it.each(refusedJobs.filter(({ code, at }) => !isAboutFrequency(code, at)))(
    '$title is refused by Oozie as it is here',
    async ({ xml, kind, oozieCode }) => {
      const said = await dryRun(oozie, root, kind, xml, properties);
      expect(said.match(/E\d{4}/g) ?? said).toContain(oozieCode);
    },
  );
});

describe('a coordinator with', () => {
  it.each(jobsWithoutActions)('$title is refused by a dry run', async ({ xml }) => {
    expect(await dryRun(oozie, root, 'coordinator', xml, properties)).toMatch(/E\d{4}/);
  });
});
