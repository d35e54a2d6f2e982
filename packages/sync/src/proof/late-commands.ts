import type { Profile } from './profile.fixture.ts';
import { changedBy } from './unseen-changes.ts';
import type { Wishes } from './wishes.ts';

/** Told of what makes it impossible to know whether a command is still under way. */
export interface LateCommands {
  clockJumped(): void;
  /** Somebody else changed a coordinator or bundle, perhaps to what was on its way, so that it looked as if it had come. */
  changedThere(id: string): void;
}

/**
 * Oozie carries out whatever change arrives last, and has no way to tell it which was sent last. So when the network
 * brings an old change once more, or a clock that was put forward made the engine believe that nothing can be under way
 * any more, what was wished for later is lost, which nobody can help: it is seen then, as somebody else's change is.
 * An engine that sends a change while it must know of another one under way is not excused.
 */
export function excuseLateCommands(profile: Profile, wishes: Wishes): LateCommands {
  const newest = new Map<string, number>();
  const arrived = new Set<number>();
  const changed = new Set<string>();
  let hasJumped = false;

  profile.onRequest((request) => {
    const id = /\/job\/([^/]+-[CB])$/.exec(request.path)?.[1];
    if (id === undefined || request.query.get('action') !== 'change') return;
    const { coordinators, bundles } = profile.oozie.jobs();
    const row = [...coordinators, ...bundles].find((one) => one.id === id)?.appName ?? '';
    for (const { field } of changedBy(request)) {
      const last = newest.get(`${id} ${field}`) ?? 0;
      if (request.sent < last && (hasJumped || changed.has(id) || arrived.has(request.sent)))
        wishes.decidedElsewhere(row, field);
      newest.set(`${id} ${field}`, Math.max(last, request.sent));
    }
    arrived.add(request.sent);
  });

  return {
    clockJumped() {
      hasJumped = true;
    },
    changedThere: (id) => changed.add(id),
  };
}
