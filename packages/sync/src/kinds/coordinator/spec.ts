import type { Coordinator } from '@howdah/oozie-client';
import * as z from 'zod/mini';
import type { Follows } from '../../plan/references.ts';
import { definitionText, epochMilliseconds, followed, propertyMap } from '../spec-parts.ts';

/**
 * The coordinator that a row asks for: what `toOozie` returns for a collection of coordinators.
 *
 * `endTime`, `pauseTime`, `concurrency` and `state` can be changed while the coordinator runs; everything else is
 * fixed once it is submitted (Oozie refuses to change a coordinator's name, frequency, start or time zone: E1023).
 */
export interface CoordinatorSpec {
  /** The coordinator's name in Oozie, at most 200 characters. It takes the place of the name in the definition. */
  name: string;
  /**
   * The `coordinator-app` document. It may use the properties below, and also `endTime` (as `yyyy-MM-dd'T'HH:mm'Z'`)
   * and `concurrency`, which Howdah sets from the fields of the same names.
   */
  definition: string;
  /**
   * The workflows that the coordinator starts: each `workflow-app` document is stored on the cluster first, and its
   * path given to the coordinator as the property of this name, e.g. `{ workflowPath: '<workflow-app …' }`.
   */
  workflows?: Readonly<Record<string, string>>;
  properties?: Readonly<Record<string, string | number | boolean>>;
  /** Epoch milliseconds; Oozie keeps minutes. */
  endTime?: number;
  /** Epoch milliseconds, or null for "not paused"; Oozie keeps minutes. */
  pauseTime?: number | null;
  /** How many actions may run at once; -1 for no limit. */
  concurrency?: number;
  /** The state that the user wants; left out, the coordinator runs and its state is left alone. */
  state?: 'RUNNING' | 'SUSPENDED' | 'KILLED';
  /** Howdah's own note of the rows that hold the definitions. */
  follows?: Follows;
}

/** A coordinator as last read from Oozie. `gone`: Oozie no longer has it; the rest is what was last known. */
export type CoordinatorJob = Coordinator & { readonly gone: boolean };

export const coordinatorSpec = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  definition: definitionText,
  workflows: z.optional(z.record(z.string(), definitionText)),
  properties: z.optional(propertyMap),
  follows: z.optional(followed),
  endTime: z.optional(epochMilliseconds),
  pauseTime: z.optional(z.nullable(epochMilliseconds)),
  // -1 is Oozie’s own word for "no limit".
  concurrency: z.optional(
    z.int().check(z.refine((limit) => limit === -1 || limit >= 1, 'must be 1 or more, or -1')),
  ),
  state: z.optional(z.enum(['RUNNING', 'SUSPENDED', 'KILLED'])),
});
