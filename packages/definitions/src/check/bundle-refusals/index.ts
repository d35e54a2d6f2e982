import type { BundleDefinition } from '../../definition/definition.ts';
import type { Rule } from '../rule.ts';

/** What Oozie refuses in a bundle that its schema takes. */
export const bundleRefusals: readonly Rule<BundleDefinition>[] = [];
