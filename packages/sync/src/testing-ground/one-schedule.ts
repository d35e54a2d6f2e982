import type { Coordinator } from '@howdah/oozie-client';
import type { Row } from '../collection/collection.ts';
import { fieldOf, sameValue, withFields } from '../fold/fold.ts';
import { coordinatorAgrees, coordinatorChange } from '../kinds/coordinator/plan.ts';
import { mirrored } from '../mirror/mirror.ts';
import { stepAfter } from '../outbox/step-machine.ts';
import { type Decision, reconcile } from '../plan/reconcile.ts';
import type { IntentRecord, JournalRecord, MirrorRecord, OutboxStep } from '../store/tables.ts';
import { coordinator } from './oozie-jobs.ts';
import { minute, type Schedule, schedules, settledJournal, stepOf, turnOf, wroteBy } from './rows.ts';

type Field = 'end' | 'concurrency';
const fields: readonly Field[] = ['end', 'concurrency'];

export type ScheduleAction =
  | { does: 'edit'; field: Field; value: number }
  | { does: 'wish'; state: 'RUNNING' | 'SUSPENDED' }
  | { does: 'change there'; field: Field; value: number }
  | { does: 'switch there'; status: string }
  | { does: 'scan' | 'look at the row' | 'claim' | 'look on the server' | 'retry' }
  | { does: 'answer'; with: 'done' | 'lost before' | 'lost after' | 'refused' | 'not sent' }
  | { does: 'resolve'; resolution: 'mine' | 'theirs' };

export interface Profile {
  policy: 'merge' | 'local' | 'remote' | 'manual';
  violations: string[];
  act(action: ScheduleAction): void;
  comeToRest(): void;
  expectAgreement(): void;
}

/** What a user means by a time is its minute. */
const asMeant = (field: Field, value: unknown): unknown =>
  field === 'end' ? Math.floor(Number(value) / minute) : value;

/**
 * One schedule, its journal and its coordinator on a tiny Oozie, all in plain variables. Each decision is applied by
 * hand and watched: what the user means and nobody has sent, and what somebody else set and nobody has seen.
 */
