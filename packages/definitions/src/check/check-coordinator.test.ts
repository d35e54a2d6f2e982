import { describe, expect, it } from 'vitest';
import { editDefinition } from '../definition/edit-definition.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { coordinatorOf, dataset } from './advice/advice.fixture.ts';
import { checkDefinition } from './check-definition.ts';
import { fixAll } from './fix-all.ts';
import { jobsWithoutActions, properties, refusedJobs } from './refused-coordinators.fixture.ts';
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

describe('a coordinator of which no action can be made is a warning, at its place: one with', () => {
  it.each(jobsWithoutActions)('$title', ({ xml, code, at }) => {
    const found = checkDefinition(parseDefinition(xml), { properties });
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    const warnings = found.filter((diagnostic) => diagnostic.code === code);
    expect(
      warnings.map(({ severity, range }) => [severity, xml.slice(range.start.offset, range.end.offset)]),
    ).toEqual([['warning', at]]);
  });
});

it('a dataset or an input that is nearly there is offered', () => {
  const misspelt = coordinatorOf({
    datasets: dataset('logs'),
    inputs: `<data-in name="in" dataset="logz"><instance>\${coord:current(0)}</instance></data-in>`,
  });
  const mend = (xml: string) => {
    const definition = parseDefinition(xml);
    return editDefinition(definition, fixAll(definition, checkDefinition(definition, { properties }))).tree
      .text;
  };
  expect(mend(misspelt)).toBe(misspelt.replace('logz', 'logs'));
});

describe('a coordinator is taken', () => {
  it('with a dataset that a property names', () => {
    const inputs = `<data-in name="in" dataset="\${read}"><instance>\${coord:current(0)}</instance></data-in>`;
    const xml = coordinatorOf({ datasets: dataset('logs'), inputs });
    expect(errorsIn(xml, { properties: { ...properties, read: 'logs' } })).toEqual([]);
    expect(errorsIn(xml, {})).toEqual([]);
    expect(errorsIn(xml)).toMatchObject([{ code: 'data-in-dataset', oozieCode: 'E1004' }]);
  });

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
