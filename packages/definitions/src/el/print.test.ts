import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseElText } from './parse.ts';
import { printElText, printExpression } from './print.ts';
import type { ElNode, ElPart } from './syntax.ts';

/** The parts without their places, by which two texts are compared. */
function shape(parts: readonly ElPart[]): unknown {
  return JSON.parse(
    JSON.stringify(parts, (key, value) => (['start', 'end', 'nameSpan'].includes(key) ? undefined : value)),
  );
}

const at = { start: 0, end: 0 };
const leaf: fc.Arbitrary<ElNode> = fc.oneof(
  fc.constantFrom('a', 'nameNode', '$x', 'é').map((name): ElNode => ({ kind: 'identifier', name, ...at })),
  fc.nat(99).map((image): ElNode => ({ kind: 'integer', image: String(image), ...at })),
  fc.constantFrom('1.5', '.5', '1e3', '2.').map((image): ElNode => ({ kind: 'float', image, ...at })),
  fc
    .record({ value: fc.string(), quote: fc.constantFrom('"' as const, "'" as const) })
    .map((string): ElNode => ({ kind: 'string', ...string, ...at })),
  fc.boolean().map((value): ElNode => ({ kind: 'boolean', value, ...at })),
);
const binary = fc.constantFrom(
  'or',
  'and',
  'eq',
  'ne',
  'lt',
  'gt',
  'le',
  'ge',
  '+=',
  '+',
  '-',
  '*',
  'div',
  'mod',
);
const { node } = fc.letrec<{ node: ElNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ first: tie('node'), operator: binary, operand: tie('node') }).map(
      ({ first, operator, operand }): ElNode => ({
        kind: 'operation',
        first,
        rest: [{ operator, image: operator, operand }],
        ...at,
      }),
    ),
    fc
      .record({ condition: tie('node'), whenTrue: tie('node'), whenFalse: tie('node') })
      .map((choice): ElNode => ({ kind: 'choice', ...choice, ...at })),
    fc
      .record({ operator: fc.constantFrom('-', 'not', 'empty'), operand: tie('node') })
      .map(({ operator, operand }): ElNode => ({ kind: 'unary', operator, image: operator, operand, ...at })),
    fc
      .record({ prefix: fc.constantFrom('', 'coord'), args: fc.array(tie('node'), { maxLength: 3 }) })
      .map((call): ElNode => ({ kind: 'function', name: 'f', nameSpan: at, more: [], ...call, ...at })),
    fc.record({ base: tie('node'), property: tie('node') }).map(
      ({ base, property }): ElNode => ({
        kind: 'access',
        base,
        steps: [
          { property, ...at },
          { property: 'p', args: [property], ...at },
        ],
        ...at,
      }),
    ),
    fc.array(tie('node'), { maxLength: 3 }).map((items): ElNode => ({ kind: 'list', items, ...at })),
  ),
}));

/** Takes out the parentheses that printing had to add. */
function ungrouped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ungrouped);
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value && value.kind === 'group' && 'inner' in value) return ungrouped(value.inner);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ungrouped(item)]));
}

describe('a printed expression', () => {
  test('parses to what was printed, with parentheses where they were needed', () => {
    fc.assert(
      fc.property(node, (expression) => {
        const parts: ElPart[] = [{ kind: 'expression', sign: '$', node: expression, ...at }];
        const parsed = parseElText(printElText(parts));
        expect(parsed.diagnostics).toEqual([]);
        expect(ungrouped(shape(parsed.parts))).toEqual(ungrouped(shape(parts)));
      }),
    );
  });

  test('keeps a name behind ? from becoming the prefix of a function behind :', () => {
    const parsed = parseElText(`\${x ? (y) : f(1)}`);
    const choice = parsed.parts[0]?.kind === 'expression' ? parsed.parts[0].node : undefined;
    expect(choice && printExpression(choice)).toBe('x ? (y) : f(1)');
    expect(parseElText(`\${x ? y : f(1)}`).diagnostics).toHaveLength(1);
  });

  test('escapes what would start an expression in the text around', () => {
    const text = `\\\${a} costs 5$ \${b}`;
    expect(printElText(parseElText(text).parts)).toBe(text);
  });
});
