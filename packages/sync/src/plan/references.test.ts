import { describe, expect, it } from 'vitest';
import { type Refer, withTexts } from './references.ts';

const flow = { collection: 'documents', key: 'flow' };
const known: Refer = ({ key }) => ({ text: `<${key}/>` });

describe('a spec that refers to definitions', () => {
  it('has their texts, and tells where they are from', () => {
    const spec = { name: 'a', definition: flow, workflows: { path: { ...flow, key: 2 }, other: '<own/>' } };
    expect(withTexts(spec, known)).toEqual({
      spec: {
        name: 'a',
        definition: '<flow/>',
        workflows: { path: '<2/>', other: '<own/>' },
        follows: { definition: flow, 'workflows.path': { ...flow, key: 2 } },
      },
    });
  });
  it('stays as it is when it refers to none', () => {
    const spec = { definition: '<own/>', properties: { definition: 'x' } };
    expect(withTexts(spec, known)).toEqual({ spec });
    expect(withTexts('nonsense', known)).toEqual({ spec: 'nonsense' });
  });
  it('waits for the first that isn’t there, unless one can never be', () => {
    const refer: Refer = ({ key }) => (key === 'flow' ? { waitsFor: 'waits' } : { wrong: 'wrong' });
    expect(withTexts({ definition: flow }, refer)).toEqual({
      field: 'definition',
      found: { waitsFor: 'waits' },
    });
    const both = { definition: flow, workflows: { path: { ...flow, key: 'x' } } };
    expect(withTexts(both, refer)).toEqual({ field: 'workflows.path', found: { wrong: 'wrong' } });
  });
});
