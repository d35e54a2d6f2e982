import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../definition/parse-definition.ts';
import { action, coordinatorOf, dataset, property, workflowOf } from './advice/advice.fixture.ts';
import { parametersOf } from './parameters-of.ts';

const parametersIn = (xml: string) => parametersOf(parseDefinition(xml)).parameters;

describe('what a job is asked for', () => {
  it('are the names that a workflow lists, with what it says about them', () => {
    const listed = `<property><name>day</name><description>Which day, as 2030-01-31</description></property>${property('queue', 'default')}`;
    expect(parametersIn(workflowOf({ parameters: listed }))).toMatchObject([
      { name: 'day', default: undefined, required: true, description: 'Which day, as 2030-01-31', uses: [] },
      { name: 'queue', default: 'default', required: false },
      { name: 'nameNode', required: true, uses: [{ optional: false }] },
    ]);
  });

  it('are the names that expressions use, with every place', () => {
    const xml = workflowOf(
      { action: `<fs><mkdir path="\${nameNode}/\${day}"/></fs>` },
      { action: action('shell', `<exec>echo</exec><argument>\${concat(day, wf:conf("mode"))}</argument>`) },
    );
    const found = parametersIn(xml);
    expect(found.map(({ name, required }) => [name, required])).toEqual([
      ['nameNode', true],
      ['day', true],
      ['rm', true],
      ['mode', false],
    ]);
    const day = found.find(({ name }) => name === 'day');
    expect(day?.uses.map(({ range }) => xml.slice(range.start.offset, range.end.offset))).toEqual([
      'day',
      'day',
    ]);
  });

  it('are not constants, nor what Oozie gives itself', () => {
    const xml = workflowOf({
      cases: `<case to="end">\${fs:fileSize(wf:conf('oozie.wf.application.path')) gt 2 * GB}</case>`,
    });
    expect(parametersIn(xml)).toEqual([]);
  });

  it('are not asked for where an expression may do without', () => {
    const xml = workflowOf({ cases: `<case to="end">\${wf:run() gt 0 or again eq 'yes'}</case>` });
    expect(parametersIn(xml)).toMatchObject([{ name: 'again', required: false }]);
  });

  it('are found in the paths and properties of a coordinator, but not the fields of time', () => {
    const xml = coordinatorOf({
      attributes: { start: `\${start}` },
      datasets: dataset('logs'),
      properties: property('day', `\${coord:formatTime(coord:nominalTime(), format)}`),
    });
    expect(parametersIn(xml).map(({ name }) => name)).toEqual(['start', 'nameNode', 'format']);
  });

  it('may be more when a name is made by an expression', () => {
    const made = workflowOf({ cases: `<case to="end">\${wf:conf(concat('a', 'b')) eq 'c'}</case>` });
    expect(parametersOf(parseDefinition(made)).moreByName).toBe(true);
    expect(parametersOf(parseDefinition(workflowOf({}))).moreByName).toBe(false);
  });

  it('are nothing in a document that is no definition', () => {
    expect(parametersOf(parseDefinition('<configuration/>'))).toEqual({ parameters: [], moreByName: false });
  });
});
