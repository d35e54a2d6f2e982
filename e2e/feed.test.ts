import { beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { type FieldSurvey, finishedSurvey, freshId, openFieldSurvey } from './field-survey.ts';
import { profileOnStack } from './stack.fixture.ts';

const own = profileOnStack();

beforeAll(async () => {
  // Headless, every page is in sight; so that a test can put one out of sight:
  await own.profile.context.addInitScript(() => {
    let state: DocumentVisibilityState = 'visible';
    Object.defineProperty(document, 'visibilityState', { get: () => state });
    document.addEventListener('test-visibility', (event) => {
      state = (event as CustomEvent<DocumentVisibilityState>).detail;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  });
});

const put = ({ page }: FieldSurvey, state: 'visible' | 'hidden') =>
  page.evaluate((detail) => document.dispatchEvent(new CustomEvent('test-visibility', { detail })), state);

/** Waits until some more requests have come to Oozie. */
async function untilAsked(): Promise<void> {
  const before = own.stack.proxy.requests.at(-1)?.number ?? 0;
  await eventually(async () =>
    expect(own.stack.proxy.requests.at(-1)?.number ?? 0).toBeGreaterThan(before + 4),
  );
}

/** Waits until none have come for longer than the gateway leaves between two looks. */
async function untilQuiet(): Promise<void> {
  let before = -1;
  await eventually(async () => {
    const now = own.stack.proxy.requests.at(-1)?.number ?? 0;
    const isQuiet = now === before;
    before = now;
    if (isQuiet) return;
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    throw new Error(`Oozie is still being asked (${now}).`);
  });
}

describe('two tabs of one profile', () => {
  it('keep Oozie watched as long as one is in sight, the leader or not; out of sight, nothing is asked, until there is something to send', async () => {
    const first = await openFieldSurvey(own.profile, own.stack.url);
    const second = await openFieldSurvey(own.profile, own.stack.url);
    await eventually(async () => {
      expect([await first.role(), await second.role()]).toEqual(['leader', 'follower']);
    });
    await put(first, 'hidden');
    await untilAsked();
    await put(second, 'hidden');
    await untilQuiet();
    await put(second, 'visible');
    await untilAsked();
    await put(second, 'hidden');
    const id = freshId('unseen');
    await second.put('surveys', finishedSurvey(id));
    await eventually(async () => expect(await second.survey(id)).toMatchObject({ jobStatus: 'SUCCEEDED' }));
  });
});
