import { describe, expect, it } from 'vitest';
import { evaluateText } from './evaluate.ts';
import { parseElText } from './parse.ts';
import { checkPlace } from './places.ts';
import { printElText } from './print.ts';
import { workflowScope } from './workflow-scope.ts';

const many = 100_000;

/** What may be said of each: whether anything is wrong with it. */
const texts: readonly (readonly [what: string, text: string, wrong: boolean])[] = [
  ['open parentheses', `\${${'('.repeat(many)}1`, true],
  ['parentheses', `\${${'('.repeat(many)}1${')'.repeat(many)}}`, true],
  ['operators', `\${1${' + 1'.repeat(many)}}`, false],
  ['signs', `\${${'-'.repeat(many)}1}`, true],
  ['negations', `\${${'not '.repeat(many)}true}`, true],
  ['conditions', `\${${'true ? '.repeat(many)}1${' : 2'.repeat(many)}}`, true],
  ['calls within calls', `\${${'trim('.repeat(many)}'a'${')'.repeat(many)}}`, true],
  ['arguments', `\${concat(${"'a',".repeat(many)}'a')}`, true],
  ['brackets', `\${wf:conf('a')${'[0]'.repeat(many)}}`, false],
  ['expressions', `\${wf:id()}`.repeat(many / 4), false],
  ['expressions that are not closed', '${'.repeat(many), true],
  ['dollars', '$'.repeat(many), false],
  ['backslashes', '\\'.repeat(many), false],
  ['backslashes in quotes', `\${'${'\\\\'.repeat(many)}'}`, false],
  ['quotes', `\${${"'".repeat(many + 1)}}`, true],
  ['digits', `\${${'9'.repeat(many)}}`, false],
  ['letters', `\${${'a'.repeat(many)}:b()}`, true],
  ['colons', `\${${'a:'.repeat(many)}b()}`, true],
  ['NULs and lone surrogates', `\${${'\0\ud800'.repeat(many)}}`, true],
];

describe('a hostile text', () => {
  it.each(texts)(
    'with many %s is read, checked and evaluated in proportion to its length',
    (_what, text, wrong) => {
      expect(checkPlace(text, 'workflow node').length > 0).toBe(wrong);
      expect(['value', 'error', 'unknown']).toContain(
        evaluateText(text, workflowScope({ properties: {} })).kind,
      );
      const parsed = parseElText(text);
      if (parsed.diagnostics.length === 0) expect(printElText(parsed.parts).length).toBeGreaterThan(0);
    },
    30_000,
  );
});
