import type { ListPage } from '@howdah/oozie-client';

/** How a list is read page by page. */
export interface Paging<Row> {
  readonly pageLength: number;
  /** How many rows are kept at a time: what one transaction can take. */
  readonly batch: number;
  /** Asks for the page that begins at a rank. */
  ask(offset: number): Promise<ListPage<Row>>;
  /** Told of the first page before any is kept. */
  begin(page: ListPage<Row>): void;
  /** Keeps a batch; begins before the one before is kept. `asked`: when its page was asked for. */
  keep(rows: readonly Row[], asked: number): Promise<void>;
  /** Whether nothing has to be read after this page. Asked again once all that was read is kept. */
  isLast(page: ListPage<Row>): boolean;
  now(): number;
}

/**
 * Reads and keeps a list. While a page is kept the next one is on its way, and each transaction waits behind the one
 * before: so neither the network nor the disk waits for the other.
 * @throws what asking and keeping throw; then nothing goes on any more
 */
export async function keepPages<Row>(paging: Paging<Row>): Promise<void> {
  const { pageLength, batch, ask, begin, keep, isLast, now } = paging;
  const askFor = (offset: number) => {
    const asked = now();
    const answer = ask(offset);
    // Whether it failed shows when it is its turn, unless something else ends the reading before.
    answer.catch(() => {});
    return { asked, answer };
  };
  let next = askFor(1);
  let keeping = Promise.resolve();
  try {
    for (let offset = 1; ; offset += pageLength) {
      const { asked } = next;
      const page = await next.answer;
      if (offset === 1) begin(page);
      const goesOn = !isLast(page);
      if (goesOn) next = askFor(offset + pageLength);
      for (let at = 0; at < page.rows.length; at += batch) {
        const before = keeping;
        keeping = keep(page.rows.slice(at, at + batch), asked);
        keeping.catch(() => {});
        await before;
      }
      if (goesOn) continue;
      await keeping;
      if (isLast(page)) return;
      next = askFor(offset + pageLength);
    }
  } finally {
    await keeping.catch(() => {});
  }
}
