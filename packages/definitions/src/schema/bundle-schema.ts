import {
  allowed,
  type ElementType,
  elements,
  one,
  optional,
  optionalSequence,
  required,
  sequence,
  some,
  when,
} from './content-model.ts';
import { configuration, parameters } from './shared-types.ts';

/** The versions of the bundle schema that Oozie 5.2.1 knows. */
export const bundleVersions = ['0.1', '0.2'] as const;

export type BundleVersion = (typeof bundleVersions)[number];

/** The elements that a version of the bundle schema declares. */
export function bundleElements(version: BundleVersion): Record<string, ElementType> {
  const newer = version === '0.2';
  const coordinator = elements(
    sequence(one('app-path'), optional('configuration', configuration)),
    newer ? required('name') : required('name', 'name'),
    allowed('critical'),
    ...(newer ? [allowed('enabled')] : []),
  );
  const app = elements(
    sequence(
      ...when(newer, optional('parameters', parameters)),
      optional('controls', elements(optionalSequence(optional('kick-off-time')))),
      some('coordinator', coordinator),
    ),
    required('name'),
  );
  return { 'bundle-app': app };
}
