import * as z from 'zod/mini';
import { jsonTime } from './oozie-date.ts';

/** A field that Oozie prints as null when it has no value; a server that leaves it out means the same. */
export function orNull<T>(schema: z.ZodMiniType<T>): z.ZodMiniType<T | null> {
  return z._default(z.nullable(schema), null);
}

export const text: z.ZodMiniType<string> = z.string();
export const textOrNull: z.ZodMiniType<string | null> = orNull(z.string());
export const number: z.ZodMiniType<number> = z.number();
/** A count that servers before Oozie 4 don't tell. */
export const numberOr0: z.ZodMiniType<number> = z._default(z.number(), 0);
/** A text that servers before Oozie 4 print as a number. */
export const textOrNumber: z.ZodMiniType<string> = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform(String),
);
export const timeOrNull: z.ZodMiniType<number | null> = orNull(jsonTime);
