import { commonFaults } from '@howdah/testing';
import fc from 'fast-check';
import { type Happening, wantedStates } from './happening.fixture.ts';
import { scheduleIds, surveyIds } from './row-ids.ts';

const faultNames = Object.keys(commonFaults) as (keyof typeof commonFaults)[];
const anyId = fc.constantFrom(...surveyIds, ...scheduleIds);
const scheduleId = fc.constantFrom(...scheduleIds);
const edited = {
  field: fc.constantFrom('end' as const, 'pause' as const, 'concurrency' as const),
  value: fc.integer({ min: 1, max: 4 }),
};
const happening = <T extends object>(weight: number, record: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) => ({
  weight,
  arbitrary: fc.record(record) as unknown as fc.Arbitrary<Happening>,
});
const does = (...names: string[]) => fc.constantFrom(...names);

/** What may happen, small things first, so that a failure shrinks to few of them. */
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  happening(8, { does: does('time'), ms: fc.constantFrom(10, 1_000, 10_000, 60_000) }),
  happening(6, { does: does('finish survey'), id: fc.constantFrom(...surveyIds) }),
  happening(5, { does: does('plan schedule'), id: scheduleId, hours: fc.integer({ min: 1, max: 3 }) }),
  happening(4, { does: does('edit'), id: scheduleId, ...edited }),
  happening(3, { does: does('wish'), id: anyId, wanted: fc.constantFrom(...wantedStates) }),
  happening(2, { does: does('delete'), id: anyId }),
  happening(3, { does: does('command there'), id: anyId, action: does('suspend', 'resume', 'kill') }),
  happening(3, { does: does('change there'), id: scheduleId, ...edited }),
  happening(2, { does: does('job ends'), id: fc.constantFrom(...surveyIds), well: fc.boolean() }),
  happening(12, {
    does: does('fault'),
    request: fc.integer({ min: 1, max: 8 }),
    fault: fc.constantFrom(...faultNames),
  }),
  happening(2, { does: does('crash tab later'), calls: fc.integer({ min: 1, max: 60 }) }),
  happening(2, { does: does('open tab', 'stop tab', 'crash tab') }),
  happening(2, { does: does('offline', 'online', 'safe mode', 'normal mode') }),
  happening(1, { does: does('purge', 'restart Oozie') }),
  happening(1, { does: does('hide tabs', 'show tabs', 'disk full', 'disk free') }),
  happening(1, { does: does('clock jumps'), minutes: fc.constantFrom(-90, -1, 1, 90) }),
  happening(2, { does: does('resolve'), id: anyId, side: does('mine', 'theirs') }),
  happening(1, { does: does('retry'), id: anyId }),
  happening(2, {
    does: does('take back'),
    id: anyId,
    what: fc.constantFrom('row' as const, 'command' as const),
  }),
  happening(1, {
    does: does('pause', 'resume'),
    collection: fc.constantFrom('surveys' as const, 'schedules' as const, undefined),
  }),
  happening(3, { does: does('revise'), id: scheduleId, revision: fc.integer({ min: 1, max: 3 }) }),
  happening(3, {
    does: does('ask rerun'),
    id: fc.constantFrom(...surveyIds),
    from: fc.constantFrom('failed' as const, 'start' as const),
  }),
  happening(3, {
    does: does('ask of actions'),
    id: scheduleId,
    command: fc.constantFrom('rerun actions' as const, 'kill actions' as const, 'ignore actions' as const),
  }),
);

/** A field edited once more while its first edit is on its way, which falls together by chance too seldom. */
const editedOnItsWay: fc.Arbitrary<Happening[]> = fc
  .record({
    id: scheduleId,
    ...edited,
    after: edited.value,
    fault: fc.constantFrom('late to the server' as const, 'late on its way back' as const),
  })
  .map(({ id, field, value, after, fault }) => [
    { does: 'plan schedule', id, hours: 3 },
    { does: 'time', ms: 1_000 },
    // The look before the command comes first.
    { does: 'fault', request: 2, fault },
    { does: 'edit', id, field, value },
    { does: 'edit', id, field, value: after },
  ]);

/** Some 30 happenings at the most, one after the other. */
export const histories: fc.Arbitrary<Happening[]> = fc
  .array(
    fc.oneof(
      { weight: 40, arbitrary: happenings.map((one) => [one]) },
      { weight: 1, arbitrary: editedOnItsWay },
    ),
    { maxLength: 30, size: 'max' },
  )
  .map((parts) => parts.flat());
