import type * as z from 'zod/mini';

/** What a collection's mapping returned is not a job that Oozie could take. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  constructor(
    /** The wrong field's path, e.g. `properties.surveyId`; null when the whole is wrong. */
    readonly field: string | null,
    readonly reason: string,
  ) {
    super(field === null ? reason : `${field}: ${reason}`);
  }
}

/** Parses what a mapping returned. @throws {SpecError} naming the first wrong field */
export function parseWith<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  throw new SpecError(path === '' ? null : path, issue?.message ?? 'is not a valid job');
}
