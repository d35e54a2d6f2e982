/**
 * What a command prints as JSON: the client's own fields, with times in ISO 8601, since that is what tools and people
 * read, and without the mark by which the client tells rows from full jobs.
 */
export function readableJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readableJson);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'partial')
      .map(([name, field]) => [name, isTime(name, field) ? isoTime(field) : readableJson(field)]),
  );
}

/** The client's fields that hold epoch milliseconds. */
const timeName = /Time$|^(lastAction|expectedStart|expectedEnd|actualStart|actualEnd|lastModified)$/;

function isTime(name: string, field: unknown): field is number {
  return typeof field === 'number' && timeName.test(name);
}

/** To the second, where there is nothing finer. */
function isoTime(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
