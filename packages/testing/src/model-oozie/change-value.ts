import { refuse } from './refusal.ts';

/**
 * Reads what is to be changed: `endtime=2026-11-23T05:00Z;concurrency=3`.
 * @see org.apache.oozie.util.JobUtils#parseChangeValue
 * @throws {Refusal} E1015
 */
export function parseChange(value: string): Map<string, string> {
  if (value.trim() === '') throw refuse('E1015', 'the change is empty');
  const changes = new Map<string, string>();
  for (const token of withoutEmptyEnd(value.split(';'))) {
    const pair = withoutEmptyEnd(token.split('='));
    const [name = '', changed = ''] = pair;
    if (!token.includes('=') || pair.length > 2) throw refuse('E1015', `"${token}" is not name=value`);
    if (changes.has(name)) throw refuse('E1015', `${name} is changed twice`);
    changes.set(name, changed);
  }
  return changes;
}

/** Java's split leaves out the empty pieces at the end. */
export function withoutEmptyEnd(pieces: readonly string[]): string[] {
  const last = pieces.findLastIndex((piece) => piece !== '');
  return pieces.slice(0, last + 1);
}
