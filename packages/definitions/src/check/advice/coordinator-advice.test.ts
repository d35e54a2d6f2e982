import { describe, expect, it } from 'vitest';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { checkDefinition } from '../check-definition.ts';
import { coordinatorOf, dataset, foundOf } from './advice.fixture.ts';
import { current, now, coordinatorRows as rows, told, writing } from './coordinator-rows.fixture.ts';

describe('a coordinator that Oozie takes', () => {
  it.each(rows)('is said to have $of', ({ code, severity, at, piece, options, says, fine }) => {
    const [found, ...more] = foundOf(coordinatorOf(piece), code, options);
    expect(found).toMatchObject({ severity, at });
    expect(more).toEqual([]);
    if (says !== undefined) expect(found?.message).toContain(says);
    for (const other of fine) {
      expect(foundOf(coordinatorOf(other), code, options), coordinatorOf(other)).toEqual([]);
    }
  });

  it('is one indeed, in every row', () => {
    for (const { piece, options, of } of rows) {
      const errors = checkDefinition(parseDefinition(coordinatorOf(piece)), options).filter(
        ({ severity }) => severity === 'error',
      );
      expect(errors, of).toEqual([]);
    }
  });

  it('is said nothing about when it is as it should be', () => {
    const piece = { datasets: dataset('logs'), inputs: current, outputs: writing, properties: told };
    expect(checkDefinition(parseDefinition(coordinatorOf(piece)), { now: Date.UTC(2029, 11, 31) })).toEqual(
      [],
    );
  });

  it('is rid of a dataset that nothing takes by the fix', () => {
    const xml = coordinatorOf({ datasets: dataset('logs') + dataset('spare'), inputs: current });
    const [found] = foundOf(xml, 'unused-dataset');
    const fixed = editDefinition(parseDefinition(xml), found?.fix?.changes ?? []);
    expect(printDefinition(fixed)).not.toContain('spare');
    expect(checkDefinition(fixed)).toEqual([]);
  });

  it('is looked at with the properties that the job has', () => {
    const piece = { attributes: { start: `\${start}`, frequency: `\${often}` } };
    const options = { now, properties: { start: '2030-01-01T03:00Z', often: '60', nameNode: 'x' } };
    expect(foundOf(coordinatorOf(piece), 'catch-up', { now })).toEqual([]);
    expect(foundOf(coordinatorOf(piece), 'catch-up', options)).toMatchObject([{ at: `\${start}` }]);
  });
});

describe('a bundle that Oozie takes', () => {
  const bundleOf = (
    attributes: string,
    kickOff = '2030-01-01T00:00Z',
  ) => `<bundle-app name="b" xmlns="uri:oozie:bundle:0.2">
  <controls><kick-off-time>${kickOff}</kick-off-time></controls>
  <coordinator name="one"><app-path>\${nameNode}/one</app-path></coordinator>
  <coordinator name="two"${attributes}><app-path>\${nameNode}/two</app-path></coordinator>
</bundle-app>
`;

  it('is said to leave out a coordinator', () => {
    expect(foundOf(bundleOf(' enabled="false"'), 'disabled-coordinator')).toMatchObject([
      { severity: 'info', at: 'false' },
    ]);
    expect(foundOf(bundleOf(' enabled="true"'), 'disabled-coordinator')).toEqual([]);
    expect(foundOf(bundleOf(` enabled="\${two}"`), 'disabled-coordinator')).toEqual([]);
  });

  it('is said to start at once when its kick-off is past', () => {
    expect(foundOf(bundleOf(''), 'past-kick-off', { now })).toMatchObject([{ at: '2030-01-01T00:00Z' }]);
    expect(foundOf(bundleOf('', '2031-01-01T00:00Z'), 'past-kick-off', { now })).toEqual([]);
    expect(foundOf(bundleOf(''), 'past-kick-off')).toEqual([]);
  });
});
