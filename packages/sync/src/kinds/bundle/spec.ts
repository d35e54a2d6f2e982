import type { Bundle } from '@howdah/oozie-client';
import * as z from 'zod/mini';
import type { Follows } from '../../plan/references.ts';
import { definitionText, epochMilliseconds, followed, propertyMap } from '../spec-parts.ts';

/**
 * The bundle that a row asks for: what `toOozie` returns for a collection of bundles.
 *
 * `endTime`, `pauseTime` and `state` can be changed while the bundle runs; everything else is fixed once it is submitted.
 */
export interface BundleSpec {
  /** The bundle's name in Oozie, at most 200 characters, without `=` and `;`. It takes the place of the definition's. */
  name: string;
  /**
   * The `bundle-app` document, without a `kick-off-time`: Howdah gives it one far away, so that a submission whose answer
   * was lost can't begin twice, and starts it. When something is to begin later, its coordinators' starts say so.
   */
  definition: string;
  /** Each `coordinator-app` document is stored first, and its path given as the property of this name. */
  coordinators?: Readonly<Record<string, string>>;
  /** Each `workflow-app` document is stored first, and its path given as the property of this name. */
  workflows?: Readonly<Record<string, string>>;
  /** The bundle's and its coordinators' properties; `endTime` is set by Howdah from the field of that name. */
  properties?: Readonly<Record<string, string | number | boolean>>;
  /** When all coordinators end. Epoch milliseconds; Oozie keeps minutes. */
  endTime?: number;
  /** Epoch milliseconds, or null for "not paused"; Oozie keeps minutes. */
  pauseTime?: number | null;
  /** The state that the user wants, of all coordinators; left out, the bundle runs and its state is left alone. */
  state?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  /** Howdah's own note of the rows that hold the definitions. */
  follows?: Follows;
}

/**
 * A bundle as last read from Oozie, with its coordinators in `bundleCoordJobs`. `endTime`: when the last of them ends,
 * unless the bundle was given an end. `gone`: Oozie no longer has it; the rest is what was last known.
 */
export type BundleJob = Bundle & { readonly gone: boolean };

export const bundleSpec = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^=;]+$/, 'must be without = and ;')),
  definition: definitionText,
  coordinators: z.optional(z.record(z.string(), definitionText)),
  workflows: z.optional(z.record(z.string(), definitionText)),
  properties: z.optional(propertyMap),
  endTime: z.optional(epochMilliseconds),
  pauseTime: z.optional(z.nullable(epochMilliseconds)),
  state: z.optional(z.enum(['RUNNING', 'SUSPENDED', 'KILLED'])),
  follows: z.optional(followed),
});
