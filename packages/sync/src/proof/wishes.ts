import type { Schedule } from './inspection.ts';

type Field = 'end' | 'pause' | 'concurrency';

/** What the app last wrote into a schedule's fields, as long as nobody else has a say in it. */
export interface Wishes {
  wrote(id: string, field: Field, value: unknown): void;
  /** Somebody else, or a person who gave in, has decided on a field, or on the whole row. */
  decidedElsewhere(id: string, field?: Field): void;
  /** Fields of a row that no longer have what was wished for, though nothing was decided. */
  lostIn(row: Schedule): string[];
}

export function createWishes(): Wishes {
  const wishes = new Map<string, Map<Field, unknown>>();
  return {
    wrote(id, field, value) {
      const own = wishes.get(id) ?? new Map<Field, unknown>();
      wishes.set(id, own.set(field, value));
    },
    decidedElsewhere(id, field) {
      if (field === undefined) wishes.delete(id);
      else wishes.get(id)?.delete(field);
    },
    lostIn(row) {
      return [...(wishes.get(row.id) ?? [])].flatMap(([field, value]) =>
        row[field] === value ? [] : [`${field} was to be ${String(value)}, and is ${String(row[field])}`],
      );
    },
  };
}
