import { commonFaults } from '@howdah/testing';
import fc from 'fast-check';
import { type Happening, wantedStates } from './happening.fixture.ts';
import { documentIds, roundIds, scheduleIds, surveyIds, visitIds } from './row-ids.ts';

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

const officeId = fc.constantFrom(...roundIds, ...visitIds, ...documentIds);
const documentEdit = {
  id: fc.constantFrom(...documentIds),
  part: fc.constantFrom('program' as const, 'message' as const),
  value: fc.integer({ min: 1, max: 4 }),
};

/** What may happen in an app of bundles, definitions that several people edit, and rows that refer to them. */
const officeHappenings: fc.Arbitrary<Happening> = fc.oneof(
  happening(8, { does: does('time'), ms: fc.constantFrom(10, 1_000, 10_000, 60_000) }),
  happening(4, { does: does('write document'), id: documentEdit.id }),
  happening(4, { does: does('plan visit'), id: fc.constantFrom(...visitIds) }),
  happening(3, {
    does: does('plan round'),
    id: fc.constantFrom(...roundIds),
    hours: fc.integer({ min: 1, max: 3 }),
  }),
  happening(5, { does: does('edit document'), ...documentEdit }),
  happening(5, { does: does('publish there'), ...documentEdit }),
  happening(2, {
    does: does('edit'),
    id: fc.constantFrom(...roundIds),
    field: fc.constantFrom('end' as const, 'pause' as const),
    value: edited.value,
  }),
  happening(3, {
    does: does('wish'),
    id: fc.constantFrom(...roundIds, ...visitIds),
    wanted: fc.constantFrom(...wantedStates),
  }),
  happening(2, { does: does('delete'), id: officeId }),
  happening(2, {
    does: does('command there'),
    id: fc.constantFrom(...roundIds, ...visitIds),
    action: does('suspend', 'resume', 'kill'),
  }),
  happening(1, { does: does('job ends'), id: fc.constantFrom(...visitIds), well: fc.boolean() }),
  happening(12, {
    does: does('fault'),
    request: fc.integer({ min: 1, max: 12 }),
    fault: fc.constantFrom(...faultNames),
  }),
  happening(3, { does: does('crash tab later'), calls: fc.integer({ min: 1, max: 120 }) }),
  happening(2, { does: does('open tab', 'stop tab', 'crash tab') }),
  happening(2, { does: does('offline', 'online', 'safe mode', 'normal mode') }),
  happening(1, { does: does('purge', 'restart Oozie') }),
  happening(1, { does: does('hide tabs', 'show tabs', 'disk full', 'disk free') }),
  happening(1, { does: does('clock jumps'), minutes: fc.constantFrom(-90, -1, 1, 90) }),
  happening(3, { does: does('resolve'), id: officeId, side: does('mine', 'theirs') }),
  happening(1, { does: does('retry'), id: officeId }),
  happening(1, { does: does('take back'), id: officeId, what: fc.constant('row' as const) }),
);

/** Somebody else publishes a revision while an edit is on its way. */
const publishedMeanwhile: fc.Arbitrary<Happening[]> = fc
  .record({
    mine: documentEdit.part,
    theirs: documentEdit.part,
    value: documentEdit.value,
    request: fc.integer({ min: 1, max: 8 }),
    fault: fc.constantFrom('late to the server' as const, 'late on its way back' as const),
  })
  .map(({ mine, theirs, value, request, fault }) => [
    { does: 'write document', id: 'd1' },
    { does: 'time', ms: 10_000 },
    { does: 'fault', request, fault },
    { does: 'edit document', id: 'd1', part: mine, value },
    { does: 'publish there', id: 'd1', part: theirs, value: 5 - value },
  ]);

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

/** A submission sent anew after its first was lost, and that one twice. */
const submittedAnew: fc.Arbitrary<Happening[]> = fc
  .record({
    id: fc.constantFrom(...surveyIds),
    lost: fc.integer({ min: 1, max: 3 }),
    twice: fc.integer({ min: 1, max: 8 }),
    fault: fc.constantFrom('sent twice' as const, 'sent again much later' as const),
  })
  .map(({ id, lost, twice, fault }) => [
    { does: 'fault', request: lost, fault: 'dropped before the server saw it' },
    { does: 'finish survey', id },
    // Until now it may still have come.
    { does: 'time', ms: 34_000 },
    { does: 'fault', request: twice, fault },
    { does: 'time', ms: 10_000 },
  ]);

/** Some 30 happenings at the most, one after the other. */
const someOf = (happenings: fc.Arbitrary<Happening>, sequences: fc.Arbitrary<Happening[]>) =>
  fc
    .array(
      fc.oneof(
        { weight: 40, arbitrary: happenings.map((one) => [one]) },
        { weight: 1, arbitrary: sequences },
      ),
      { maxLength: 30, size: 'max' },
    )
    .map((parts) => parts.flat());

/** Of an app that has surveys and schedules. */
export const histories = someOf(happenings, editedOnItsWay);

/** Of an app that has bundles, and definitions with rows that refer to them, too. */
export const officeHistories = someOf(officeHappenings, fc.oneof(publishedMeanwhile, submittedAnew));
