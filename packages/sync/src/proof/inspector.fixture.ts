import { afterEach } from 'vitest';
import { inspectionStores, schedules, surveys } from './inspection.ts';
import { createProfile, type Profile, type ProfileOptions } from './profile.fixture.ts';

/** Profiles of an inspector with surveys and schedules, for the tests of one file: the last one ends with its test. */
export function inspectors(
  defaults: Partial<ProfileOptions> = {},
): (options?: Partial<ProfileOptions>) => Profile {
  let profile: Profile | undefined;
  afterEach(() => profile?.end());
  return (options = {}) => {
    profile = createProfile({
      collections: [surveys, schedules],
      stores: inspectionStores,
      random: () => 0.5,
      mirror: 'linked',
      ...defaults,
      ...options,
    });
    return profile;
  };
}
