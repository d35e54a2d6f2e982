import { isList, isMap, isSet, toInt, toText } from './coerce.ts';
import { ElFault, type ElValue } from './value.ts';

/**
 * A property of a value.
 * @throws {ElFault} for a value that has none
 * @see javax.el.ELResolver
 */
export function propertyOf(base: ElValue, key: ElValue): ElValue {
  if (isMap(base)) return base.get(key) ?? null;
  if (isList(base)) {
    if (key === '') throw new ElFault('A list has numbers, not an empty text.');
    return base[typeof key === 'boolean' ? Number(key) : toInt(key)] ?? null;
  }
  if (isSet(base)) throw new ElFault(`A set has no property ${toText(key)}.`);
  const what = typeof base === 'string' ? 'text' : typeof base === 'boolean' ? 'boolean' : 'number';
  throw new ElFault(`A ${what} has no property ${toText(key)}.`);
}
