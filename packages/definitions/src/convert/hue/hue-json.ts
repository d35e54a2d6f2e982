/**
 * A part of Hue's JSON, read field by field. Hue's versions differ in what is a text, a list or missing, so every way
 * to read a field takes all of these. It knows which fields nobody has read.
 */
export interface HueFields {
  /** The text of a field; `''` when there is none. Of a list, the first. */
  text(name: string): string;
  /** The texts of a list, of its items or their `value`s (or `name`s, or `path`s), without the empty ones. */
  texts(name: string): string[];
  flag(name: string): boolean;
  fields(name: string): HueFields;
  list(name: string): HueFields[];
  /** The pairs of a list of names with values, or of texts such as `a=b`. */
  pairs(name: string): [name: string, value: string][];
  /** Fields that say something and that nobody has read, with what they say. */
  unread(): [name: string, value: string][];
}

export function hueFields(value: unknown): HueFields {
  const record = isRecord(value) ? value : {};
  const read = new Set<string>();
  const field = (name: string): unknown => {
    read.add(name);
    return Object.hasOwn(record, name) ? record[name] : undefined;
  };
  return {
    text: (name) => textOf(field(name)),
    texts: (name) =>
      listOf(field(name))
        .map(textOf)
        .filter((text) => text !== ''),
    flag: (name) => ['true', 'on', '1'].includes(textOf(field(name)).toLowerCase()),
    fields: (name) => hueFields(field(name)),
    list: (name) => listOf(field(name)).map(hueFields),
    pairs: (name) => listOf(field(name)).flatMap(pairOf),
    unread: () =>
      Object.entries(record).flatMap(([name, one]): [string, string][] =>
        read.has(name) || saysNothing(one) ? [] : [[name, JSON.stringify(one).slice(0, 200)]],
      ),
  };
}

/** Parses JSON; `undefined` for what is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What XML has no way to write. */
const notXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return saysNothing(value) ? [] : [value];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.replace(notXml, '').trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return textOf(value[0]);
  if (!isRecord(value)) return '';
  return textOf(value.value ?? value.name ?? value.path);
}

function pairOf(value: unknown): [string, string][] {
  if (isRecord(value)) {
    const name = textOf(value.name);
    return name === '' ? [] : [[name, textOf(value.value)]];
  }
  const [, name = '', rest = ''] = /^([^=]*)=?(.*)$/s.exec(textOf(value)) ?? [];
  return name.trim() === '' ? [] : [[name.trim(), rest]];
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.every(saysNothing);
  return isRecord(value) && Object.values(value).every(saysNothing);
}
