import { howdahStores, openSyncView, startHowdah, workflowRuns } from '@howdah/sync';
import { Dexie, liveQuery } from 'dexie';

type Survey = {
  readonly id: number;
  readonly status: string;
  /** When it was written, in ms, by the writing tab's clock. */
  readonly at: number;
};

export type Side = 'howdah' | 'dexie';

/** What a tab of this page can do. */
export interface LiveTab {
  /** Fills both databases with so many rows, and starts the engine, which has nothing to send. */
  prepare(source: string, rows: number): Promise<void>;
  /** Watches all rows of both. */
  watch(): Promise<void>;
  /** Writes one row; gives when, in ms. */
  write(side: Side, id: number): Promise<number>;
  /** How long after a write its row was shown here, in ms; waits for it. */
  shown(side: Side, at: number): Promise<number>;
}

declare global {
  interface Window {
    live?: LiveTab;
  }
}

const names = { howdah: 'live-howdah', dexie: 'live-dexie' };
const ownStores = { surveys: 'id, status' };

const surveys = workflowRuns<Survey>({
  store: 'surveys',
  outgoing: { index: 'status', equals: 'finished' },
  toOozie: ({ id }) => ({ definition: '<workflow-app/>', properties: { survey: id } }),
  fromOozie: () => ({}),
});

/** The same clock in all tabs. */
const time = () => performance.timeOrigin + performance.now();

const opened = { howdah: new Dexie(names.howdah), dexie: new Dexie(names.dexie) };
opened.howdah.version(1).stores({ ...ownStores, ...howdahStores });
opened.dexie.version(1).stores(ownStores);

const delays = { howdah: new Map<number, number>(), dexie: new Map<number, number>() };

function note(side: Side, rows: readonly Survey[]): void {
  const now = time();
  // A row may be shown again, when the engine has looked at it.
  for (const { at } of rows) if (!delays[side].has(at)) delays[side].set(at, now - at);
}

window.live = {
  async prepare(source, rows) {
    const filling = Array.from({ length: rows }, (_, id): Survey => ({ id, status: 'draft', at: 0 }));
    await opened.dexie.table('surveys').bulkPut(filling);
    await startHowdah({
      database: opened.howdah,
      collections: [surveys],
      persist: false,
      oozie: { url: source, user: 'bench', definitionRoot: 'file:///none', hints: false },
    });
    await opened.howdah.table('surveys').bulkPut(filling);
  },
  async watch() {
    const view = await openSyncView(names.howdah);
    const rows = view.rows<Survey>(surveys.store);
    rows.subscribe(() => {
      note(
        'howdah',
        (rows.current ?? []).map(({ row }) => row),
      );
    });
    liveQuery(() => opened.dexie.table<Survey>('surveys').limit(100).toArray()).subscribe((found) =>
      note('dexie', found),
    );
  },
  async write(side, id) {
    const at = time();
    await opened[side].table('surveys').put({ id, status: 'draft', at } satisfies Survey);
    return at;
  },
  async shown(side, at) {
    for (;;) {
      const delay = delays[side].get(at);
      if (delay !== undefined) return delay;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
};
