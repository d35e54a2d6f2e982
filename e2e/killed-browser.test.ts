import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chance, commonFaults } from '@howdah/testing';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openProfile } from './browser.ts';
import { eventually } from './eventually.ts';
import { finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { started, workflowsNamed } from './oozie-truth.ts';
import { type Stack, startStack } from './stack.ts';

/** How often the browser is killed: a few times in `npm test`, 200 times in `npm run soak`. */
const kills = Number(process.env.HOWDAH_KILLS ?? 4);
const seed = Number(process.env.HOWDAH_SEED ?? 1);

/** What a bad network does, without what takes a minute. */
const faults = Object.values(commonFaults).filter(({ kind }) => kind !== 'repeat');

const oozieUrl = inject('oozieUrl');
let stack: Stack;
let dir: string;

beforeAll(async () => {
  stack = await startStack({ oozieUrl, definitionRoot: inject('definitionRoot') });
  dir = mkdtempSync(join(tmpdir(), 'howdah-killed-profile-'));
});
afterAll(async () => {
  await stack?.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

it(
  `loses nothing and starts nothing twice when the browser is killed at random, ${kills} times (seed ${seed})`,
  async () => {
    const random = chance(seed);
    const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    /** Surveys whose writing was acknowledged, and such whose writing a kill may have come before. */
    const written: string[] = [];
    const perhaps: string[] = [];

    for (let kill = 0; kill < kills; kill += 1) {
      stack.proxy.clear();
      const profile = await openProfile({ dir });
      const app = await openFieldSurvey(profile, stack.url);
      const from = stack.proxy.requests.at(-1)?.number ?? 0;
      for (let fault = 0; fault < 2; fault += 1) {
        const action = one(faults);
        const at = from + 1 + Math.floor(random() * 12);
        if (action !== undefined) stack.proxy.inject({ match: ({ number }) => number === at, action });
      }
      const id = freshId('kill');
      perhaps.push(id);
      const writing = app.put('surveys', finishedSurvey(id)).then(
        () => written.push(id),
        () => {},
      );
      // Some kills come before the write is committed, most while it is on its way to Oozie.
      if (random() > 0.1) await writing;
      await new Promise((resolve) => setTimeout(resolve, random() ** 2 * 1_500));
      await profile.crash();
      await writing;
    }

    stack.proxy.clear();
    const profile = await openProfile({ dir });
    try {
      const app = await openFieldSurvey(profile, stack.url);
      for (const id of perhaps) {
        const row = await app.survey(id);
        if (row === undefined) {
          expect(written).not.toContain(id);
          expect(await workflowsNamed(oozieUrl, `survey-${id}`)).toEqual([]);
          continue;
        }
        await eventually(
          async () => expect(await app.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }),
          120_000,
        );
      }
      expect(await app.parked()).toEqual([]);
      const rows = await Promise.all(perhaps.map((id) => app.survey(id)));
      for (const row of rows) {
        if (row === undefined) continue;
        await eventually(async () => {
          const jobs = await workflowsNamed(oozieUrl, `survey-${row.id}`);
          expect(started(jobs).map((job) => job.id)).toEqual([row.jobId]);
          expect(jobs.filter(({ status }) => status === 'PREP')).toEqual([]);
        });
      }
      console.log(
        `${kills} kills: ${written.length} surveys acknowledged, ${rows.filter((row) => row !== undefined).length} there, each with one started workflow`,
      );
    } finally {
      await profile.close();
    }
  },
  60_000 + kills * 15_000,
);
