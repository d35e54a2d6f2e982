import * as z from 'zod/mini';

/** A definition's text: at least one element, so that a forgotten template is caught here and not by the server. */
export const definitionText = z.string().check(z.regex(/<[\w:]+[\s\S]*>/, 'must be an XML document'));

/** Which rows' definitions a spec was made with, by field. */
export const followed = z.record(
  z.string(),
  z.object({ collection: z.string(), key: z.union([z.string(), z.number()]) }),
);

/** Job properties; numbers and booleans are written as Oozie's own text form. */
export const propertyMap = z.record(
  z.string().check(z.minLength(1)),
  z.union([z.string(), z.number().check(z.refine(Number.isFinite, 'must be a finite number')), z.boolean()]),
);

/** A moment in epoch milliseconds, within what Oozie's four-digit years can carry. */
export const epochMilliseconds = z.number().check(z.minimum(0), z.maximum(253_402_300_799_999));
