import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalOozie, startLocalOozie } from '@howdah/local-oozie';
import { createGate, type MatchableRequest } from '@howdah/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openProfile, type Profile } from './browser.ts';
import { eventually } from './eventually.ts';
import { type FieldSurvey, fieldSurveyIn, finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { started, workflowsNamed } from './oozie-truth.ts';
import { type Stack, startStack } from './stack.ts';

let dataDir: string;
let oozie: LocalOozie;
let stack: Stack;
let profile: Profile;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'howdah-restarted-oozie-'));
  oozie = await startLocalOozie({ dataDir, keepData: true });
  stack = await startStack({ oozieUrl: oozie.url, definitionRoot: oozie.definitionRoot });
});
afterAll(async () => {
  await stack?.stop();
  await oozie?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  profile = await openProfile();
});
afterEach(async () => {
  stack.proxy.clear();
  await profile.close();
});

const isSubmit = ({ method, path, query }: MatchableRequest) =>
  method === 'POST' && path.endsWith('/jobs') && !query.has('action');
const isStart = ({ method, query }: MatchableRequest) => method === 'PUT' && query.get('action') === 'start';

/** The survey's run is over, and Oozie has exactly one job of its name that ever started. */
async function ranOnce(app: FieldSurvey, id: string): Promise<void> {
  await eventually(
    async () => expect(await app.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }),
    120_000,
  );
  await eventually(async () => {
    const jobs = await workflowsNamed(oozie.url, `survey-${id}`);
    expect(started(jobs).map((job) => job.id)).toEqual([(await app.survey(id))?.jobId]);
    expect(jobs.filter(({ status }) => status === 'PREP')).toEqual([]);
  });
}

describe('a survey starts exactly one workflow', () => {
  it('when the answer to its submission is dropped on its way back', async () => {
    const app = await openFieldSurvey(profile, stack.url);
    const id = freshId('dropped');
    stack.proxy.inject({ match: isSubmit, action: { kind: 'drop-response' } });
    await app.put('surveys', finishedSurvey(id));
    await ranOnce(app, id);
    expect(await workflowsNamed(oozie.url, `survey-${id}`)).toHaveLength(1);
  });

  it('when the browser is killed between submission and start', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'howdah-killed-profile-'));
    const first = await openProfile({ dir });
    const app = await openFieldSurvey(first, stack.url);
    const id = freshId('killed');
    const gate = createGate();
    stack.proxy.inject({ match: isStart, action: { kind: 'hold', gate, when: 'before-forwarding' } });
    await app.put('surveys', finishedSurvey(id));
    await gate.arrived;
    await first.crash();
    gate.release();
    const second = await openProfile({ dir });
    try {
      const again = await openFieldSurvey(second, stack.url);
      await ranOnce(again, id);
      expect(await workflowsNamed(oozie.url, `survey-${id}`)).toHaveLength(1);
    } finally {
      await second.close();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  for (const [moment, match, when] of [
    [
      'while its definition is uploaded',
      ({ query }: MatchableRequest) => query.get('action') === 'dryrun',
      'before-answering',
    ],
    ['while it is submitted', isSubmit, 'before-answering'],
    ['while it is started', isStart, 'before-answering'],
    [
      'while its start is read back',
      ({ method, path }: MatchableRequest) => method === 'GET' && /\/job\//.test(path),
      'before-forwarding',
    ],
  ] as const) {
    it(`when the page is reloaded ${moment}`, async () => {
      const { page, ...app } = await openFieldSurvey(profile, stack.url);
      const id = freshId('reloaded');
      const gate = createGate();
      stack.proxy.inject({ match, action: { kind: 'hold', gate, when } });
      await app.put('surveys', finishedSurvey(id));
      await gate.arrived;
      await page.reload();
      gate.release();
      await ranOnce(await fieldSurveyIn(page), id);
      expect(await workflowsNamed(oozie.url, `survey-${id}`)).toHaveLength(1);
    });
  }

  it('when the gateway is restarted in between', async () => {
    const app = await openFieldSurvey(profile, stack.url);
    const id = freshId('gateway');
    const gate = createGate();
    stack.proxy.inject({ match: isSubmit, action: { kind: 'hold', gate } });
    await app.put('surveys', finishedSurvey(id));
    await gate.arrived;
    await stack.restartGateway(async () => {
      gate.release();
      await app.put('surveys', finishedSurvey(`${id}-meanwhile`));
    });
    await ranOnce(app, id);
    await ranOnce(app, `${id}-meanwhile`);
  });

  it('when Oozie is restarted in between', async () => {
    const app = await openFieldSurvey(profile, stack.url);
    const id = freshId('restart');
    const gate = createGate();
    stack.proxy.inject({ match: isStart, action: { kind: 'hold', gate, when: 'before-forwarding' } });
    await app.put('surveys', finishedSurvey(id));
    await gate.arrived;
    const port = Number(new URL(oozie.url).port);
    await oozie.stop();
    gate.release();
    await app.put('surveys', finishedSurvey(`${id}-meanwhile`));
    oozie = await startLocalOozie({ dataDir, keepData: true, port });
    await ranOnce(app, id);
    await ranOnce(app, `${id}-meanwhile`);
  });
});
