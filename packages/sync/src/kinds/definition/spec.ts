import type { JobKind } from '@howdah/oozie-client';
import * as z from 'zod/mini';
import { definitionText, propertyMap } from '../spec-parts.ts';

/** The definition that a row holds: what `toOozie` returns for a collection of definitions. */
export interface DefinitionSpec {
  /**
   * Under which everybody who works on the definition knows it: rows of the same name in different browsers hold the
   * same definition. At most 200 characters, without `=` and `;`.
   */
  name: string;
  /** The `workflow-app`, `coordinator-app` or `bundle-app` document. */
  text: string;
  /** Properties with which Oozie can try the definition out, when it needs some. */
  properties?: Readonly<Record<string, string | number | boolean>>;
}

/** A definition's revision that is current on the cluster. */
export interface DefinitionRevision {
  readonly name: string;
  readonly type: JobKind;
  readonly text: string;
  /** SHA-256 of type and text. */
  readonly digest: string;
  /** Where the cluster stores it. */
  readonly path: string;
  /** Counts the definition's revisions from 1. */
  readonly number: number;
  /** Who published it. */
  readonly user: string;
  /** Epoch ms. */
  readonly publishedAt: number | null;
  /** The inert workflow that says that this revision is the current one. */
  readonly jobId: string;
  /** It is no longer published; the rest is what was last known. */
  readonly gone: boolean;
}

export const definitionSpec = z.object({
  name: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(200),
      z.regex(/^[^=;\s](?:[^=;]*[^=;\s])?$/, 'must be without = and ;'),
    ),
  text: definitionText,
  properties: z.optional(propertyMap),
});

const rootElement = /<(?:[\w.-]+:)?(workflow|coordinator|bundle)-app[\s>/]/;

/** Which kind of job a document defines; undefined when it is none. */
export function typeOf(text: string): JobKind | undefined {
  const type = rootElement.exec(text.replace(/<!--[\s\S]*?-->/g, ''))?.[1];
  return type === 'workflow' || type === 'coordinator' || type === 'bundle' ? type : undefined;
}
