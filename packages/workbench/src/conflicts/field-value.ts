/** How a field's value is shown and edited. `absent` is a field that the row doesn't have. */
export type ValueKind = 'text' | 'number' | 'time' | 'boolean' | 'null' | 'json' | 'absent';

/** A value while it is edited: everything as the text of an input. */
export interface Draft {
  kind: ValueKind;
  text: string;
}

export type Parsed = { value: unknown } | { problem: string };

const earliestTime = Date.UTC(2000, 0);
const latestTime = Date.UTC(2100, 0);
const timeName =
  /(?:time|date|day|start|end|until|since|pause|deadline|due|run|begin|first|last|next|expire\w*|(?:[a-z]ed)?at)$/i;

/** Whether a number is epoch ms: of this century, and named like a time or on a whole second. */
export function looksLikeTime(field: string, value: number): boolean {
  const isOfThisCentury = Number.isInteger(value) && value >= earliestTime && value < latestTime;
  return isOfThisCentury && (timeName.test(field) || value % 1_000 === 0);
}

export function kindOf(field: string, value: unknown): ValueKind {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number' && Number.isFinite(value)) {
    return looksLikeTime(field, value) ? 'time' : 'number';
  }
  return 'json';
}

/** Whether a value survives JSON: dates, blobs and the like can be taken from a side, but not typed in. */
export function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value)) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}

const two = (part: number) => String(part).padStart(2, '0');

/** A time as a `datetime-local` input wants it: in this browser's zone, with ms only where there are any. */
export function printLocalTime(at: number): string {
  const date = new Date(at);
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const ms = date.getMilliseconds();
  const seconds = `${two(date.getSeconds())}${ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${seconds}`;
}

export function draftOf(field: string, value: unknown): Draft {
  const kind = kindOf(field, value);
  switch (kind) {
    case 'absent':
    case 'null':
      return { kind, text: '' };
    case 'time':
      return { kind, text: printLocalTime(Number(value)) };
    case 'json':
      return { kind, text: JSON.stringify(value, null, 2) ?? String(value) };
    default:
      return { kind, text: String(value) };
  }
}

export function parseDraft({ kind, text }: Draft): Parsed {
  switch (kind) {
    case 'absent':
      return { value: undefined };
    case 'null':
      return { value: null };
    case 'text':
      return { value: text };
    case 'boolean':
      return { value: text === 'true' };
    case 'number': {
      const value = Number(text);
      return text.trim() === '' || !Number.isFinite(value) ? { problem: 'Enter a number.' } : { value };
    }
    case 'time': {
      const value = new Date(text).getTime();
      return Number.isNaN(value) ? { problem: 'Enter a date and a time.' } : { value };
    }
    case 'json':
      return parseJson(text);
  }
}

function parseJson(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The draft as another kind, keeping what it says where that makes sense. */
export function asKind(draft: Draft, kind: ValueKind, now: number): Draft {
  const parsed = parseDraft(draft);
  const value = 'value' in parsed ? parsed.value : undefined;
  switch (kind) {
    case 'number':
      return { kind, text: typeof value === 'number' || isNumeric(value) ? String(value) : '' };
    case 'time':
      return { kind, text: printLocalTime(typeof value === 'number' ? value : now) };
    case 'boolean':
      return { kind, text: String(value === true || value === 'true') };
    case 'text':
      return { kind, text: value == null ? '' : typeof value === 'string' ? value : JSON.stringify(value) };
    case 'json':
      return { kind, text: JSON.stringify(value ?? null, null, 2) };
    default:
      return { kind, text: '' };
  }
}

const isNumeric = (value: unknown) =>
  typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
