import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProfile, type Profile } from '../testing-ground/one-schedule.ts';

const values = fc.integer({ min: 1, max: 4 });
const field = fc.constantFrom('end' as const, 'concurrency' as const);
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('edit' as const), field, value: values }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('wish' as const),
      state: fc.constantFrom('RUNNING' as const, 'SUSPENDED' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('change there' as const), field, value: values }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('switch there' as const),
      status: fc.constantFrom('RUNNING', 'SUSPENDED', 'PAUSED'),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ does: 'scan' as const }) },
  { weight: 5, arbitrary: fc.constant({ does: 'look at the row' as const }) },
  { weight: 2, arbitrary: fc.constant({ does: 'claim' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('answer' as const),
      with: fc.constantFrom(
        'done' as const,
        'lost before' as const,
        'lost after' as const,
        'refused' as const,
        'not sent' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ does: 'look on the server' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('resolve' as const),
      resolution: fc.constantFrom('mine' as const, 'theirs' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ does: 'retry' as const }) },
);

const lives = (policy: Profile['policy']) =>
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), fc.boolean(), (happened, isNew) => {
      const profile = createProfile(policy, isNew);
      for (const each of happened) profile.act(each);
      profile.comeToRest();
      expect(profile.violations).toEqual([]);
      profile.expectAgreement();
    }),
    { numRuns: 1_500 },
  );

describe('whatever happens to a schedule, here and on Oozie, in whatever order', () => {
  it('no edit is lost, no change of somebody else is overwritten unseen, and both sides agree at rest', () => {
    lives('merge');
  });

  it('with "local" no edit is lost, and both sides agree at rest', () => {
    lives('local');
  });

  it('with "remote" no change on Oozie is overwritten unseen, and both sides agree at rest', () => {
    lives('remote');
  });

  it('with "manual" nothing is sent over a change of somebody else that no person has seen', () => {
    lives('manual');
  });
});
