import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { checkDefinition, isRefused } from './check-definition.ts';
import { action, refusedWorkflows, workflowOf } from './refused-workflows.fixture.ts';

function errorsIn(xml: string, properties?: Readonly<Record<string, string>>): Diagnostic[] {
  const found = checkDefinition(parseDefinition(xml), properties && { properties });
  return found.filter(({ severity }) => severity === 'error');
}

describe('a workflow with', () => {
  it.each(refusedWorkflows)('$title is refused, with Oozie’s code, at its place', (refused) => {
    const { xml, properties, code, oozieCode, at } = refused;
    const errors = errorsIn(xml, properties);
    const found = errors.find((error) => error.code === code);
    expect(found, JSON.stringify(errors, null, 1)).toBeDefined();
    if (found === undefined) return;
    expect(found.oozieCode).toBe(oozieCode);
    const { start, end } = found.range;
    expect(xml.slice(start.offset, end.offset)).toBe(at);
    expect(found.message).toMatch(/\.$|\?$/);
  });
});

it('a definition is refused when there is an error, and not for advice', () => {
  const [one] = refusedWorkflows;
  expect(isRefused(errorsIn(one?.xml ?? ''))).toBe(true);
  expect(
    isRefused(checkDefinition(parseDefinition(refusedWorkflows[0]?.xml.replace('edn', 'end') ?? ''))),
  ).toBe(false);
});

it('a property that is named like a constant is refused, whatever the workflow', () => {
  const xml = workflowOf(`<start to="a"/>${action('a', 'end')}`);
  expect(errorsIn(xml, { HOURS: '3' })).toMatchObject([{ code: 'reserved-property', oozieCode: 'E0803' }]);
  expect(errorsIn(xml, { HOUR: '3' })).toEqual([]);
});
