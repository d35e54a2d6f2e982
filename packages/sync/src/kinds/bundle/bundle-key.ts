import { type BundleRow, parseConfiguration } from '@howdah/oozie-client';

/** The property that carries the key in a bundle's configuration, which lists show. */
export const bundleKeyProperty = 'howdah.key';

/** The key that a bundle was submitted under; undefined for one that wasn't submitted by Howdah. */
export const keyOfBundle = ({ conf }: Pick<BundleRow, 'conf'>): string | undefined =>
  conf === null ? undefined : parseConfiguration(conf)[bundleKeyProperty];
