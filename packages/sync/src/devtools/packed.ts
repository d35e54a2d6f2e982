/**
 * Values as JSON that loses nothing of what IndexedDB can keep, but what has no text form (a Blob, a CryptoKey): that
 * stays a stand-in of its type. What JSON doesn't have is `{ $: [type, …] }`.
 */
export type Packed =
  | null
  | boolean
  | number
  | string
  | readonly Packed[]
  | { readonly [name: string]: Packed };

/** Texts of so many characters are kept once, however often they come; definitions mostly. */
const longText = 120;

/** Long texts, each with its number. */
export interface TextTable {
  numberOf(text: string): number;
}

export function textTable(): TextTable & { readonly texts: readonly string[] } {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}

/** Stands for a value that no log keeps. */
export class NotKept {
  constructor(readonly type: string) {}
}

const special = (type: string, ...parts: Packed[]): Packed => ({ $: [type, ...parts] });

const bytesOf = (value: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);

/**
 * Packs a value. With a table, its long texts go there; without one, the same values give the same JSON, in whatever
 * order their fields stand.
 */
export function packed(value: unknown, table?: TextTable): Packed {
  switch (typeof value) {
    case 'string':
      return table !== undefined && value.length >= longText ? special('text', table.numberOf(value)) : value;
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : special('number', String(value));
    case 'bigint':
      return special('bigint', String(value));
    case 'undefined':
      return special('undefined');
    case 'object':
      return value === null ? null : packedObject(value, table);
    default:
      return special('not kept', typeof value);
  }
}

function packedObject(value: object, table: TextTable | undefined): Packed {
  if (Array.isArray(value)) return value.map((part) => packed(part, table));
  if (value instanceof Date) return special('date', packed(value.getTime()));
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return special('bytes', value.constructor.name, ...bytesOf(value));
  if (value instanceof Map) return special('map', packed([...value], table));
  if (value instanceof Set) return special('set', packed([...value], table));
  if (value instanceof NotKept) return special('not kept', value.type);
  const type = Object.prototype.toString.call(value).slice(8, -1);
  if (type !== 'Object') return special('not kept', type);
  const parts: Record<string, Packed> = {};
  const entries = Object.entries(value);
  if (table === undefined) entries.sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, part] of entries) parts[name] = packed(part, table);
  return '$' in parts ? special('object', parts) : parts;
}

/** The value that was packed; texts come from the table's. */
export function unpacked(value: Packed, texts: readonly string[] = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map((part) => unpacked(part, texts));
  const { $: marked } = value;
  if (marked === undefined || !isArray(marked)) return unpackedParts(value, texts);
  const [type, first = null, ...rest] = marked;
  switch (type) {
    case 'text':
      return texts[Number(first)] ?? '';
    case 'number':
      return Number(first);
    case 'bigint':
      return BigInt(String(first));
    case 'undefined':
      return undefined;
    case 'date':
      return new Date(Number(unpacked(first)));
    case 'bytes':
      return unpackedBytes(String(first), Uint8Array.from(rest, Number));
    case 'map':
      return new Map(pairsOf(unpacked(first, texts)));
    case 'set':
      return new Set(listOf(unpacked(first, texts)));
    case 'object':
      return typeof first === 'object' && first !== null && !isArray(first)
        ? unpackedParts(first, texts)
        : {};
    default:
      return new NotKept(String(first));
  }
}

const isArray = (value: Packed): value is readonly Packed[] => Array.isArray(value);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const pairsOf = (value: unknown): [unknown, unknown][] =>
  listOf(value).map((pair) => {
    const [key, held] = listOf(pair);
    return [key, held];
  });

const unpackedParts = (value: { readonly [name: string]: Packed }, texts: readonly string[]) =>
  Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unpacked(part, texts)]));

function unpackedBytes(type: string, bytes: Uint8Array<ArrayBuffer>): unknown {
  if (type === 'ArrayBuffer') return bytes.buffer;
  if (type === 'DataView') return new DataView(bytes.buffer);
  const views = [
    Int8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ];
  const view = views.find(({ name }) => name === type);
  return view === undefined ? bytes : new view(bytes.buffer);
}

/** Same values, same text: by which what was asked is found again. */
export const canonical = (value: unknown): string => JSON.stringify(packed(value));

/** A short name for a text; two texts of one log hardly ever share one. */
export function shortNameOf(text: string): string {
  let one = 0x811c9dc5;
  let other = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b);
    other ^= other >>> 13;
  }
  return `${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`;
}
