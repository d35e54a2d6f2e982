import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProfile, type Profile, type ScheduleAction } from '../testing-ground/one-schedule.ts';

const value = fc.integer({ min: 1, max: 3 });
const field = fc.constantFrom('end' as const, 'concurrency' as const);
const look: ScheduleAction = { does: 'look at the row' };
const scan: ScheduleAction = { does: 'scan' };
const claim: ScheduleAction = { does: 'claim' };

const edit = fc.record({ does: fc.constant('edit' as const), field, value });
const state = fc.constantFrom('RUNNING' as const, 'SUSPENDED' as const);
const wish = fc.record({ does: fc.constant('wish' as const), state });
const changeThere = fc.record({ does: fc.constant('change there' as const), field, value });
const status = fc.constantFrom('RUNNING', 'SUSPENDED', 'PAUSED');
const switchThere = fc.record({ does: fc.constant('switch there' as const), status });
const how = fc.constantFrom(
  'done' as const,
  'lost before' as const,
  'lost after' as const,
  'refused' as const,
  'not sent' as const,
);
const answer = fc.record({ does: fc.constant('answer' as const), with: how });
const resolution = fc.constantFrom('mine' as const, 'theirs' as const);
const resolve = fc.record({ does: fc.constant('resolve' as const), resolution });

const one = fc.oneof(
  { weight: 4, arbitrary: edit },
  { weight: 1, arbitrary: wish },
  { weight: 3, arbitrary: changeThere },
  { weight: 1, arbitrary: switchThere },
  { weight: 5, arbitrary: fc.constantFrom(scan, look) },
  { weight: 4, arbitrary: fc.oneof(fc.constant(claim), answer) },
  { weight: 2, arbitrary: fc.constant<ScheduleAction>({ does: 'look on the server' }) },
  { weight: 1, arbitrary: resolve },
  { weight: 1, arbitrary: fc.constant<ScheduleAction>({ does: 'retry' }) },
);
/** Single moments, and what usually follows one upon the other, so that a life gets somewhere. */
const moments = fc.oneof(
  one.map((action) => [action]),
  fc.tuple(edit, fc.constant(look)),
  fc.tuple(changeThere, fc.constant(scan), fc.constant(look)),
  fc.tuple(fc.constant(claim), answer),
);
const life = fc.array(moments, { maxLength: 25 }).map((parts): ScheduleAction[] => parts.flat());

const lives = (policy: Profile['policy']) =>
  fc.assert(
    fc.property(life, fc.boolean(), (happened, isNew) => {
      const profile = createProfile(policy, isNew);
      for (const each of happened) profile.act(each);
      profile.comeToRest();
      expect(profile.violations).toEqual([]);
      profile.expectAgreement();
    }),
    { numRuns: 1_500 },
  );

it('what somebody took back, while another field was in conflict, is not overwritten unseen', () => {
  const profile = createProfile('merge', true);
  const seen = [scan, look];
  const taken: ScheduleAction[] = [
    { does: 'edit', field: 'end', value: 1 },
    look,
    { does: 'change there', field: 'end', value: 1 },
    ...seen,
    { does: 'change there', field: 'concurrency', value: 2 },
    ...seen,
    { does: 'edit', field: 'end', value: 1 },
    look,
    { does: 'change there', field: 'concurrency', value: 1 },
    ...seen,
    { does: 'resolve', resolution: 'mine' },
  ];
  for (const each of taken) profile.act(each);
  profile.comeToRest();
  expect(profile.violations).toEqual([]);
  profile.expectAgreement();
});

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
