import { javaDouble, readJavaDouble } from './java-double.ts';
import { ElFault, ElUnknown, type ElValue } from './value.ts';

/**
 * What Oozie prints for a value.
 * @see org.apache.el.lang.ELSupport#coerceToString
 */
export function toText(value: ElValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return javaDouble(value);
  return printed(value);
}

function printed(value: ElValue): string {
  const element = (item: ElValue): string => (item === null ? 'null' : toText(item));
  if (isList(value)) return `[${value.map(element).join(', ')}]`;
  const [open, close, items] = isMap(value)
    ? ['{', '}', [...value].map(([key, item]) => `${element(key)}=${element(item)}`)]
    : ['[', ']', isSet(value) ? [...value].map(element) : []];
  if (items.length > 1)
    throw new ElUnknown('only-in-java', 'Java prints maps and sets in an order of its own.');
  return `${open}${items.join('')}${close}`;
}

/**
 * The value as `true` or `false`, where Java needs one of them.
 * @see org.apache.el.lang.ELSupport#coerceToBoolean
 */
export function toBoolean(value: ElValue): boolean {
  if (value === null || value === '') return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  throw new ElFault(`${toText(value)} is neither true nor false.`);
}

/**
 * The value as a Java int.
 * @see org.apache.el.lang.ELSupport#coerceToNumber
 */
export function toInt(value: ElValue): number {
  if (value === null || value === '') return 0;
  if (typeof value === 'string') {
    const number = wholeNumber(value);
    if (number === undefined || number !== BigInt.asIntN(32, number)) throw notANumber(value);
    return Number(number);
  }
  if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value));
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return 0;
    return Math.trunc(Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1)) + 0;
  }
  throw notANumber(toText(value));
}

/** The value as a Java Long, for comparing and calculating. */
export function toLong(value: ElValue): bigint {
  if (value === null || value === '') return 0n;
  if (typeof value === 'string') {
    const number = wholeNumber(value);
    if (number === undefined || number !== BigInt.asIntN(64, number)) throw notANumber(value);
    return number;
  }
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return 0n;
    if (value >= 2 ** 63) return 2n ** 63n - 1n;
    return value <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(value));
  }
  throw notANumber(toText(value));
}

/** The value as a Java Double, for comparing and calculating. */
export function toDouble(value: ElValue): number {
  if (value === null || value === '') return 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') {
    const number = readJavaDouble(value);
    if (number !== undefined) return number;
  }
  throw notANumber(toText(value));
}

/** The whole number that a text is to Java; undefined for any other text. */
export function wholeNumber(text: string): bigint | undefined {
  // Beyond 25 digits it fits no number of Java's, leading zeros apart, which nobody writes so many of.
  return /^[+-]?\d{1,25}$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
}

export function isList(value: ElValue): value is readonly ElValue[] {
  return Array.isArray(value);
}

export function isMap(value: ElValue): value is ReadonlyMap<ElValue, ElValue> {
  return value instanceof Map;
}

export function isSet(value: ElValue): value is ReadonlySet<ElValue> {
  return value instanceof Set;
}

function notANumber(text: string): ElFault {
  return new ElFault(`"${text}" is not a number that fits here.`);
}
