import type { Row } from '../collection/collection.ts';
import type { Howdah } from '../engine/options.ts';
import type { Store } from '../store/store.ts';

/** A tab, as far as a history does something to it. */
export interface StageTab {
  readonly howdah: Howdah;
  crash(): void;
  crashAfter(calls: number): void;
}

/** What a history happens to: a browser profile, its network and its Oozie, of whatever these are made. */
export interface Stage<Tab extends StageTab = StageTab, Fault = never> {
  /** Around when schedules lie, in epoch ms. */
  readonly begin: number;
  /** The app's own connection to its database. */
  readonly app: Store;
  readonly tabs: readonly Tab[];
  openTab(): Tab;
  /** Stops a tab's engine in good order, as closing the page does. */
  stopTab(tab: Tab): Promise<void>;
  /** Writes a row as the app does: with its note, in one transaction, in a tab that nothing happens to. */
  put(collection: string, row: Row): Promise<void>;
  remove(collection: string, id: string): Promise<void>;
  /** Injects a fault for the n-th request from now on. */
  failRequest(inSoMany: number, action: Fault): void;
  /** Nobody looks at any tab any more, or somebody does again. */
  hideTabs(hidden: boolean): void;
  /** From now on the tabs' calls of which it is so find no room, e.g. `put howdah_jobs`. */
  fillDisk(isFull: (call: string) => boolean): void;
  readonly clock: { advance(ms: number): Promise<unknown>; jump(ms: number): void };
  readonly network: { offline(on: boolean): unknown };
  readonly oozie: OozieThere;
}

/** The server as it really is, past the network. */
export interface OozieThere {
  /** All jobs, as they are now. */
  jobs(): JobsThere;
  /** Sends a request of somebody else. */
  readonly fetch: typeof globalThis.fetch;
  complete(workflow: string, ending: { readonly outcome: 'OK' | 'ERROR' }): void;
  purge(): void;
  restart(): void;
  setSystemMode(mode: 'NORMAL' | 'SAFEMODE'): void;
}

/** Jobs by what is compared with rows. Times are epoch ms. */
export interface JobsThere {
  readonly workflows: readonly {
    readonly id: string;
    readonly appName: string;
    readonly appPath: string;
    readonly user: string;
    readonly createdTime: number;
    readonly conf: Readonly<Record<string, string>>;
    readonly status: string;
    readonly startTime: number | null;
    readonly parentId: string | null;
    readonly actions: readonly { readonly status: string }[];
  }[];
  readonly coordinators: readonly {
    readonly id: string;
    readonly appName: string;
    readonly status: string;
    readonly endTime: number;
    readonly pauseTime: number | null;
    readonly concurrency: number;
    /** Its properties. */
    readonly conf: Readonly<Record<string, string>>;
  }[];
  readonly bundles: readonly {
    readonly id: string;
    readonly appName: string;
    readonly status: string;
    readonly endTime: number | null;
    readonly pauseTime: number | null;
  }[];
}

/** What a history notes of itself, for what has to hold in the end. */
export interface Noted {
  /** A row was added, or added again after it was deleted: it asks for one more job. */
  asksAnew(id: string): void;
  readonly wishes: {
    wrote(id: string, field: string, value: unknown): void;
    decidedElsewhere(id: string, field?: string): void;
  };
  /** What somebody else has published in the parts of documents. */
  readonly published: Noted['wishes'];
  readonly commands: {
    asked(id: string): void;
    /** A person takes back what was asked of a row, or has just done so. */
    takesBack(row: string | undefined): void;
  };
  /** The browser's clock was set. */
  clockJumped(): void;
  /** Somebody else has just changed a coordinator. */
  readonly unseen: { changedThere(id: string): void };
  /** Jobs are about to be forgotten. */
  readonly started: { look(): void };
}
