import type { Fault, FaultAction, MatchableRequest } from './fault.ts';

/** The faults that wait for their requests. */
export interface FaultRules {
  /** Adds a fault and returns the function that removes it. The oldest matching fault hits first. */
  inject(fault: Fault): () => void;
  clear(): void;
  readonly isEmpty: boolean;
  /** The fault that hits a request; it wears off. */
  take(request: MatchableRequest): FaultAction | undefined;
}

export function createFaultRules(): FaultRules {
  const armed: { fault: Fault; left: number }[] = [];
  const remove = (entry: (typeof armed)[number]) => {
    const index = armed.indexOf(entry);
    if (index >= 0) armed.splice(index, 1);
  };
  return {
    inject(fault) {
      const entry = { fault, left: fault.times ?? 1 };
      armed.push(entry);
      return () => remove(entry);
    },
    clear() {
      armed.length = 0;
    },
    get isEmpty() {
      return armed.length === 0;
    },
    take(request) {
      const hit = armed.find(({ fault, left }) => left > 0 && fault.match(request));
      if (hit === undefined) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) remove(hit);
      return hit.fault.action;
    },
  };
}
