import fc from 'fast-check';
import type { WorkflowDefinition } from '../definition/definition.ts';
import type { Dependent } from './nested-steps.ts';
import { workflow } from './workflow-builder.ts';

/** Steps that each make a directory, with these dependencies. */
export function builtFrom(steps: readonly Dependent[], barriers: boolean): WorkflowDefinition {
  return steps
    .reduce(
      (built, { name, after }) =>
        built.fs(name, { operations: [{ mkdir: `\${nameNode}/tmp/howdah-built/${name}` }] }, { after }),
      workflow('built'),
    )
    .build({ barriers });
}

/** Steps that each wait for any of those before them. */
export const dependencies: fc.Arbitrary<Dependent[]> = fc
  .array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 10 })
  .map((list) =>
    list.map((befores, index) => ({
      name: `s${index}`,
      after: index === 0 ? [] : [...new Set(befores.map((one) => `s${one % index}`))],
    })),
  );

/** Steps behind and beside each other, as deep as a random walk goes. */
export const nestedDependencies: fc.Arbitrary<Dependent[]> = fc
  .array(fc.record({ at: fc.nat(50), beside: fc.boolean() }), { maxLength: 9 })
  .map((growth) => {
    // Each step grows out of another one: beside it, with the same neighbours, or right behind it.
    const before = new Map<string, Set<string>>([['s0', new Set()]]);
    for (const [index, { at, beside }] of growth.entries()) {
      const names = [...before.keys()];
      const from = names[at % names.length] ?? 's0';
      const name = `s${index + 1}`;
      for (const others of before.values()) if (others.has(from)) others.add(name);
      before.set(name, new Set([...(before.get(from) ?? []), ...(beside ? [] : [from])]));
    }
    return [...before]
      .toSorted(([, one], [, other]) => one.size - other.size)
      .map(([name, after]) => ({ name, after: [...after] }));
  });
