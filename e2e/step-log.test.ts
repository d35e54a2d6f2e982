import { readFile } from 'node:fs/promises';
import { replayLog } from '@howdah/sync/devtools';
import { expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { profileOnStack } from './stack.fixture.ts';

const own = profileOnStack();

it('what an app’s engine did is saved on the page Sync, and replayed elsewhere', async () => {
  const app = await openFieldSurvey(own.profile, own.stack.url);
  const survey = finishedSurvey(freshId('log'));
  await app.put('surveys', survey);
  await eventually(async () => expect(await app.survey(survey.id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  const workbench = await own.profile.newPage();
  await workbench.goto(`${own.stack.url}/sync`);
  const saving = workbench.waitForEvent('download');
  await workbench
    .getByRole('region', { name: 'field-survey' })
    .getByRole('button', { name: 'Export log' })
    .click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^howdah-log-field-survey-\d{8}T\d{6}Z\.json$/);
  const { entries, rows } = replayLog(await readFile(await download.path(), 'utf8'));
  expect(entries.filter(({ same }) => same !== true)).toEqual([]);
  const story = rows.find(({ rowKey }) => rowKey === survey.id)?.lines.join('\n');
  expect(story).toMatch(/the app wrote it: send submit/);
  expect(story).toMatch(/start is done: write the row back; both sides agree/);
  expect(own.profile.takeProblems()).toEqual([]);
}, 60_000);
