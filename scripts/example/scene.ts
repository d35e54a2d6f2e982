import type { Profile } from '../../e2e/browser.ts';
import { eventually } from '../../e2e/eventually.ts';
import type { FieldSurvey } from '../../e2e/field-survey.ts';

/** Where the example plays: the app in a browser, and the Oozie behind it. */
export interface Scene {
  app: FieldSurvey;
  profile: Profile;
  oozieUrl: string;
}

/** Something that the example claims did not come true. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError';
}

/** Throws unless something holds. */
export function ensure(holds: boolean, what: string): asserts holds {
  if (!holds) throw new ClaimError(what);
}

/** Says what is claimed, and that it came true: tries until `check` no longer throws, for a minute at most. */
export async function claim<T>(sentence: string, check: () => Promise<T>): Promise<T> {
  try {
    const found = await eventually(check);
    console.log(`  ✓ ${sentence}`);
    return found;
  } catch (error) {
    console.log(`  ✗ ${sentence}`);
    throw error;
  }
}

/** Does something while the browser has no network. */
export async function whileOffline({ profile }: Scene, work: () => Promise<void>): Promise<void> {
  await profile.context.setOffline(true);
  try {
    await work();
  } finally {
    await profile.context.setOffline(false);
  }
}
