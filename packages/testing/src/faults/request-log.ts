import { describeFault } from './describe-fault.ts';
import type { FaultAction } from './fault.ts';

/** One request that was seen on its way. */
export interface SeenRequest {
  /** The first is 1. */
  readonly number: number;
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** When it was seen, in epoch milliseconds. */
  readonly time: number;
  /** What the client was answered; absent while under way and when the connection broke before an answer. */
  readonly status?: number;
  /** The fault that hit it; absent when it was passed on untouched. */
  readonly fault?: FaultAction['kind'];
  /** That fault, in words. */
  readonly happened?: string;
}

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };

const remembered = 2_000;

/** The last 2,000 requests, and who waits for others to overtake him. */
export interface RequestLog {
  readonly requests: readonly SeenRequest[];
  /** Notes a request that has just come. */
  begin(method: string, path: string, time: number): Changeable<SeenRequest>;
  /** Notes the fault that hits it. */
  hit(seen: Changeable<SeenRequest>, action: FaultAction): void;
  /** Notes what the client was answered. */
  end(seen: Changeable<SeenRequest>, status: number | undefined): void;
  /** Resolves when so many requests that came later have ended. */
  overtaken(seen: SeenRequest, by: number): Promise<void>;
}

export function createRequestLog(): RequestLog {
  const requests: Changeable<SeenRequest>[] = [];
  const ended = new Set<SeenRequest>();
  let waiting: { behind: number; left: number; go: () => void }[] = [];
  let count = 0;
  return {
    requests,
    begin(method, path, time) {
      count += 1;
      const seen = { number: count, method, path, time };
      requests.push(seen);
      if (requests.length > remembered) requests.shift();
      return seen;
    },
    hit(seen, action) {
      seen.fault = action.kind;
      seen.happened = describeFault(action);
    },
    end(seen, status) {
      if (ended.has(seen)) return;
      ended.add(seen);
      if (status !== undefined) seen.status = status;
      waiting = waiting.filter((each) => {
        if (seen.number > each.behind) each.left -= 1;
        if (each.left > 0) return true;
        each.go();
        return false;
      });
    },
    overtaken: (seen, by) =>
      new Promise((go) => {
        waiting.push({ behind: seen.number, left: by, go });
      }),
  };
}

/** Requests as lines to read: `+1.250 s  #3 POST /oozie/v2/jobs → 201, the answer was lost`. */
export function printRequests(requests: readonly SeenRequest[]): string {
  const start = requests[0]?.time ?? 0;
  return requests
    .map(({ number, method, path, time, status, happened }) => {
      const at = `+${((time - start) / 1_000).toFixed(3)} s`.padStart(12);
      const answered = status === undefined ? 'no answer' : String(status);
      return `${at}  #${number} ${method} ${path} → ${answered}${happened === undefined ? '' : `, ${happened}`}`;
    })
    .join('\n');
}
