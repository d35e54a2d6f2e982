import { sha256 } from '@howdah/oozie-client';

/** Parts with the same content have the same digest, in whatever order their keys stand. Computed synchronously. */
export function digestOf(parts: unknown): string {
  const ordered = JSON.stringify(parts, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return sha256(new TextEncoder().encode(ordered));
}

/** Properties as Oozie stores them: everything is text. */
export function asText(
  properties: Readonly<Record<string, string | number | boolean>> = {},
): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, String(value)]));
}
