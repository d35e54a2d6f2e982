import { describe, expect, test } from 'vitest';
import { functionSignatures } from './functions.ts';
import { phases, phasesWith, vocabularies } from './phases.ts';

const counts = Object.fromEntries(
  phases.map((phase) => [phase, [vocabularies[phase].functions.size, vocabularies[phase].constants.size]]),
);

describe('the vocabulary of each phase', () => {
  test('has as many functions and constants as the server registers', () => {
    expect(counts).toEqual({
      'job-submit': [0, 0],
      workflow: [34, 11],
      'wf-sla-submit': [0, 3],
      'coord-job-submit-freq': [10, 0],
      'coord-job-submit-nofuncs': [3, 5],
      'coord-job-submit-initial-instance': [5, 0],
      'coord-job-submit-instances': [21, 0],
      'coord-job-submit-data': [23, 0],
      'coord-job-wait-timeout': [5, 0],
      'coord-sla-submit': [16, 3],
      'coord-action-create': [22, 0],
      'coord-action-create-inst': [22, 0],
      'coord-sla-create': [16, 3],
      'coord-action-start': [30, 0],
      'bundle-submit': [1, 0],
    });
  });

  test('has no function that no phase knows', () => {
    expect([...functionSignatures.keys()].filter((name) => phasesWith(name).length === 0)).toEqual([]);
  });

  test('takes any text where a function only writes itself down', () => {
    const echoed = vocabularies['coord-job-submit-instances'].functions.get('coord:current');
    expect(echoed?.manner).toBe('echo');
    expect(echoed?.parameters[0]?.kind).toBe('text');
    expect(vocabularies['coord-action-create'].functions.get('coord:current')?.parameters[0]?.kind).toBe(
      'int',
    );
  });
});
