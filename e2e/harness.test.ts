import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openProfile, type Profile } from './browser.ts';
import { type Stack, startStack } from './stack.ts';

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ oozieUrl: inject('oozieUrl'), definitionRoot: inject('definitionRoot') });
});
afterAll(async () => {
  await stack?.stop();
});

describe.each([
  { app: 'the field survey', path: '/examples/field-survey/', heading: 'Surveys' },
  { app: 'the workbench', path: '/', heading: undefined },
])('$app', ({ path, heading }) => {
  it.each(sizes)('opens at $width px without an error, and again without a network', async (viewport) => {
    const profile = await openProfile({ viewport });
    try {
      const page = await profile.newPage();
      const shown = () =>
        page
          .getByRole('heading', heading === undefined ? {} : { name: heading })
          .first()
          .waitFor();
      await page.goto(stack.url + path);
      await shown();
      // Once the service worker has taken over, it has all that it needs.
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      expect(await overflow(page)).toBeLessThanOrEqual(0);

      await profile.context.setOffline(true);
      await page.reload();
      await shown();
      expect(profile.problems).toEqual([]);
    } finally {
      await profile.close();
    }
  });
});

/** By how many pixels a page is wider than its window. */
const overflow = (page: Awaited<ReturnType<Profile['newPage']>>) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe('a profile', () => {
  it('keeps what was stored when its browser is killed, and opens again', async () => {
    const first = await openProfile();
    const page = await first.newPage();
    await page.goto(`${stack.url}/examples/field-survey/`);
    await page.getByRole('button', { name: 'New survey' }).waitFor();
    await page.evaluate(async () => {
      await window.fieldSurvey?.database.table('surveys').put({
        id: 'draft-before-the-crash',
        site: 'Old mill',
        inspector: 'Ada',
        severity: 2,
        notes: '',
        recordedAt: 0,
        status: 'draft',
      });
    });
    await first.crash();

    const second = await openProfile({ dir: first.dir, removeOnClose: true });
    try {
      const again = await second.newPage();
      await again.goto(`${stack.url}/examples/field-survey/`);
      await again.getByRole('heading', { name: 'Old mill' }).waitFor();
    } finally {
      await second.close();
    }
  });
});

describe('the gateway', () => {
  it('comes back on the same address, and says while Oozie is away that it is', async () => {
    const connection = () => fetch(`${stack.url}/howdah/health`).then((answer) => answer.json());
    await stack.restartGateway(async () => {
      await expect(fetch(stack.url)).rejects.toThrow();
    });
    expect(await connection()).toMatchObject({ oozie: { reachable: true } });
    await stack.restartGateway(() => stack.proxy.offline(true));
    expect(await connection()).toMatchObject({ oozie: { reachable: false } });
    await stack.proxy.offline(false);
  });
});
