import { javaTrim } from '../../java-trim.ts';

/** A text with the properties' values in the places of `${name}`, and the names that have none. */
export interface ResolvedText {
  readonly text: string;
  /** Names without a value. From the first of them on, the text is as it was. */
  readonly missing: readonly string[];
}

/** How many Oozie replaces in one text before it gives up: `oozie.configuration.substitute.depth`. */
const substitutions = 20;

/**
 * Puts values in the places of `${name}`, as Oozie does with the properties of a job: from left to right, also in what
 * was put in, up to the first name that has no value. Expressions such as `${wf:id()}` have none. What refers to
 * itself stays as it is, for Oozie fails at it.
 * @see org.apache.oozie.util.XConfiguration#resolve
 */
export function resolveVariables(text: string, properties: Readonly<Record<string, string>>): ResolvedText {
  let resolved = text;
  for (let done = 0; done < substitutions; done += 1) {
    const found = /\$\{([^}$ ]+)\}/.exec(resolved);
    if (found === null) return { text: resolved, missing: [] };
    const name = javaTrim(found[1] ?? '');
    const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (value === undefined) return { text: resolved, missing: namesIn(resolved, properties) };
    resolved = resolved.slice(0, found.index) + value + resolved.slice(found.index + found[0].length);
  }
  return { text, missing: namesIn(text, {}) };
}

function namesIn(text: string, properties: Readonly<Record<string, string>>): string[] {
  const names = [...text.matchAll(/\$\{([^}$ ]+)\}/g)].map(([, name = '']) => javaTrim(name));
  return [...new Set(names)].filter((name) => !Object.hasOwn(properties, name));
}
