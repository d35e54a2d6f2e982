/** Where a step stands. A crash can leave it in any of them, and every one can be taken up again. */
export type StepState = 'queued' | 'sending' | 'unknown' | 'done' | 'parked';

/** What can happen to a step. */
export type StepEvent =
  /** The leader takes it up to send it. */
  | 'claim'
  /** Oozie did it. */
  | 'answered'
  /** Oozie said no, and would say so again. */
  | 'refused'
  /** Oozie certainly hasn't acted on it: no connection, signed out, safe mode. */
  | 'not-sent'
  /** Nobody knows whether Oozie acted: a timeout, a broken answer, a killed tab. */
  | 'lost'
  /** A look at the server found it done. */
  | 'found'
  /** A look at the server, long enough after the last try, found that it was never done. */
  | 'absent'
  /** Looking failed, or it is too early to tell. */
  | 'unclear'
  /** It was tried too often. */
  | 'give-up'
  /** The row changed before the step was sent. */
  | 'cancel'
  /** A person says: try again. */
  | 'retry';

/** What has to be done after a change of state. `gone`: the step is deleted. */
export type StepEffect = 'send' | 'look' | 'replan' | 'tell-person' | 'nothing';

export interface StepChange {
  to: StepState | 'gone';
  effect: StepEffect;
}

/** The event can't change a step in that state; the step stays as it is. */
const stays = 'stays';

const to = (state: StepState | 'gone', effect: StepEffect): StepChange => ({ to: state, effect });

/**
 * Every state × every event. The one rule behind it: nothing goes from `sending` or `unknown` back to `queued` unless
 * it is certain that Oozie hasn't acted.
 */
export const stepTable: Record<StepState, Record<StepEvent, StepChange | typeof stays>> = {
  queued: {
    claim: to('sending', 'send'),
    answered: stays,
    refused: to('parked', 'tell-person'),
    'not-sent': to('queued', 'nothing'),
    lost: stays,
    found: stays,
    absent: stays,
    unclear: stays,
    'give-up': to('parked', 'tell-person'),
    cancel: to('gone', 'replan'),
    retry: stays,
  },
  sending: {
    claim: stays,
    answered: to('done', 'replan'),
    refused: to('parked', 'tell-person'),
    'not-sent': to('queued', 'nothing'),
    lost: to('unknown', 'look'),
    found: to('done', 'replan'),
    absent: stays,
    unclear: stays,
    'give-up': stays,
    cancel: stays,
    retry: stays,
  },
  unknown: {
    claim: stays,
    answered: to('done', 'replan'),
    refused: stays,
    'not-sent': stays,
    lost: stays,
    found: to('done', 'replan'),
    absent: to('queued', 'send'),
    unclear: to('unknown', 'look'),
    'give-up': to('parked', 'tell-person'),
    cancel: stays,
    retry: stays,
  },
  done: {
    claim: stays,
    answered: stays,
    refused: stays,
    'not-sent': stays,
    lost: stays,
    found: stays,
    absent: stays,
    unclear: stays,
    'give-up': stays,
    cancel: stays,
    retry: stays,
  },
  parked: {
    claim: stays,
    answered: stays,
    refused: stays,
    'not-sent': stays,
    lost: stays,
    found: to('done', 'replan'),
    absent: stays,
    unclear: stays,
    'give-up': stays,
    cancel: to('gone', 'replan'),
    retry: to('unknown', 'look'),
  },
};

/** What becomes of a step in `state` when `event` happens; undefined when it stays as it is. */
export function stepAfter(state: StepState, event: StepEvent): StepChange | undefined {
  const change = stepTable[state][event];
  return change === stays ? undefined : change;
}
