import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { workbench } from '../scripts/apps.ts';
import { openProfile, type Profile, sharedWorkersOf } from './browser.ts';
import { eventually } from './eventually.ts';
import { type Stack, startStack } from './stack.ts';

let stack: Stack;
let profile: Profile;

beforeAll(async () => {
  stack = await startStack({
    oozieUrl: inject('oozieUrl'),
    definitionRoot: inject('definitionRoot'),
    apps: [workbench],
  });
  profile = await openProfile();
});
afterAll(async () => {
  await profile?.close();
  await stack?.stop();
});

async function openWorkbench() {
  const page = await profile.newPage();
  await page.goto(`${stack.url}/jobs`);
  return page;
}

it('the workbench’s tabs share one mirror of the server’s jobs, which a new tab shows with the gateway gone, too', async () => {
  const first = await openWorkbench();
  const second = await openWorkbench();
  for (const page of [first, second]) {
    await page.getByText('Online').first().waitFor();
    await page.getByRole('row').nth(1).waitFor();
  }
  expect(await sharedWorkersOf(profile)).toHaveLength(1);
  await first.evaluate(() => navigator.serviceWorker.ready);
  // A page of no app keeps the browser open.
  const bystander = await profile.newPage();
  await bystander.goto(`${stack.url}/howdah/connection`);
  await first.close();
  await second.close();
  await eventually(async () => expect(await sharedWorkersOf(profile)).toEqual([]));

  await stack.restartGateway(async () => {
    const later = await openWorkbench();
    await later.getByRole('row').nth(1).waitFor();
    await later
      .getByText(/Offline/)
      .first()
      .waitFor();
    expect(await sharedWorkersOf(profile)).toHaveLength(1);
  });
  expect(profile.problems).toEqual([]);
});
