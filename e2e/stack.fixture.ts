import { afterAll, beforeAll, inject } from 'vitest';
import { openProfile, type Profile } from './browser.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';

/** What the tests of one file share. */
export interface ProfileOnStack {
  readonly stack: Stack;
  readonly profile: Profile;
}

/** Starts a stack before the real Oozie and opens a browser profile, for the tests of one file; ends both with them. */
export function profileOnStack(
  options: Parameters<typeof openProfile>[0] & Pick<StackOptions, 'apps'> = {},
): ProfileOnStack {
  let stack: Stack | undefined;
  let profile: Profile | undefined;
  beforeAll(async () => {
    const { apps, ...browser } = options;
    const oozie = { oozieUrl: inject('oozieUrl'), definitionRoot: inject('definitionRoot') };
    stack = await startStack(apps === undefined ? oozie : { ...oozie, apps });
    profile = await openProfile(browser);
  });
  afterAll(async () => {
    await profile?.close();
    await stack?.stop();
  });
  const begun = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The stack starts with the first test.');
    return part;
  };
  return {
    get stack() {
      return begun(stack);
    },
    get profile() {
      return begun(profile);
    },
  };
}
