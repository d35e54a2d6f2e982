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

describe('what only a dry run refuses is a warning:', () => {
  const warningsIn = (xml: string, properties: Readonly<Record<string, string>>) =>
    checkDefinition(parseDefinition(xml), { properties }).flatMap(({ code, severity, range }) =>
      severity === 'warning' ? [`${code} ${xml.slice(range.start.offset, range.end.offset)}`] : [],
    );

  it('an expression of <global>, or of a place that means nothing to Oozie otherwise', () => {
    const xml = workflowOf(
      `<global><name-node>\${nameNode}</name-node></global><start to="a"/>${action('a', 'end')}`,
    ).replace('<action name="a"', '<action cred="${who()}" name="a"');
    const found = warningsIn(xml, { other: 'x' });
    expect(found).toContain('el-unknown-variable nameNode');
    expect(found).toContain('el-unknown-function who');
    expect(warningsIn(xml, { nameNode: 'nn' })).not.toContain('el-unknown-variable nameNode');
  });

  it('a <job-xml> that names no file', () => {
    const xml = workflowOf(`<start to="a"/>${action('a', 'end', 'fail', '<fs><job-xml> </job-xml></fs>')}`);
    expect(warningsIn(xml, {})).toContain('empty-job-xml job-xml');
  });
});

describe('forks and joins', () => {
  /** So many forks in each other, each path of which leads on by a decision: ways without number. */
  function ladder(levels: number): string {
    let nodes = '';
    for (let level = 0; level < levels; level += 1) {
      const next = level + 1 < levels ? `d${level + 1}` : 'end';
      nodes += `<decision name="d${level}"><switch><case to="f${level}">true</case><default to="g${level}"/></switch></decision>`;
      for (const side of ['f', 'g']) {
        const [one, other, join] = [`${side}a${level}`, `${side}b${level}`, `${side}j${level}`];
        nodes += `<fork name="${side}${level}"><path start="${one}"/><path start="${other}"/></fork>`;
        nodes += `${action(one, join)}${action(other, join)}<join name="${join}" to="${next}"/>`;
      }
    }
    return workflowOf(`<start to="d0"/>${nodes}`);
  }

  it('of a workflow with more ways through it than there are atoms are looked at in no time', () => {
    expect(errorsIn(ladder(300), {})).toMatchObject([{ code: 'definition-too-long' }]);
  });

  it('are not looked at when the server or the job says so', () => {
    const xml = refusedWorkflows.find(({ code }) => code === 'unpaired-fork-join')?.xml ?? '';
    expect(errorsIn(xml).length).toBe(1);
    expect(errorsIn(xml, { 'oozie.wf.validate.ForkJoin': 'FALSE ' })).toEqual([]);
    expect(
      checkDefinition(parseDefinition(xml), { server: { forkJoin: false } }).filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
  });
});

it('a misspelt target is mended to the node that is meant', () => {
  const [error] = errorsIn(workflowOf(`<start to="a"/>${action('a', 'ende')}`));
  expect(error?.fix?.title).toBe('Lead to end');
  expect(error?.message).toBe(
    'Action a leads to ende, and the workflow has no node of that name. Did you mean end?',
  );
});
