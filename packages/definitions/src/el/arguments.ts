import { isMap, isSet, toInt, toText } from './coerce.ts';
import type { FunctionParameter } from './functions.ts';
import { ElFault, type ElValue } from './value.ts';

/** A function's arguments, as Java hands them over. All are coerced when they are made, as Java does. */
export class ElArguments {
  private readonly values: readonly ElValue[];

  /** @throws {ElFault} for an argument that its parameter doesn't take */
  constructor(parameters: readonly FunctionParameter[], values: readonly ElValue[]) {
    this.values = values.map((value, index) => coerced(value, parameters[index]?.kind));
  }

  /** The argument at `index` as a text; a null is an empty one. */
  text(index: number): string {
    return toText(this.any(index));
  }

  /** The argument at `index` as a whole number of 32 bits. */
  int(index: number): number {
    return toInt(this.any(index));
  }

  any(index: number): ElValue {
    return this.values[index] ?? null;
  }

  /** The argument at `index` as a map; undefined for null. */
  map(index: number): ReadonlyMap<ElValue, ElValue> | undefined {
    const value = this.any(index);
    return isMap(value) ? value : undefined;
  }

  get length(): number {
    return this.values.length;
  }
}

function coerced(value: ElValue, kind: FunctionParameter['kind'] | undefined): ElValue {
  switch (kind) {
    case 'text':
      return toText(value);
    case 'int':
      return BigInt(toInt(value));
    case 'map':
      if (value === null || value === '' || isMap(value)) return value === '' ? null : value;
      // {} is read as a set, and meant as a map as well.
      if (isSet(value) && value.size === 0) return new Map();
      throw new ElFault(`${toText(value)} is not a map.`);
    default:
      return value;
  }
}
