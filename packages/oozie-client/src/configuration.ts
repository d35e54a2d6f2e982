/** A job's properties by name, in the order in which they are printed. */
export type Properties = Readonly<Record<string, string>>;

/**
 * Reads a configuration as Oozie prints it in `conf`. A name given twice keeps its last value, as in Hadoop.
 * @throws {OozieError} `malformed-answer` when the text is not a configuration
 * @see org.apache.oozie.util.XConfiguration
 */
export function parseConfiguration(_xml: string): Properties {
  throw new Error('not written yet');
}

/**
 * Prints properties as the configuration that Oozie takes.
 * @throws {OozieError} `invalid-request` when a name or value has a character that XML 1.0 cannot carry
 */
export function printConfiguration(_properties: Properties): string {
  throw new Error('not written yet');
}
