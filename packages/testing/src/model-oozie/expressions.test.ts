// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what expressions look like.
import { describe, expect, it } from 'vitest';
import { basicFunctions, evaluate, propertyVariables } from './expressions.ts';

const properties: Record<string, string> = { severity: '9', name: 'nightly', empty: '' };
const vocabulary = {
  variable: propertyVariables(properties),
  functions: {
    ...basicFunctions,
    'wf:conf': (name: unknown) => properties[String(name)] ?? null,
  },
};
const value = (text: string) => evaluate(text, vocabulary);

describe('an expression', () => {
  it.each([
    ['as it is', 'as it is'],
    ['a ${name} b ${severity}', 'a nightly b 9'],
    ["${wf:conf('severity') gt 6}", 'true'],
    ["${wf:conf('severity') > 10}", 'false'],
    ["${wf:conf('missing') eq null}", 'true'],
    ["${empty wf:conf('missing') and not (severity lt 9)}", 'true'],
    ["${firstNotNull(wf:conf('missing'), 'default')}", 'default'],
    ['${concat(name, "\'s")}', "nightly's"],
    ["${name == 'nightly' ? 1 + 2 * 3 : 0}", '7'],
    ['${severity mod 2 == 1 || false}', 'true'],
    ["${'10' lt '9'}", 'true'],
    ["${'a}b'}", 'a}b'],
  ])('%s is %s', (text, result) => {
    expect(value(text)).toBe(result);
  });

  it.each([
    ['${missing}', 'variable [missing] cannot be resolved'],
    ['${1 +}', 'Failed to parse the expression [${1 +}]'],
    ['${nope:it()}', 'nope:it'],
    ['${name + 1}', '"nightly" is no number'],
    ['${open', 'Failed to parse'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => value(text)).toThrow(message);
  });
});
