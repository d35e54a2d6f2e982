/**
 * Prints epoch milliseconds as Oozie takes them in definitions, properties and changes: `2026-11-23T05:00Z`. Oozie
 * counts minutes, so seconds are dropped.
 * @throws {OozieError} `invalid-request` for what is no time between the years 0 and 9999
 * @see org.apache.oozie.util.DateUtils
 */
export function printOozieDate(_epochMs: number): string {
  throw new Error('not written yet');
}

/**
 * Reads `2026-11-23T05:00Z`, or with an offset, `2026-11-23T05:00+0530`, to epoch milliseconds; undefined for other
 * texts.
 */
export function parseOozieDate(_text: string): number | undefined {
  throw new Error('not written yet');
}
