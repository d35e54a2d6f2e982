/** In which order IndexedDB has two types of keys. */
function rankOf(key: unknown): number {
  if (typeof key === 'number') return 0;
  if (key instanceof Date) return 1;
  if (typeof key === 'string') return 2;
  if (key instanceof ArrayBuffer || ArrayBuffer.isView(key)) return 3;
  return 4;
}

const bytesOf = (key: ArrayBuffer | ArrayBufferView): Uint8Array =>
  key instanceof ArrayBuffer
    ? new Uint8Array(key)
    : new Uint8Array(key.buffer, key.byteOffset, key.byteLength);

/**
 * Compares two keys as IndexedDB orders them: negative when `one` comes first, 0 when they are the same.
 * @see https://www.w3.org/TR/IndexedDB/#compare-two-keys
 */
export function compareKeys(one: unknown, other: unknown): number {
  const rank = rankOf(one) - rankOf(other);
  if (rank !== 0) return rank;
  if (Array.isArray(one) && Array.isArray(other)) return compareEach(one, other);
  if (typeof one === 'string' || typeof one === 'number') return orderOf(one, other as typeof one);
  if (one instanceof Date) return orderOf(one.getTime(), (other as Date).getTime());
  return compareEach(bytesOf(one as ArrayBuffer), bytesOf(other as ArrayBuffer));
}

const orderOf = (one: string | number, other: string | number): number =>
  one < other ? -1 : one > other ? 1 : 0;

function compareEach(one: ArrayLike<unknown>, other: ArrayLike<unknown>): number {
  for (let at = 0; at < one.length && at < other.length; at += 1) {
    const order = compareKeys(one[at], other[at]);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

/** Whether IndexedDB takes a value for a key. */
export function isKey(value: unknown): value is IDBValidKey {
  if (typeof value === 'number') return !Number.isNaN(value);
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  if (typeof value === 'string' || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return true;
  return Array.isArray(value) && value.every(isKey);
}

/** A name that a key shares with no other key, for maps and sets. */
export function nameOfKey(key: IDBValidKey): string {
  if (typeof key === 'number') return `${key}`;
  if (typeof key === 'string') return JSON.stringify(key);
  if (key instanceof Date) return `date ${key.getTime()}`;
  return Array.isArray(key) ? `[${key.map(nameOfKey).join()}]` : `bytes ${bytesOf(key).join()}`;
}

/** The key that a record has under a key path; undefined when it has none there. */
export function keyAt(record: object, path: string | readonly string[]): IDBValidKey | undefined {
  if (typeof path !== 'string') {
    const parts = path.map((each) => keyAt(record, each));
    return parts.every((part) => part !== undefined) ? parts : undefined;
  }
  let value: unknown = record;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return isKey(value) ? value : undefined;
}
