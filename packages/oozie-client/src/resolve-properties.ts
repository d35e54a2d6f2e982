import type { Properties, PropertyPairs } from './configuration.ts';
import { pairsOf } from './configuration.ts';
import { hadoopAlias } from './hadoop-aliases.ts';
import { javaTrim } from './java-trim.ts';
import { refusedInput } from './refused-input.ts';

/** `oozie.configuration.substitute.depth`: Oozie fails once it has replaced so many in one value, even the last. */
const substitutions = 20;
const variable = /\$\{([^}$ ]+)\}/;

/**
 * Replaces the `${name}` in values by the values of these properties, as Oozie does when a job is submitted. It goes
 * from left to right, through values that were put in, too, and stops for good at a name that has no value: what
 * follows stays as it is. Expressions such as `${wf:id()}` have no value, either.
 * @throws {OozieError} `invalid-request` for a value with 20 replacements or more, as Oozie answers HTTP 500 to it,
 * e.g. for one that refers to itself
 * @see org.apache.oozie.util.XConfiguration#resolve
 */
export function resolveProperties(properties: Properties): Properties {
  const values = new Map(Object.entries(properties));
  const resolved = Object.entries(properties).map(([name, value]): [string, string] => [
    name,
    resolveValue(name, value, values),
  ]);
  return Object.fromEntries(resolved);
}

function resolveValue(property: string, value: string, values: ReadonlyMap<string, string>): string {
  let text = value;
  for (let done = 0; done < substitutions; done += 1) {
    const found = variable.exec(text);
    if (!found) return text;
    const name = javaTrim(found[1] ?? '');
    const replacement = values.get(hadoopAlias(name) ?? name) ?? values.get(name);
    if (replacement === undefined) return text;
    text = text.slice(0, found.index) + replacement + text.slice(found.index + found[0].length);
  }
  throw refusedInput(
    `The property ${property} needs ${substitutions} replacements or more, which Oozie gives up on: it refers to itself, or to too many others. Write their values out.`,
  );
}

/**
 * The properties that a job will have once Oozie has stored these, to compare with those of a job (its `conf`, read
 * by {@link parseConfiguration}). Names and values are trimmed, {@link resolveProperties | variables resolved},
 * properties with empty values left out, and old names of Hadoop's properties joined by the new ones. The server adds
 * some of its own, so compare those that are here.
 * @throws {OozieError} `invalid-request` for values that cannot be resolved, and when an old and a new name of the
 * same property have different values, of which Oozie takes either
 */
export function normaliseProperties(properties: Properties | PropertyPairs): Properties {
  const trimmed = new Map<string, string>();
  for (const [name, value] of pairsOf(properties)) {
    if (javaTrim(name) !== '' && value !== '') trimmed.set(javaTrim(name), javaTrim(value));
  }
  for (const [name, value] of [...trimmed]) {
    const alias = hadoopAlias(name);
    if (alias === undefined) continue;
    const other = trimmed.get(alias);
    if (other !== undefined && other !== value) {
      throw refusedInput(
        `${name} is the old name of ${alias}, and their values differ: Oozie would take either. Give one of them.`,
      );
    }
    trimmed.set(alias, value);
  }
  const resolved = resolveProperties(Object.fromEntries(trimmed));
  return Object.fromEntries(Object.entries(resolved).filter(([, value]) => value !== ''));
}
