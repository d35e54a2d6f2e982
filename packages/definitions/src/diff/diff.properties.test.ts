import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workflowFrom } from '../definition/definition.fixture.ts';
import { diffDefinitions, differInFormOnly } from './diff-definitions.ts';
import { matchLists } from './match-lists.ts';

const word = fc.constantFrom('a', 'b', 'c');
const content = fc.record({
  parameters: fc.dictionary(word, word, { maxKeys: 2 }),
  first: word,
  actions: fc.dictionary(
    word,
    fc.record({
      ok: word,
      exec: word,
      args: fc.array(word, { maxLength: 3 }),
      configuration: fc.dictionary(word, word, { maxKeys: 2 }),
    }),
    { minKeys: 1, maxKeys: 3 },
  ),
});
type Content = typeof content extends fc.Arbitrary<infer T> ? T : never;

/** How a document is written: what it says doesn't depend on that. */
const form = fc.record({
  gap: fc.constantFrom('', '\n', ' ', '\t', '<!-- so -->', '<?so?>'),
  quote: fc.constantFrom('"', "'"),
  backwards: fc.boolean(),
  prefix: fc.constantFrom('', 'w:'),
});
type Form = typeof form extends fc.Arbitrary<infer T> ? T : never;

function written({ parameters, first, actions }: Content, { gap, quote: q, backwards, prefix: p }: Form) {
  const inOrder = <T>(items: readonly T[]) => (backwards ? items.toReversed() : items);
  const own = (text: string) => text.replace(/<(\/?)(?=[a-z])/g, `<$1${p}`);
  const properties = (of: Record<string, string>, name: string) =>
    `<${name}>${inOrder(Object.entries(of))
      .map(([key, value]) => `<property>${gap}<name>${key}</name><value>${gap}${value}</value></property>`)
      .join(gap)}</${name}>`;
  const nodes = Object.entries(actions).map(([name, { ok, exec, args, configuration }]) => {
    const list = args.map((one) => `${gap}<argument>${one}</argument>`).join('');
    return (
      own(`<action name=${q}${name}${q}>`) +
      `<shell xmlns=${q}uri:oozie:shell-action:1.0${q}>${properties(configuration, 'configuration')}<exec>${exec}</exec>${list}</shell>` +
      own(`<ok to=${q}${ok}${q}/>${gap}<error to=${q}end${q}/></action>`)
    );
  });
  const declared = p === '' ? 'xmlns' : 'xmlns:w';
  return workflowFrom(
    own(`<workflow-app name=${q}w${q} ${declared}=${q}uri:oozie:workflow:1.0${q}>${gap}`) +
      own(`${properties(parameters, 'parameters')}<start to=${q}${first}${q}/>`) +
      inOrder(nodes).join(gap) +
      own(`${gap}<end name=${q}end${q}/></workflow-app>`),
  );
}

const sorted = (value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.entries(value)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, one]) => [key, sorted(one)]);
const canonical = (one: Content) => JSON.stringify(sorted(one));

describe('the differences of any two workflows', () => {
  it('are none exactly when both say the same, however they are written', () => {
    fc.assert(
      fc.property(content, content, form, form, fc.boolean(), (one, another, form1, form2, same) => {
        const other = same ? one : another;
        const [before, after] = [written(one, form1), written(other, form2)];
        const alike = canonical(one) === canonical(other);
        expect(diffDefinitions(before, after).length === 0).toBe(alike);
        expect(differInFormOnly(before, after)).toBe(alike && before.tree.text !== after.tree.text);
        expect(diffDefinitions(before, before)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('two lists', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 });

  it('are brought together without a word being lost, and with as few changes as can be', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        const { moved, replaced } = matchLists(before, after);
        const gone = new Set([...moved, ...replaced].map(([from]) => from));
        const come = new Set([...moved, ...replaced].map(([, to]) => to));
        const kept = before.filter((_, index) => !gone.has(index));
        expect(kept).toEqual(after.filter((_, index) => !come.has(index)));
        for (const [from, to] of moved) expect(before[from]).toBe(after[to]);
        expect(kept.length).toBe(longest(before, after));
      }),
    );
  });

  it('that are long are brought together too', () => {
    const before = Array.from({ length: 4000 }, (_, index) => `${index}`);
    const { moved, replaced } = matchLists(before, [
      'x',
      ...before.slice(1).toReversed().slice(10),
      '3',
      '3999',
    ]);
    expect(moved.length + replaced.length).toBeLessThanOrEqual(4001);
    expect(matchLists(before, ['x', ...before.slice(5, -1), 'y', '2'])).toEqual({
      moved: [[2, 3996]],
      replaced: [
        [0, 0],
        [1, undefined],
        [3, undefined],
        [4, undefined],
        [3999, 3995],
      ],
    });
  });
});

function longest([first, ...rest]: readonly string[], other: readonly string[]): number {
  if (first === undefined) return 0;
  const at = other.indexOf(first);
  const without = longest(rest, other);
  return at < 0 ? without : Math.max(without, 1 + longest(rest, other.slice(at + 1)));
}
