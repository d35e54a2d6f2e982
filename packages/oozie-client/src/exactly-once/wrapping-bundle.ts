import type { Bundle } from '../bundle.ts';
import type { Properties } from '../configuration.ts';

/** The property that carries the key in a bundle's configuration. */
export const keyProperty = 'howdah.key';

const bundleNameProperty = 'howdahBundle';
/** The property that carries the coordinator's name: a definition that is named by it fits its bundle. */
export const coordinatorNameProperty = 'howdahCoordinator';
const coordinatorPathProperty = 'howdahCoordinatorPath';

/** The bundle's name, by which it is found again: made of the key, so no other job has it. */
export const bundleName = (key: string) => `howdah-${key}`;

/**
 * The bundle that holds one coordinator until it is told to start: its kick-off time is so far off that only a
 * `start` ever begins it, and Oozie carries out one `start` only. It is the same for every coordinator, so it is
 * stored once. Oozie gives the coordinator the name that it has in the bundle.
 */
export const wrappingBundle = `<bundle-app name="\${${bundleNameProperty}}" xmlns="uri:oozie:bundle:0.2">
  <controls>
    <kick-off-time>2999-01-01T00:00Z</kick-off-time>
  </controls>
  <coordinator name="\${${coordinatorNameProperty}}">
    <app-path>\${${coordinatorPathProperty}}</app-path>
  </coordinator>
</bundle-app>
`;

/** What a wrapping bundle is submitted with, beside the coordinator's own properties. */
export function wrappedCoordinator(coordinator: { key: string; name: string; path: string }): Properties {
  return {
    [coordinatorNameProperty]: coordinator.name,
    [coordinatorPathProperty]: coordinator.path,
    [bundleNameProperty]: bundleName(coordinator.key),
    [keyProperty]: coordinator.key,
  };
}

/** The coordinator that a started bundle has made; undefined as long as it hasn't. */
export function coordinatorIdIn(bundle: Bundle): string | undefined {
  return bundle.bundleCoordJobs.find(({ coordJobId }) => coordJobId)?.coordJobId;
}

/** The key in a wrapping bundle's name; undefined for any other bundle. */
export const bundleKey = (name: string): string | undefined => /^howdah-([0-9a-f-]{36})$/.exec(name)?.[1];
