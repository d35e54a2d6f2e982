import { parseOozieDate, printOozieDate } from './oozie-date.ts';
import { refusedInput } from './refused-input.ts';

/** A condition of a filter as it is written: a name, and the value after its `=`. */
export type FilterPair = readonly [name: string, value: string];

/** One value, or several of which any may match. */
export type OneOrMore<T> = T | readonly T[];

/** The values that were given for a name, as a list. */
export function listOf<T extends string | number>(values: OneOrMore<T>): readonly T[] {
  return typeof values === 'object' ? values : [values];
}

/** What a name has in a filter that was read: nothing, one value, or several. */
export function oneOrMore<T>(values: readonly T[]): OneOrMore<T> | undefined {
  return values.length > 1 ? values : values[0];
}

/**
 * Prints one condition for each value; none when the values are undefined.
 * @throws {OozieError} `invalid-request` for a value that is empty, or has `=`, `;` or a half surrogate pair, and for
 * an empty list
 */
export function filterPairs(name: string, values: OneOrMore<string | number> | undefined): string[] {
  if (values === undefined) return [];
  const list = listOf(values);
  if (list.length === 0) throw refusedInput(`The filter's ${name} has no values, so nothing could match it.`);
  return list.map((value) => `${name}=${carried(name, String(value))}`);
}

/**
 * A value that Oozie's filters can carry, as it is.
 * @throws {OozieError} `invalid-request` when it is not
 */
export function carried(name: string, value: string): string {
  if (value === '' || /[=;]/.test(value)) {
    throw refusedInput(
      `The filter's ${name} "${value}" is empty or has = or ;, which Oozie's filters cannot carry. Filter by something else, and compare ${name} in what comes back.`,
    );
  }
  if (/\p{Surrogate}/u.test(value)) {
    throw refusedInput(
      `The filter's ${name} has half of a surrogate pair, which a URL cannot carry. Remove it.`,
    );
  }
  return value;
}

/**
 * Reads `name=value;name=value`, empty conditions passed over as Oozie does. Names come back as they are written.
 * @throws {OozieError} `invalid-request` for a condition without exactly one `=` between a name and a value
 */
export function parsePairs(text: string): FilterPair[] {
  return text
    .split(';')
    .filter((condition) => condition !== '')
    .map((condition) => {
      const [name = '', value = '', ...more] = condition.split('=');
      if (name === '' || value === '' || more.length > 0) {
        throw refusedInput(
          `"${condition}" is no condition of a filter: write name=value, several with ; between them, e.g. user=alice;status=RUNNING.`,
        );
      }
      return [name, value];
    });
}

/**
 * Reads the values that a filter has for each of the names that it may have.
 * @throws {OozieError} `invalid-request` for a name that is not among them
 */
export function valuesByName<Name extends string>(
  pairs: readonly FilterPair[],
  names: readonly Name[],
): (name: Name) => readonly string[] {
  const values = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const [name, value] of pairs) {
    const list = values.get(name);
    if (!list) {
      throw refusedInput(`A filter has no "${name}" here. It takes ${names.join(', ')}.`);
    }
    list.push(value);
  }
  return (name) => values.get(name) ?? [];
}

/**
 * The value of a name that a filter may have once.
 * @throws {OozieError} `invalid-request` when it is there more often
 */
export function onlyValue(name: string, values: readonly string[]): string | undefined {
  if (values.length > 1) throw refusedInput(`The filter has ${name} more than once: Oozie takes one.`);
  return values[0];
}

/**
 * Epoch milliseconds of a time in a filter, which is always in UTC and without seconds.
 * @throws {OozieError} `invalid-request` for another text
 */
export function filterTime(name: string, value: string): number {
  const time = value.endsWith('Z') ? parseOozieDate(value) : undefined;
  if (time === undefined) {
    throw refusedInput(`The filter's ${name} "${value}" is no time: write it as 2026-11-23T05:00Z.`);
  }
  return time;
}

/** Prints a time from which on things match, its own minute included. */
export function printFrom(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : printOozieDate(epochMs);
}

/** Prints a time until which things match, rounded up to the minutes that Oozie compares. */
export function printUntil(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : printOozieDate(Math.ceil(epochMs / 60_000) * 60_000);
}