export function createProfile(policy: Profile['policy'], isNew: boolean): Profile {
  const collection = schedules({
    conflict: policy,
    fromOozie: ({ coordJobId, status, endTime, concurrency }) => ({
      jobId: coordJobId,
      jobStatus: status,
      end: endTime ?? 0,
      concurrency,
    }),
  });
  const context = turnOf(collection, 'nightly');
  let row: Row = { id: 'nightly', frequency: 60, end: minute, concurrency: 1 } satisfies Schedule;
  let there: Coordinator = coordinator({ endTime: minute, concurrency: 1 });
  let journal: JournalRecord = settledJournal(
    context,
    row as Schedule,
    isNew ? { base: null, state: 'working' } : {},
  );
  let mirror: MirrorRecord = mirrored(undefined, there, 0);
  let step: OutboxStep | undefined;
  let intent: IntentRecord | undefined;
  const violations: string[] = [];
  /** What the user wrote into a field and nobody has sent yet. */
  const meant = new Map<Field, unknown>();
  /** The values on the server that the user knows of: they stood in the row, in a conflict that was decided, or are the
   * user's own. When the user means none, only the one in the row counts. */
  const known = new Map(fields.map((field) => [field, new Set([asMeant(field, fieldOf(row, field))])]));
  const learn = (field: Field, value: unknown) => known.get(field)?.add(asMeant(field, value));
  let seq = 0;

  const valueThere = (field: Field, job: Coordinator) => (field === 'end' ? job.endTime : job.concurrency);
  const read = () => {
    mirror = mirrored(mirror, there, 0);
  };
  const ask = (by: IntentRecord['by']) => {
    if (by !== 'mirror' || intent === undefined) intent = wroteBy(by);
  };
  function watch(made: Decision, finished: OutboxStep | undefined): void {
    const put = made.row === undefined || made.row === 'delete' ? row : made.row.put;
    const record = made.journal === undefined || made.journal === 'delete' ? journal : made.journal;
    for (const field of fields) {
      const after = fieldOf(put, field);
      if (
        policy !== 'remote' &&
        meant.has(field) &&
        asMeant(field, after) !== asMeant(field, meant.get(field))
      ) {
        violations.push(`lost: ${field} was ${meant.get(field)}, is ${after}`);
      }
      const told = asMeant(field, valueThere(field, mirror.full as Coordinator));
      if (asMeant(field, after) === told && !record.conflict?.fields.includes(field)) {
        if (!meant.has(field)) known.set(field, new Set());
        known.get(field)?.add(told);
        meant.delete(field);
      }
      const before = journal.base === null ? undefined : fieldOf(journal.base, field);
      const base = record.base === null ? undefined : fieldOf(record.base, field);
      const isBrought = finished?.fields.includes(field) ?? false;
      if (journal.base !== null && !sameValue(before, base) && !isBrought && policy !== 'local') {
        if (asMeant(field, base) !== asMeant(field, after))
          violations.push(`base of ${field} moved to ${base} without the row`);
      }
    }
    if (made.step?.action === 'change' && policy !== 'local') {
      const { endtime, concurrency } = coordinatorChange.parse(made.step.payload);
      for (const field of fields) {
        const told = asMeant(field, valueThere(field, mirror.full as Coordinator));
        const isSent = (field === 'end' ? endtime : concurrency) !== undefined;
        if (isSent && !known.get(field)?.has(told)) violations.push(`${field} ${told} overwritten unseen`);
      }
    }
    if (made.step !== undefined && step !== undefined && made.cancel === undefined)
      violations.push('two steps at once');
  }

  function decideOn(finished?: OutboxStep): void {
    const made = reconcile(context, { intent, journal, local: row, mirror, open: step, finished });
    if (made.wait) return;
    watch(made, finished);
    intent = undefined;
    if (made.cancel !== undefined) step = undefined;
    if (made.journal !== undefined && made.journal !== 'delete') journal = made.journal;
    if (made.row !== undefined && made.row !== 'delete') row = made.row.put;
    if (made.step !== undefined) {
      seq += 1;
      step = { ...made.step, seq };
    }
  }

  function carryOut(): void {
    if (step?.action === 'suspend') there = { ...there, status: 'SUSPENDED' };
    if (step?.action === 'resume') there = { ...there, status: 'RUNNING' };
    if (step?.action !== 'change') return;
    const { endtime, concurrency } = coordinatorChange.parse(step.payload);
    if (endtime !== undefined && endtime !== null) {
      there = { ...there, endTime: Math.floor(endtime / minute) * minute };
      learn('end', endtime);
      if (asMeant('end', meant.get('end')) === asMeant('end', endtime)) meant.delete('end');
    }
    if (concurrency !== undefined) {
      there = { ...there, concurrency };
      learn('concurrency', concurrency);
      if (meant.get('concurrency') === concurrency) meant.delete('concurrency');
    }
  }

  const agreesNow = ({ action, payload }: OutboxStep) => coordinatorAgrees(action, payload, there);

  function advance(event: Parameters<typeof stepAfter>[1]): OutboxStep | undefined {
    const change = step === undefined ? undefined : stepAfter(step.state, event);
    if (step === undefined || change === undefined || change.to === 'gone') return undefined;
    const advanced = { ...step, state: change.to };
    step = change.to === 'done' ? undefined : advanced;
    return advanced;
  }

  /** What the user took back before it was sent is what both sides agree on. */
  function notSent(event: 'not-sent' | 'absent' | 'refused'): void {
    advance(event);
    for (const field of fields) {
      const agreed = journal.base === null ? undefined : asMeant(field, fieldOf(journal.base, field));
      if (meant.has(field) && asMeant(field, meant.get(field)) === agreed) meant.delete(field);
    }
  }

  function finish(event: 'answered' | 'found'): void {
    const done = advance(event);
    if (done === undefined) return;
    read();
    for (const field of done.fields.filter((name) => name === 'end' || name === 'concurrency')) {
      if (agreesNow(done)) learn(field, fieldOf(done.row ?? {}, field));
    }
    decideOn(done);
  }

  function answer(how: Extract<ScheduleAction, { does: 'answer' }>['with']): void {
    if (step?.state !== 'sending') return;
    if (how === 'done' || how === 'lost after') carryOut();
    if (how === 'done') finish('answered');
    else if (how === 'not sent') notSent('not-sent');
    else if (how === 'refused') {
      notSent('refused');
      journal = {
        ...journal,
        state: 'parked',
        problem: { message: 'no', code: null, field: null, since: 0 },
      };
      decideOn();
    } else advance('lost');
  }

  function lookOnServer(): void {
    if (step?.state !== 'unknown') return;
    if (agreesNow(step)) finish('found');
    else notSent('absent');
  }

  function resolve(resolution: 'mine' | 'theirs'): void {
    const { conflict } = journal;
    if (conflict === null) return;
    for (const field of fields) {
      if (conflict.fields.includes(field)) learn(field, fieldOf(conflict.remote, field));
    }
    if (resolution === 'theirs') {
      row = withFields(row, conflict.remote, conflict.fields);
      for (const field of fields) if (conflict.fields.includes(field)) meant.delete(field);
    }
    journal = {
      ...journal,
      base: withFields(journal.base ?? {}, conflict.remote, conflict.fields),
      state: 'due',
      conflict: null,
    };
    ask('person');
  }

  function act(action: ScheduleAction): void {
    switch (action.does) {
      case 'edit': {
        const value = action.field === 'end' ? action.value * minute + 30_000 : action.value;
        row = { ...row, [action.field]: value };
        const agreed = journal.base === null ? undefined : fieldOf(journal.base, action.field);
        const isOnItsWay =
          (step?.state === 'sending' || step?.state === 'unknown') && step.fields.includes(action.field);
        const isBack = !isOnItsWay && asMeant(action.field, agreed) === asMeant(action.field, value);
        if (isBack) meant.delete(action.field);
        else meant.set(action.field, value);
        ask('app');
        break;
      }
      case 'wish':
        row = { ...row, wanted: action.state };
        ask('app');
        break;
      case 'change there':
        // Never the very minute that the user means: of two times in one minute the engine asks which.
        there =
          action.field === 'end'
            ? { ...there, endTime: (action.value + 3) * minute }
            : { ...there, concurrency: action.value };
        break;
      case 'switch there':
        there = { ...there, status: action.status };
        break;
      case 'scan':
        read();
        ask('mirror');
        break;
      case 'look at the row':
        if (intent !== undefined) decideOn();
        break;
      case 'claim':
        advance('claim');
        break;
      case 'answer':
        answer(action.with);
        break;
      case 'look on the server':
        lookOnServer();
        break;
      case 'resolve':
        resolve(action.resolution);
        break;
      case 'retry': {
        if (journal.state !== 'parked') return;
        journal = { ...journal, state: 'due', problem: null };
        ask('person');
        break;
      }
    }
  }

  if (isNew) {
    // Edited while it was started, and read for the first time as soon as it is.
    act({ does: 'edit', field: 'concurrency', value: 2 });
    decideOn(stepOf(context, { action: 'start', state: 'done' }));
  }
  return {
    policy,
    violations,
    act,
    comeToRest() {
      for (let round = 0; round < 30; round += 1) {
        for (const does of ['scan', 'look at the row', 'claim', 'look on the server', 'claim'] as const)
          act({ does });
        act({ does: 'answer', with: 'done' });
        const isUnderWay = step !== undefined && step.state !== 'parked';
        if (intent !== undefined || isUnderWay || round < 4) continue;
        // Oozie takes now what it refused before, so a person's retry gets a parked row going.
        if (journal.state !== 'parked') return;
        act({ does: 'retry' });
      }
      violations.push('never comes to rest');
    },
    expectAgreement() {
      if (journal.state === 'conflict') return;
      const { end, concurrency, jobStatus } = row as Schedule;
      const here = { state: journal.state, end, concurrency, jobStatus };
      const remote = {
        state: 'settled',
        end: there.endTime,
        concurrency: there.concurrency,
        jobStatus: there.status,
      };
      if (!sameValue(here, remote))
        throw new Error(`${JSON.stringify(here)} here, ${JSON.stringify(remote)} there`);
    },
  };
}
