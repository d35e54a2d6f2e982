import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { assembleJars, type JarSet } from './jars.ts';

const definitionJars: JarSet = { pom: 'definitions.pom.xml', title: 'Oozie’s test definitions', jars: 2 };

/** A file out of a jar of Oozie's. */
export interface ShippedDefinition {
  /** Its path in the jar: `wf-long.xml`. */
  name: string;
  /** As it is: most are UTF-8, some are no XML at all, on purpose. */
  bytes: Uint8Array;
}

interface Fetching {
  /** Told about the download the first time. */
  log?: (line: string) => void;
  signal?: AbortSignal;
}

/**
 * The XML files of Oozie's own core tests (`oozie-core:5.2.1:tests`): workflows, coordinators and bundles, many of
 * them wrong on purpose, and configurations. Fetched by Maven the first time, then from the cache.
 * @throws LocalOozieError `maven-missing`, `maven-failed`, `aborted`
 */
export async function oozieTestDefinitions(fetching: Fetching = {}): Promise<ShippedDefinition[]> {
  const files = await filesOf('oozie-core-5.2.1-tests.jar', '.xml', fetching);
  return files.filter(({ name }) => !name.startsWith('META-INF/'));
}

/** The XML schemas that Oozie 5.2.1 checks definitions by. Fetched like {@link oozieTestDefinitions}. */
export async function oozieSchemas(fetching: Fetching = {}): Promise<ShippedDefinition[]> {
  return filesOf('oozie-client-5.2.1.jar', '.xsd', fetching);
}

async function filesOf(
  jar: string,
  ending: string,
  { log = () => {}, signal }: Fetching,
): Promise<ShippedDefinition[]> {
  const folder = await assembleJars(definitionJars, { log, signal });
  const files = unzipSync(await readFile(join(folder, 'lib', jar)), {
    filter: ({ name }) => name.endsWith(ending),
  });
  return Object.entries(files)
    .map(([name, bytes]) => ({ name, bytes }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
