import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StepEvent, type StepState, stepAfter, stepTable } from './step-machine.ts';

const states = Object.keys(stepTable) as StepState[];
const events = Object.keys(stepTable.queued) as StepEvent[];

/** Where each of the events leads that can happen in a state. */
const changesFrom = (state: StepState) =>
  events.flatMap((event) => {
    const change = stepAfter(state, event);
    return change === undefined ? [] : [{ event, ...change }];
  });

function reachableFrom(state: StepState): Set<StepState | 'gone'> {
  const reached = new Set<StepState | 'gone'>([state]);
  const queue = [state];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const { to } of changesFrom(next)) {
      if (reached.has(to)) continue;
      reached.add(to);
      if (to !== 'gone') queue.push(to);
    }
  }
  return reached;
}

describe('a step', () => {
  it.each(['sending', 'unknown'] as const)(
    'that may have reached Oozie (%s) is sent again only when it is certain that Oozie has not acted',
    (state) => {
      const back = changesFrom(state).filter(({ to }) => to === 'queued');
      for (const { event } of back) expect(['not-sent', 'absent']).toContain(event);
    },
  );

  it('whose answer was lost is not taken for "not sent"', () => {
    expect(stepAfter('unknown', 'not-sent')).toBeUndefined();
    expect(stepAfter('sending', 'lost')).toEqual({ to: 'unknown', effect: 'look' });
  });

  it('is sent from the queue alone', () => {
    for (const state of states) {
      for (const { event, to } of changesFrom(state)) {
        if (to === 'sending') expect([state, event]).toEqual(['queued', 'claim']);
      }
    }
  });

  it('that is done stays done', () => {
    expect(changesFrom('done')).toEqual([]);
  });

  it('can’t be taken back once it is on its way', () => {
    expect(stepAfter('sending', 'cancel')).toBeUndefined();
    expect(stepAfter('unknown', 'cancel')).toBeUndefined();
    expect(stepAfter('done', 'cancel')).toBeUndefined();
  });

  it('that a person takes up again is looked for before it is sent', () => {
    expect(changesFrom('parked').map(({ to }) => to)).not.toContain('queued');
    expect(stepAfter('parked', 'retry')).toEqual({ to: 'unknown', effect: 'look' });
  });

  it.each(states)('can end from %s: done, or parked before a person', (state) => {
    const reached = reachableFrom(state);
    expect(reached.has('done')).toBe(true);
    if (state !== 'done') expect(reached.has('parked')).toBe(true);
  });

  it('tells a person whenever it parks, and plans the row anew whenever it ends', () => {
    for (const state of states) {
      for (const { to, effect } of changesFrom(state)) {
        if (to === 'parked') expect(effect).toBe('tell-person');
        if (to === 'done' || to === 'gone') expect(effect).toBe('replan');
        if (to === 'unknown') expect(effect).toBe('look');
      }
    }
  });

  it('is never sent twice without an "absent" or "not sent" in between, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 60 }), (happened) => {
        let state: StepState | 'gone' = 'queued';
        let isCertain = true;
        for (const event of happened) {
          if (state === 'gone') return;
          const change = stepAfter(state, event);
          if (change === undefined) continue;
          if (change.to === 'queued') isCertain = event === 'not-sent' || event === 'absent';
          if (change.to === 'sending') {
            expect(isCertain).toBe(true);
            isCertain = false;
          }
          state = change.to;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
