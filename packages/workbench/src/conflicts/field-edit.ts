import type { Row } from '@howdah/sync';
import { type Draft, draftOf, isPlain, type Parsed, parseDraft } from './field-value.ts';

export { isPlain };

/** A field under edit. `taken` is the very value of a side, as long as nothing was typed over it. */
export interface FieldEdit {
  draft: Draft;
  taken?: { value: unknown };
}

/** Takes a side's value as it is: a time in an hour that the clock shows twice, or a blob, comes through unchanged. */
export function takeValue(field: string, value: unknown): FieldEdit {
  return { draft: draftOf(field, value), taken: { value } };
}

export function parseEdit({ draft, taken }: FieldEdit): Parsed {
  return taken ?? parseDraft(draft);
}

export function parseRow(json: string): { row: Row } | { problem: string } {
  const parsed = parseDraft({ kind: 'json', text: json });
  if ('problem' in parsed) return parsed;
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'A row is an object: { … }.' };
  }
  return { row: value };
}
