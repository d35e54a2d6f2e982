import type { Conflict, Howdah, ParkedRow } from '@howdah/sync';
import { liveQuery } from 'dexie';
import { element } from './element.ts';
import { keyedList } from './keyed-list.ts';
import { watch } from './watch.ts';

/** A row of the app's store, with what a person has to know about it. */
export interface Entry<R> {
  row: R;
  parked: ParkedRow | undefined;
  conflict: Conflict | undefined;
}

export interface RowListOptions<R> {
  store: string;
  /** Reads the rows in the order to show them in; read again whenever one of them changes, in any tab. */
  read: () => Promise<R[]>;
  /** What stands there while there are none. */
  empty: string;
  draw: (entry: Entry<R>) => HTMLElement;
}

/** A list of rows that stays in step with the store, and with what Howdah has to say about each row. */
export function rowList<R extends { id: string }>(howdah: Howdah, options: RowListOptions<R>): HTMLElement {
  const list = element('ul', { class: 'cards' });
  const empty = element('p', { class: 'empty', hidden: true }, options.empty);
  const show = keyedList(list, options.draw);

  let rows: R[] | undefined;
  let parked: ParkedRow[] = [];
  let conflicts: Conflict[] = [];
  const drawAll = () => {
    if (rows === undefined) return;
    empty.hidden = rows.length > 0;
    const parkedByKey = byKey(parked, options.store);
    const conflictsByKey = byKey(conflicts, options.store);
    show(
      rows.map((row) => ({
        key: row.id,
        value: { row, parked: parkedByKey.get(row.id), conflict: conflictsByKey.get(row.id) },
      })),
    );
  };

  liveQuery(options.read).subscribe((newest) => {
    rows = newest;
    drawAll();
  });
  watch(howdah.parked, (newest) => {
    parked = newest;
    drawAll();
  });
  watch(howdah.conflicts, (newest) => {
    conflicts = newest;
    drawAll();
  });
  return element('div', {}, empty, list);
}

function byKey<T extends { collection: string; rowKey: IDBValidKey }>(notes: T[], store: string) {
  return new Map(notes.filter((note) => note.collection === store).map((note) => [note.rowKey, note]));
}
