import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import { coordinatorOf, dataset } from './advice/advice.fixture.ts';
import { checkDefinition } from './check-definition.ts';
import { properties, refusedJobs } from './refused-coordinators.fixture.ts';
import type { CheckOptions } from './rule.ts';

function errorsIn(xml: string, options: CheckOptions = { properties }) {
  const found = checkDefinition(parseDefinition(xml), options);
  return found.filter(({ severity }) => severity === 'error');
}

describe('a coordinator or bundle with', () => {
  it.each(refusedJobs)('$title is refused, with Oozie’s code, at its place', (refused) => {
    const errors = errorsIn(refused.xml);
    const [found] = errors;
    expect(errors.map(({ code }) => code)).toEqual([refused.code]);
    expect(found?.oozieCode).toBe(refused.oozieCode);
    const { start, end } = found?.range ?? { start: { offset: 0 }, end: { offset: 0 } };
    expect(refused.xml.slice(start.offset, end.offset)).toBe(refused.at);
    expect(found?.message).toMatch(/\.$|\?$/);
  });
});

describe('a coordinator is taken', () => {
  it('as it should be', () => {
    expect(errorsIn(coordinatorOf())).toEqual([]);
  });

  it('with names that its job may give, as long as the properties aren’t known', () => {
    const xml = coordinatorOf({ attributes: { start: `\${begin}` }, datasets: dataset('logs') });
    expect(errorsIn(xml, {})).toEqual([]);
    expect(errorsIn(xml)).toHaveLength(1);
  });

  it('every 4 minutes, where the server allows that', () => {
    const xml = coordinatorOf({ attributes: { frequency: '4' } });
    expect(errorsIn(xml, { properties, server: { coordinatorMaximumFrequency: false } })).toEqual([]);
  });

  it('with datasets that may be in documents that it includes', () => {
    const inputs = `<data-in name="in" dataset="logs"><instance>\${coord:current(0)}</instance></data-in>`;
    const xml = coordinatorOf({ datasets: '<include>file:///x.xml</include>', inputs });
    expect(errorsIn(xml)).toEqual([]);
  });
});
