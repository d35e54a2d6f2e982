import { describe, expect, it } from 'vitest';
import type { ConflictPolicy, Row } from '../collection/collection.ts';
import { winsDeletion } from '../conflict/policy.ts';
import { proposalFor } from '../conflict/proposal.ts';
import { fold } from './fold.ts';

const base = { a: 1, b: 1, c: 1, d: 1 };
const local = { a: 2, b: 2, c: 2, d: 1 };
const remote = { a: 3, b: 3, c: 3, d: 3 };
const folded = (policy: ConflictPolicy<Row>) => fold({ base, local, remote, policy, decides: () => true });
const of = (policy: object) => policy as ConflictPolicy<Row>;

describe('a policy for single fields', () => {
  it('settles those, and asks about the others', () => {
    expect(folded(of({ fields: { a: 'remote', b: 'local' } }))).toMatchObject({
      merged: { a: 3, b: 2, c: 2, d: 3 },
      conflicts: ['c'],
      changedHere: ['b'],
      taken: ['d', 'a'],
    });
  });
  it('leaves the others to another policy', () => {
    expect(folded(of({ fields: { a: 'remote' }, otherwise: 'local' }))).toMatchObject({
      merged: { a: 3, b: 2, c: 2, d: 3 },
      conflicts: [],
      changedHere: ['b', 'c'],
    });
  });
  it('may be a function of all three versions; what it makes of a field goes out', () => {
    const most = ({ local, remote }: { local: { a?: number } | null; remote: { a?: number } }) =>
      Math.max(local?.a ?? 0, remote.a ?? 0) + 10;
    expect(folded(of({ fields: { a: most }, otherwise: 'remote' }))).toMatchObject({
      merged: { a: 13, b: 3 },
      changedHere: ['a'],
      conflicts: [],
    });
  });
  it('asks where the function fails, and where the field’s policy is to ask', () => {
    const fails = () => {
      throw new Error('no');
    };
    expect(folded(of({ fields: { a: fails, b: 'merge' }, otherwise: 'remote' }))).toMatchObject({
      conflicts: ['a', 'b'],
      merged: { a: 2, b: 2, c: 3 },
    });
  });
  it('says nothing of a field that one side changed alone', () => {
    expect(
      fold({
        base,
        local: { ...base, a: 2 },
        remote: base,
        policy: of({ fields: { a: 'remote' } }),
        decides: () => true,
      }),
    ).toMatchObject({
      merged: { a: 2 },
      changedHere: ['a'],
    });
  });
});

it.each([
  ['local', ['a'], 'local'],
  ['remote', ['a', 'b'], 'remote'],
  ['merge', ['a'], 'ask'],
  [{ fields: { a: 'local', b: 'local' } }, ['a', 'b'], 'local'],
  [{ fields: { a: 'local' } }, ['a', 'b'], 'ask'],
  [{ fields: { a: 'remote' }, otherwise: 'remote' }, ['a', 'b'], 'remote'],
  [{ fields: { a: 'remote' }, otherwise: 'local' }, ['a', 'b'], 'ask'],
] as const)('a row deleted here whose %j fields %j changed there: %s', (policy, changed, winner) => {
  expect(winsDeletion(policy as ConflictPolicy<Row>, changed)).toBe(winner);
});

describe('what is proposed', () => {
  const sides = { local, remote, merged: null };
  const job = { status: 'RUNNING', gone: false };
  it('is this side’s, as long as the job can take it', () => {
    expect(proposalFor(sides, ['a'], job).proposal).toEqual(local);
    expect(proposalFor({ ...sides, local: null }, ['a'], job).proposal).toBeNull();
  });
  it('is Oozie’s when the job is over or gone', () => {
    expect(proposalFor(sides, ['a'], { ...job, status: 'KILLED' })).toEqual({
      proposal: { ...local, a: 3 },
      why: 'the job is KILLED, and takes no change any more',
    });
    expect(proposalFor(sides, ['a'], { ...job, gone: true }).proposal).toEqual({ ...local, a: 3 });
  });
  it('is the merge of both where there is one', () => {
    expect(proposalFor({ ...sides, merged: { a: 7 } }, ['a'], job).proposal).toEqual({ ...local, a: 7 });
  });
});
