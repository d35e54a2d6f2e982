/** What somebody last wrote into a row's fields, as long as nobody else has a say in it. */
export interface Wishes {
  wrote(id: string, field: string, value: unknown): void;
  /** Somebody else, or a person who gave in, has decided on a field, or on the whole row. */
  decidedElsewhere(id: string, field?: string): void;
  /** Fields of a row that no longer have what was wished for, though nothing was decided. */
  lostIn(id: string, row: object): string[];
}

export function createWishes(): Wishes {
  const wishes = new Map<string, Map<string, unknown>>();
  return {
    wrote(id, field, value) {
      const own = wishes.get(id) ?? new Map<string, unknown>();
      wishes.set(id, own.set(field, value));
    },
    decidedElsewhere(id, field) {
      if (field === undefined) wishes.delete(id);
      else wishes.get(id)?.delete(field);
    },
    lostIn(id, row) {
      const fields: Readonly<Record<string, unknown>> = { ...row };
      return [...(wishes.get(id) ?? [])].flatMap(([field, value]) =>
        fields[field] === value
          ? []
          : [`${field} was to be ${String(value)}, and is ${String(fields[field])}`],
      );
    },
  };
}
