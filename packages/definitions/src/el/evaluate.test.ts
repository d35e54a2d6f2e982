import { describe, expect, test } from 'vitest';
import { coordinatorScope } from '../calendar/coordinator-scope.ts';
import { evaluateText } from './evaluate.ts';
import { bundleScope, type KnownWorkflow, workflowScope } from './workflow-scope.ts';

const known: KnownWorkflow = {
  properties: { a: 'A', seven: '7', empty: '', 'with.dots': 'dotted', spaced: ' x ' },
  id: '0000001-W',
  nodes: new Map([['fetch', { transition: 'end', data: new Map([['rows', '12']]) }]]),
  now: () => Date.UTC(2026, 2, 29, 1, 30),
};
const evaluate = (text: string, more: Partial<KnownWorkflow> = {}) =>
  evaluateText(text, workflowScope({ ...known, ...more }));
const textOf = (text: string) => {
  const outcome = evaluate(text);
  return outcome.kind === 'value' ? outcome.text : outcome;
};

describe('a text is evaluated', () => {
  test.each([
    ['a and b', 'a and b'],
    [`x\${a}y\${seven + 1}`, 'xAy8'],
    [`\${7 / 2} \${8 / 2} \${7 mod 4}`, '3.5 4.0 3'],
    [`\${1 == 1.0} \${seven == 7} \${null == ''}`, 'true true false'],
    [`\${empty empty} \${empty ? 1 : 2}`, 'wrong'],
    [`\${wf:conf('with.dots')} \${wf:conf('none')}|`, 'dotted |'],
    [`[\${spaced}] [\${wf:conf('spaced')}]`, '[x] [ x ]'],
    [`\${wf:actionData('fetch')['rows'] * 2} \${wf:transition('fetch')}`, '24 end'],
    [`\${wf:id()} \${timestamp()}`, '0000001-W 2026-03-29T01:30Z'],
    [`\${replaceAll('a-b-c', '(\\\\w)-', '$1+')}`, 'a+b+c'],
    [`\${appendAll('/a/,/b/', 'X', ',')}`, '/a/X,/b/X'],
    [`\${urlEncode('a b/ü~*')}`, 'a+b%2F%C3%BC%7E*'],
    [`\${toJsonStr({'k': [1, true, null]})}`, '{&quot;k&quot;:[1,true,null]}'],
    [`\${toConfigurationStr({})}`, '&lt;configuration /&gt;'],
    [`\${concat(null, firstNotNull(wf:conf('none'), 'second'))}`, 'second'],
    [
      `\${1e10} \${0.001} \${1e-4} \${12345678.0} \${9007199254740993.0}`,
      '1.0E10 0.001 1.0E-4 1.2345678E7 9.007199254740992E15',
    ],
  ])('%s gives %s', (text, expected) => {
    if (expected === 'wrong') expect(evaluate(text)).toMatchObject({ kind: 'error' });
    else expect(textOf(text)).toBe(expected);
  });

  test.each([
    [`\${fs:exists('/x')}`, 'only-on-the-cluster'],
    [`\${wf:errorCode('other')}`, 'only-at-run-time'],
    [`\${wf:user()}`, 'only-at-run-time'],
    [`\${toPropertiesStr({})}`, 'only-at-run-time'],
    [`\${x -> x}`, 'only-in-java'],
    [`\${replaceAll('aaaa', '(a+)+b', '')}`, 'only-in-java'],
    [`\${replaceAll('é', '\\\\w', '')}`, 'only-in-java'],
    [`a \${{'a': 1, 'b': 2}}`, 'only-in-java'],
  ])('%s is not known: %s', (text, reason) => {
    expect(evaluate(text)).toMatchObject({ kind: 'unknown', reason, because: expect.any(String) });
  });

  test('as far as what is not known decides nothing', () => {
    expect(textOf(`\${true or fs:exists('/x')} \${false ? fs:exists('/x') : 'known'}`)).toBe('true known');
    expect(evaluate(`\${true and fs:exists('/x')}`).kind).toBe('unknown');
  });

  test.each([
    `\${nothing}`,
    `\${wf:nothing()}`,
    `\${false ? wf:nothing() : 1}`,
    `\${'a' + 1}`,
    `\${5 mod 0}`,
    `\${not 'x' + 1}`,
    `\${a.b}`,
    `\${a = 1}`,
    `\${a`,
    `\${concat('a')}`,
    `\${replaceAll('a', 'a', '$1')}`,
    `\${99999999999999999999}`,
  ])('%s is refused', (text) => {
    expect(evaluate(text)).toMatchObject({ kind: 'error', message: expect.any(String) });
  });

  test('a property that was not given is an error only when all were', () => {
    expect(evaluate(`\${nothing}`).kind).toBe('error');
    expect(evaluate(`\${nothing}`, { moreProperties: true })).toMatchObject({
      kind: 'unknown',
      reason: 'property-not-given',
    });
    expect(evaluate(`\${wf:conf('nothing')}`, { moreProperties: true }).kind).toBe('unknown');
  });

  test("for a bundle by the bundle's properties", () => {
    const scope = bundleScope({ properties: { a: 'A' } });
    expect(evaluateText(`\${a} \${bundle:conf('a')}`, scope)).toMatchObject({ text: 'A A' });
    expect(evaluateText(`\${wf:id()}`, scope).kind).toBe('error');
  });
  test('a constant is known even when not all properties are', () => {
    const scope = coordinatorScope('coord-job-submit-nofuncs', { properties: {}, moreProperties: true });
    expect(evaluateText(`/\${HOUR}`, scope)).toMatchObject({ kind: 'value', text: `/\${HOUR}` });
    expect(evaluateText(`/\${hour}`, scope)).toMatchObject({ kind: 'unknown' });
    const given = coordinatorScope('coord-job-submit-nofuncs', { properties: { HOUR: '7' } });
    expect(evaluateText(`/\${HOUR}`, given)).toMatchObject({ kind: 'value', text: '/7' });
  });
});
