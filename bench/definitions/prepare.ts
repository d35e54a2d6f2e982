import { decodeXml } from '@howdah/definitions';
import { oozieTestDefinitions } from '@howdah/local-oozie';

export interface Prepared {
  /** The XML files of Oozie's own core tests. */
  readonly oozieTests: readonly string[];
}

export async function prepare(): Promise<Prepared> {
  const files = await oozieTestDefinitions();
  return { oozieTests: files.map(({ bytes }) => decodeXml(bytes).text) };
}
