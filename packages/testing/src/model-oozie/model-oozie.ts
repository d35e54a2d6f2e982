import type { VirtualClock } from '../clock/virtual-clock.ts';
import { answer } from './answer.ts';
import { type Draft, openDraft } from './draft.ts';
import type { OozieRequest, OozieResponse } from './envelope.ts';
import { fetchFrom } from './fetch-from.ts';
import { createFile } from './file-store.ts';
import { type Jobs, jobsOf } from './job-counts.ts';
import type { Listening } from './listen.ts';
import {
  type ActionOutcome,
  newOozie,
  type OozieState,
  oozieDefaults,
  type RunScript,
  restarted,
  type Settings,
  type SystemMode,
} from './oozie-state.ts';
import { perform } from './perform.ts';
import { purgeJobs } from './purge-service.ts';
import { advance, nextEvent } from './services.ts';

/** What a model Oozie takes its time from. */
export type Clock = Pick<VirtualClock, 'now'>;

export interface ModelOozieOptions {
  /** The model's time. Default: the real one. */
  readonly clock?: Clock;
  /** What decides where Oozie leaves something open, such as which of several jobs a look-up finds. Default 0. */
  readonly seed?: number;
  /** When the server was started; it is in every job's id. Default: now. */
  readonly startedAt?: number;
  /** What an administrator would set up differently from Oozie's defaults. */
  readonly settings?: Partial<Settings>;
}

/** An Oozie that is only a model: as quick as a function, with all of its state in the open. */
export interface ModelOozie {
  /** In place of the global `fetch`, for URLs of whatever host, whose path has Oozie's in it: `/oozie/v2/jobs`. */
  readonly fetch: typeof globalThis.fetch;
  /** Answers a request without HTTP around it. */
  answer(request: OozieRequest): OozieResponse;
  /** Listens on a port of 127.0.0.1 (Node only). */
  listen(options?: { readonly port?: number }): Promise<Listening>;
  /** All jobs as the server knows them now, for tests to count by. */
  jobs(): Jobs;
  /**
   * Ends what runs of a workflow: one node of it, or every action that waits to be ended. Sub-workflows end when their
   * children do.
   * @throws {Error} when there is no such workflow, or nothing of it runs
   */
  complete(workflow: string, ending?: Ending): void;
  /** Has actions end by themselves from now on; of several rules that fit, the first given counts. */
  script(rule: RunScript): void;
  /** Has the server forget jobs, as a purge of old ones would: those named, or all that are over. */
  purge(ids?: Iterable<string>): void;
  /** Stops and starts the server: what was queued is forgotten, and its ids begin anew. */
  restart(): void;
  /** Puts a file onto the cluster's file system, e.g. data that a coordinator waits for. */
  putFile(path: string, text?: string): void;
  setSystemMode(mode: SystemMode): void;
  /** Has somebody work on a job for a time: commands on it are answered at once, and carried out 10 s later. */
  lock(job: string, ms: number): void;
  /** Sets the server's clock forwards or backwards from the one that it was given, in ms; not added up. */
  skewClock(ms: number): void;
  /** When the server will next do something by itself, up to a time; undefined when it will not. */
  nextEvent(until?: number): number | undefined;
  /** The whole server as it is, plain data; to keep, to print, to give to `restoreTo` or to another model. */
  snapshot(): OozieState;
  /** Puts the server back to what it was, as restoring its database from a backup does. */
  restoreTo(snapshot: OozieState): void;
}

/** How actions of a workflow end. */
export interface Ending {
  /** Only the action at this node. */
  readonly node?: string;
  /** Default `OK`. */
  readonly outcome?: ActionOutcome;
  /** What the action captured as output. */
  readonly data?: string;
}

/**
 * A model of Oozie 5.2.1 for tests. It does what the real one does with jobs, down to the changes that it accepts and
 * ignores; what it cannot do is listed in the package's README.
 *
 * @example
 * const clock = createVirtualClock();
 * const oozie = createModelOozie({ clock });
 * const client = createOozieClient({ url: 'http://oozie/oozie', user: 'alice', fetch: oozie.fetch });
 */
export function createModelOozie(options: ModelOozieOptions = {}): ModelOozie {
  const { clock = { now: Date.now }, seed = 0 } = options;
  let skew = 0;
  const now = () => clock.now() + skew;
  let state = newOozie(options.startedAt ?? now(), { ...oozieDefaults, seed, ...options.settings });

  const change = (by: (draft: Draft) => void) => {
    const draft = openDraft(advance(state, now()), now());
    by(draft);
    state = draft.result();
  };
  const handle = (request: OozieRequest): OozieResponse => {
    const answered = answer(state, request, now());
    state = answered.state;
    return answered.response;
  };

  return {
    answer: handle,
    fetch: fetchFrom(handle),
    async listen(given) {
      const { listen } = await import('./listen.ts');
      return listen(handle, given);
    },
    jobs() {
      state = advance(state, now());
      return jobsOf(state);
    },
    complete: (workflow, ending) => change((draft) => complete(draft, workflow, ending)),
    script(rule) {
      state = { ...state, scripts: [...state.scripts, rule] };
    },
    purge: (ids) => change((draft) => purgeJobs(draft, ids ?? idsOver(draft.state))),
    restart() {
      state = restarted(advance(state, now()), now());
    },
    putFile: (path, text = '') => change((draft) => createFile(draft, path, text)),
    setSystemMode(systemMode) {
      state = { ...state, systemMode };
    },
    lock(job, ms) {
      state = { ...state, locks: { ...state.locks, [job]: now() + ms } };
    },
    skewClock(ms) {
      skew = ms;
    },
    nextEvent: (until = Number.MAX_SAFE_INTEGER) => nextEvent(state, until),
    snapshot() {
      state = advance(state, now());
      return state;
    },
    restoreTo(snapshot) {
      state = snapshot;
    },
  };
}

function complete(draft: Draft, id: string, ending: Ending = {}): void {
  const { node, outcome = 'OK', data } = ending;
  const job = draft.workflows.get(id);
  const running = (job?.actions ?? []).filter(
    ({ name, status, type }) =>
      status === 'RUNNING' && type !== 'sub-workflow' && (node === undefined || node === name),
  );
  if (job === undefined || running.length === 0) {
    const what = node === undefined ? 'no action that waits to be ended' : `no running action "${node}"`;
    throw new Error(`The model's workflow ${id} (${job?.status ?? 'which there is not'}) has ${what}.`);
  }
  for (const { name } of running) {
    const captured = data === undefined ? {} : { data };
    perform(draft, { does: 'complete', job: id, node: name, run: job.run, outcome, ...captured });
  }
}

const over: ReadonlySet<string> = new Set(['SUCCEEDED', 'KILLED', 'FAILED', 'DONEWITHERROR']);

function idsOver(state: OozieState): string[] {
  const { workflows, coordinators, bundles } = jobsOf(state);
  return [...workflows, ...coordinators, ...bundles]
    .filter(({ status }) => over.has(status))
    .map(({ id }) => id);
}
