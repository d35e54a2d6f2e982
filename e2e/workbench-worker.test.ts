import { expect, it } from 'vitest';
import { workbench } from '../scripts/apps.ts';
import { sharedWorkersOf } from './browser.ts';
import { eventually } from './eventually.ts';
import { profileOnStack } from './stack.fixture.ts';

const own = profileOnStack({ apps: [workbench] });

async function openWorkbench() {
  const page = await own.profile.newPage();
  await page.goto(`${own.stack.url}/jobs`);
  return page;
}

it('the workbench’s tabs share one mirror of the server’s jobs, which a new tab shows with the gateway gone, too', async () => {
  const first = await openWorkbench();
  const second = await openWorkbench();
  for (const page of [first, second]) {
    await page.getByText('Online').first().waitFor();
    await page.getByRole('row').nth(1).waitFor();
  }
  expect(await sharedWorkersOf(own.profile)).toHaveLength(1);
  await first.evaluate(() => navigator.serviceWorker.ready);
  // A page of no app keeps the browser open.
  const bystander = await own.profile.newPage();
  await bystander.goto(`${own.stack.url}/howdah/connection`);
  await first.close();
  await second.close();
  await eventually(async () => expect(await sharedWorkersOf(own.profile)).toEqual([]));

  await own.stack.restartGateway(async () => {
    const later = await openWorkbench();
    await later.getByRole('row').nth(1).waitFor();
    await later
      .getByText(/Offline/)
      .first()
      .waitFor();
    expect(await sharedWorkersOf(own.profile)).toHaveLength(1);
  });
  expect(own.profile.problems).toEqual([]);
});
