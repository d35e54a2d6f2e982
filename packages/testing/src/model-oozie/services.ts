import { type Draft, openDraft } from './draft.ts';
import { never } from './earliest.ts';
import { materializeFrom, triggerMaterialization } from './materialization-service.ts';
import type { OozieState, ServiceName } from './oozie-state.ts';
import { pauseFrom, pauseJobs } from './pause-service.ts';
import { performQueued } from './perform.ts';
import { purgeFrom, purgeOld } from './purge-service.ts';
import { recover, recoverFrom } from './recovery-service.ts';
import { transitFrom, transitJobs } from './status-service.ts';

/** Oozie's services look around for the first time so long after its start, in ms. */
const firstLook = 10_000;

interface Service {
  readonly name: ServiceName;
  /** From when on there is something for it to see; `never` when there is not. */
  readonly from: (state: OozieState, until: number) => number;
  readonly look: (draft: Draft) => void;
}

const services: readonly Service[] = [
  { name: 'statusTransit', from: transitFrom, look: transitJobs },
  { name: 'pauseTransit', from: pauseFrom, look: pauseJobs },
  { name: 'materialization', from: materializeFrom, look: triggerMaterialization },
  { name: 'recovery', from: recoverFrom, look: recover },
  { name: 'purge', from: purgeFrom, look: purgeOld },
];

/**
 * Everything that a server does by itself up to a time: its queue, and its services, each of which looks around at its
 * own interval. Only the looks are taken at which there is something to see, so years pass in no time.
 */
export function advance(state: OozieState, until: number): OozieState {
  let current = until < state.doneTo ? rewound(state, until) : state;
  for (;;) {
    const [queued] = current.queue;
    const queuedAt = queued?.at ?? never;
    const next = nextLook(current, Math.min(until, queuedAt));
    const at = next?.at ?? queuedAt;
    if (at > until) return current.doneTo === until ? current : { ...current, doneTo: until };
    const draft = openDraft(current, at);
    draft.state = { ...draft.state, doneTo: at };
    if (next !== undefined) {
      next.service.look(draft);
      draft.state = { ...draft.state, looks: { ...draft.state.looks, [next.service.name]: at } };
    } else if (queued !== undefined) {
      draft.state = { ...draft.state, queue: draft.state.queue.slice(1) };
      performQueued(draft, queued.command);
    }
    current = draft.result();
  }
}

/** A clock that is set back changes nothing about how long the queue and the services have yet to wait. */
function rewound(state: OozieState, now: number): OozieState {
  const back = state.doneTo - now;
  const looks = Object.fromEntries(Object.entries(state.looks).map(([name, at]) => [name, at - back]));
  return {
    ...state,
    doneTo: now,
    queue: state.queue.map(({ at, command }) => ({ at: at - back, command })),
    looks: { ...state.looks, ...looks },
  };
}

/** When anything will happen next by itself, up to a time; undefined when nothing will. */
export function nextEvent(state: OozieState, until: number): number | undefined {
  const queuedAt = state.queue[0]?.at ?? never;
  const at = nextLook(state, Math.min(until, queuedAt))?.at ?? queuedAt;
  return at > until ? undefined : at;
}

function nextLook(state: OozieState, until: number): { at: number; service: Service } | undefined {
  let first: { at: number; service: Service } | undefined;
  for (const service of services) {
    const from = service.from(state, until);
    if (from > until) continue;
    const at = lookFrom(state, service.name, from);
    if (at <= until && (first === undefined || at < first.at)) first = { at, service };
  }
  return first;
}

/** A service's first look that is not before a time, and not one that it has taken already. */
function lookFrom(
  { startedAt, settings, looks, doneTo }: OozieState,
  name: ServiceName,
  from: number,
): number {
  const first = startedAt + firstLook;
  const least = Math.max(from, looks[name] + 1, doneTo);
  if (least <= first) return first;
  return first + Math.ceil((least - first) / settings[name]) * settings[name];
}
