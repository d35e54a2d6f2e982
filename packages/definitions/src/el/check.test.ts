import { describe, expect, test } from 'vitest';
import { checkExpression } from './check.ts';
import type { Phase } from './phases.ts';
import { checkPlace } from './places.ts';

const codes = (...args: Parameters<typeof checkExpression>) =>
  checkExpression(...args).map(({ code, severity }) => (severity === 'error' ? code : `${code}?`));

describe('an expression is checked', () => {
  test.each<[string, Phase, string[]]>([
    ['wf:conf("a")', 'workflow', []],
    ['concat("a", wf:id())', 'workflow', []],
    ['KB * 2', 'workflow', []],
    ['wf:cnf("a")', 'workflow', ['el-unknown-function']],
    ['coord:days(1)', 'workflow', ['el-function-of-other-phase']],
    ['coord:days(1)', 'coord-job-submit-freq', []],
    ['coord:days()', 'coord-job-submit-freq', ['el-wrong-arity']],
    ['coord:days(0)', 'coord-job-submit-freq', ['el-argument-range']],
    ['coord:endOfDays(-1)', 'coord-job-submit-freq', ['el-argument-range']],
    ['coord:endOfDays(-1)', 'coord-job-submit-instances', []],
    ['coord:days("one")', 'coord-job-submit-freq', ['el-argument-type']],
    ['coord:days(true)', 'coord-job-submit-freq', ['el-argument-type']],
    ['coord:days("1")', 'coord-job-submit-freq', []],
    ['coord:latest(1)', 'coord-job-submit-instances', ['el-argument-range']],
    ['coord:latest(-(1))', 'coord-job-submit-instances', []],
    ['coord:future(-1, 0)', 'coord-job-submit-instances', ['el-argument-range', 'el-argument-range']],
    ['coord:offset(1, "DAYS")', 'coord-job-submit-instances', ['el-argument-range']],
    ['coord:absolute("2026-1-1")', 'coord-job-submit-instances', ['el-argument-range']],
    ['coord:dateTzOffset("2026-01-01T00:00Z", "Mars")', 'coord-job-submit-data', ['el-argument-range']],
    ['toJsonStr("a")', 'workflow', ['el-argument-type']],
    ['toJsonStr(wf:actionData("a"))', 'workflow', []],
    ['fs:exists("/a") ? wf:nope() : 1', 'workflow', ['el-unknown-function']],
    ['a = 1', 'workflow', ['el-not-assignable']],
    ['a.length()', 'workflow', ['el-java-method?']],
    ['f(1)(2)', 'workflow', ['el-unknown-function']],
    ['wf:id()(2)', 'workflow', ['el-wrong-arity']],
    ['(concat -> concat(1))("a")', 'workflow', []],
  ])('${%s} in %s: %j', (text, phase, expected) => {
    expect(codes(`\${${text}}`, phase)).toEqual(expected);
  });

  const names = new Set(['nameNode', 'queue.name']);
  test.each<[string, string[]]>([
    ['nameNode', []],
    ['namenode', ['el-unknown-variable']],
    ['KB', []],
    ['YEAR', ['el-unknown-variable']],
    ['true ? nope : 1', ['el-unknown-variable?']],
    ['x -> x', []],
    ['queue.name', ['el-unknown-variable', 'el-unknown-variable']],
  ])('${%s} against the names that have a value: %j', (text, expected) => {
    expect(codes(`\${${text}}`, 'workflow', { names })).toEqual(expected);
  });

  test('with what it may mean instead', () => {
    const message = (text: string) => checkExpression(text, 'workflow', { names })[0]?.message;
    expect(message(`\${namenode}`)).toContain('nameNode');
    expect(message(`\${queue.name}`)).toContain(`\${wf:conf('queue.name')}`);
    expect(message(`\${wf:actionsData('a')}`)).toContain('wf:actionData');
    expect(message(`\${coord:nominalTime()}`)).toContain('coord-action-start');
  });

  test('at the place of what is wrong', () => {
    const text = `a \${concat(b, wf:nope())}`;
    const [found] = checkExpression(text, 'workflow');
    expect(text.slice(found?.start, found?.end)).toBe('wf:nope');
  });

  test('for characters that Oozie sees escaped', () => {
    expect(checkPlace(`\${a && b < 1}`, 'workflow node').map(({ code }) => code)).toEqual([
      'el-escaped-character',
      'el-escaped-character',
    ]);
    expect(checkPlace(`\${a && b < 1}`, 'action property value')).toEqual([]);
  });

  test('in all the phases that it goes through, and each thing once', () => {
    expect(checkPlace(`\${coord:nominalTime()}`, 'action property value')).toEqual([]);
    expect(checkPlace(`\${coord:hoursInDay(0)}`, 'action property value').map(({ code }) => code)).toEqual([
      'el-function-of-other-phase',
    ]);
    expect(
      checkPlace(`\${coord:dateOffset('a', 1, 'DAY')}`, 'event instance').map(({ code }) => code),
    ).toEqual(['el-argument-range', 'el-function-of-other-phase']);
    expect(checkPlace(`\${nope()}`, 'action property value')).toHaveLength(1);
  });
});
