import type { Dexie } from 'dexie';
import type { Collection } from '../collection/collection.ts';
import type { HistoryBudget } from '../history/history.ts';
import type { Locks } from '../leader/leader.ts';
import type { StepLog } from '../store/transaction-log.ts';
import type { Activity, SyncView } from '../view/view-types.ts';

/** Where Oozie is, as the browser sees it: a gateway of the same origin. */
export interface OozieConnection {
  /** The gateway's Oozie address, e.g. `/oozie`; relative addresses are resolved against the page. */
  url: string | URL;
  /** With simple authentication: who the jobs belong to. */
  user?: string;
  /** The folder on the cluster under which definitions are stored. Left out, the gateway is asked (`/howdah/connection`). */
  definitionRoot?: string;
  /**
   * Whether the gateway's feed (`/howdah/feed`) says when there is something to look for, so that Oozie needs to be
   * asked seldom; default true. Where there is no feed, Oozie is asked as often as `pollIntervalMs` says.
   */
  hints?: boolean;
  /** How long to wait for an answer, in ms; default 30,000. */
  timeoutMs?: number;
  /** For tests: the function that sends requests. */
  fetch?: typeof globalThis.fetch;
}

export interface HowdahOptions {
  /**
   * The app's database: a Dexie instance that isn't open yet, whose writes are then captured by themselves; or the
   * name of a database that the app opens otherwise. It must have Howdah's stores (`howdahStores`, `addHowdahStores`).
   */
  database: string | Dexie;
  collections: readonly Collection[];
  oozie: OozieConnection;
  /** Which jobs of the server to keep: those of the app's rows (`linked`, default) or `all`. */
  mirror?: 'linked' | 'all';
  /** How often to look at the server, in ms, while jobs are active; default 1,000. At rest it slows to ten times that. */
  pollIntervalMs?: number;
  /** How much to keep of jobs that Oozie has purged and no row is tied to: by default a year, and 64 MiB. */
  history?: HistoryBudget;
  /**
   * Whether to ask the browser to keep the site's data when the disk gets full (`navigator.storage.persist`), as soon
   * as the first row is synced; default true. Firefox asks its user.
   */
  persist?: boolean;
  /**
   * Called with what keeps the database from being opened (another tab has it open in an older version), and with null
   * when it is open: `startHowdah` waits meanwhile, and goes on by itself.
   */
  onBlocked?: (problem: string | null) => void;
  /** How many rows are sent at a time; default 4. */
  concurrency?: number;
  /** For environments without `navigator.locks`, such as Node 20: what keeps two engines on one database apart. */
  locks?: Locks;
  /**
   * Keeps a log of every decision and step, to be exported and replayed: `stepLog()` of `@howdah/sync/devtools`.
   * Default: none.
   */
  log?: StepLog;
  /** Called for each thing that this tab's engine does. */
  onActivity?: (activity: Activity) => void;
}

/** A running engine, or a follower that stands by to take over. */
export interface Howdah extends SyncView {
  /** Looks at everything that the rows are linked to, now; resolves when what was found is written back. */
  refresh(): Promise<void>;
  /** Stops syncing in this tab. What is under way is recorded and goes on at the next start. */
  stop(): Promise<void>;
}
