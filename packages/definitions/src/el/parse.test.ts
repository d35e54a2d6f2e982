import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasExpression, parseElText } from './parse.ts';
import { printExpression } from './print.ts';

/** Its expressions, printed with every implicit grouping shown by the printer's own parentheses left out. */
function printed(text: string): string[] {
  return parseElText(text).parts.map((part) => {
    if (part.kind === 'literal') return part.value;
    return part.node === undefined ? 'wrong' : `<${printExpression(part.node)}>`;
  });
}

function kindOf(text: string): string | undefined {
  const [part] = parseElText(`\${${text}}`).parts;
  return part?.kind === 'expression' ? part.node?.kind : undefined;
}

describe('a text', () => {
  test('is literals and expressions, in order', () => {
    expect(printed(`a \${b} c\${d+1}`)).toEqual(['a ', '<b>', ' c', '<d + 1>']);
    expect(printed('#{b}')).toEqual(['<b>']);
    expect(printed('')).toEqual([]);
  });

  test('may escape what looks like an expression', () => {
    expect(printed(`\\\${a} 5$ $$ # \\n`)).toEqual([`\${a} 5$ $$ # \\n`]);
    expect(hasExpression(`\\\${a}`)).toBe(false);
    expect(hasExpression(`\\\\\${a}`)).toBe(false);
    expect(hasExpression(`$\${a}`)).toBe(true);
  });

  test('gives back its source, whatever it is', () => {
    const soup = fc.array(
      fc.constantFrom(
        '${',
        '#{',
        '}',
        '{',
        '\\',
        '$',
        '#',
        'a',
        "'",
        '"',
        '(',
        ')',
        ':',
        '?',
        '1',
        ' ',
        '.',
        ',',
        '->',
      ),
    );
    fc.assert(
      fc.property(soup, (pieces) => {
        const source = pieces.join('');
        const { parts } = parseElText(source);
        expect(parts.map(({ start, end }) => source.slice(start, end)).join('')).toBe(source);
      }),
    );
  });

  test('is read on behind a wrong expression', () => {
    const { diagnostics } = parseElText(`\${a b} \${c} \${'x}`);
    expect(diagnostics.map(({ code, start, end }) => [code, start, end])).toEqual([
      ['el-syntax', 4, 5],
      ['el-syntax', 14, 15],
    ]);
  });
});

describe('an expression', () => {
  test.each([
    ['a', 'identifier'],
    ['a.b', 'access'],
    ["a['b'].c[0]", 'access'],
    ['f(1)', 'function'],
    ['coord:current( -1 )', 'function'],
    ['1', 'integer'],
    ['1.', 'float'],
    ['.5e3', 'float'],
    ["'it\\'s'", 'string'],
    ['null', 'null'],
    ['!a', 'unary'],
    ['a and b or c', 'operation'],
    ['a ? b : c', 'choice'],
    ['(a)', 'group'],
    ['x -> x', 'lambda'],
    ['[1]', 'list'],
    ['{1}', 'set'],
    ["{'a': 1}", 'map'],
    ['a = 1', 'assignment'],
    ['a; b', 'sequence'],
  ])('%s is of kind %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  test('binds as tightly as Java has it', () => {
    const { parts } = parseElText(`\${a or b and c == d < e += f + g * -h}`);
    const [part] = parts;
    const shape = part?.kind === 'expression' && part.node && depthOf(part.node);
    expect(shape).toEqual(['or', ['and', ['eq', ['lt', ['+=', ['+', ['*', 'unary']]]]]]]);
  });

  test.each([
    ['', 'needs a value'],
    ['a +', 'needs a value'],
    ['a b', 'an operator or }'],
    ['f(1', ', or )'],
    ['a ? b', 'needs :'],
    ['x ? y : z(1)', 'into parentheses'],
    ["'a\\d'", 'backslash'],
    ['{a: 1}', ', or }'],
    ['a.not', 'the name of a property'],
    ['class', 'word of Java'],
    ['@', 'needs a value'],
  ])('${%s} is refused, with what is wrong', (text, message) => {
    expect(parseElText(`\${${text}}`).diagnostics[0]?.message).toContain(message);
  });

  test('of both signs in one text is refused', () => {
    expect(parseElText(`\${a} #{b}`).diagnostics[0]?.code).toBe('el-mixed-signs');
  });
});

describe('a hostile text', () => {
  const many = 200_000;
  test.each([
    ['parentheses', `\${${'('.repeat(many)}`],
    ['brackets', `\${${'a['.repeat(many)}`],
    ['choices', `\${${'a?'.repeat(many)}`],
    ['negations', `\${${'!'.repeat(many)}a}`],
    ['braces', '{'.repeat(many)],
    ['expressions', '${'.repeat(many)],
    ['quotes', `\${${`'"\\`.repeat(many)}`],
    ['escapes', `\${${`\\'`.repeat(many)}`],
    ['operators', `\${1${'+1'.repeat(many)}}`],
    ['steps', `\${a${'.b'.repeat(many)}}`],
    ['digits', `\${${'9'.repeat(many)}}`],
    ['dollars', '$'.repeat(many)],
  ])('of many %s is parsed all the same', (_, text) => {
    const { parts } = parseElText(text);
    expect(parts.at(-1)?.end).toBe(text.length);
  });
});

/** The operators from the loosest to the tightest, each with what it has on its right. */
function depthOf(node: { kind: string }): unknown {
  if (!('rest' in node) || !Array.isArray(node.rest)) return node.kind;
  const [step] = node.rest;
  return [step.operator, depthOf(step.operand)];
}
