/** An error with all that it came from: Dexie keeps the browser's own as `inner`, others as `cause`. */
function* causesOf(error: unknown): Generator<{ readonly name: string; readonly message: string }> {
  for (let at: unknown = error, depth = 0; at instanceof Object && depth < 5; depth += 1) {
    const { name, message, inner, cause } = at as Partial<
      Record<'name' | 'message' | 'inner' | 'cause', unknown>
    >;
    yield { name: String(name), message: String(message) };
    at = inner ?? cause;
  }
}

/**
 * Whether the disk, or what the browser lets this origin have of it, is full. Browsers say so in an error of its own,
 * in the AbortError of the transaction, or only in words.
 */
export function isQuotaExceeded(error: unknown): boolean {
  for (const { name, message } of causesOf(error)) {
    if (name === 'QuotaExceededError' || /quota ?exceeded|exceeded the quota|disk is full/i.test(message))
      return true;
  }
  return false;
}

/**
 * Whether the connection to the database is gone and a new one has to be opened: the browser closed it (WebKit does so
 * with tabs in the background), or it was closed for another tab's upgrade.
 */
export function isConnectionLost(error: unknown): boolean {
  for (const { name, message } of causesOf(error)) {
    if (name === 'InvalidStateError' || name === 'DatabaseClosedError') return true;
    if (/connection to indexed database server lost|database connection is closing/i.test(message))
      return true;
  }
  return false;
}

/** Whether there is no database of that name any more. */
export function isDatabaseGone(error: unknown): boolean {
  for (const { name } of causesOf(error)) if (name === 'NoSuchDatabaseError') return true;
  return false;
}
