import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { startLocalOozie } from './start-local-oozie.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `http://127.0.0.1:PORT/oozie` */
    oozieUrl: string;
    /** A folder URI under which tests may write definitions: `file:///…/howdah`. */
    definitionRoot: string;
    /** `file:///` or `hdfs://…` */
    oozieFileSystem: string;
  }
}

/** Status follows within a second or two, and coordinators may tick faster than every five minutes. */
const brisk = {
  'oozie.service.StatusTransitService.statusTransit.interval': '1',
  'oozie.service.PauseTransitService.PauseTransit.interval': '1',
  'oozie.service.CoordMaterializeTriggerService.lookup.interval': '2',
  'oozie.service.CoordMaterializeTriggerService.scheduling.interval': '2',
  'oozie.service.coord.check.maximum.frequency': 'false',
};

/**
 * Gives a test run one Oozie on the local file system. With HOWDAH_OOZIE_URL and HOWDAH_DEFINITION_ROOT set it
 * uses that one instead and boots none.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.HOWDAH_OOZIE_URL;
  const root = process.env.HOWDAH_DEFINITION_ROOT;
  if (url && root) {
    project.provide('oozieUrl', url);
    project.provide('definitionRoot', root);
    project.provide('oozieFileSystem', fileSystemOf(root));
    return async () => {};
  }
  const oozie = await startLocalOozie({ oozieSite: brisk, log: (line) => console.error(line) });
  project.provide('oozieUrl', oozie.url);
  project.provide('definitionRoot', oozie.definitionRoot);
  project.provide('oozieFileSystem', oozie.fileSystem);
  return () => oozie.stop();
}

/** `hdfs://host:port` of `hdfs://host:port/a/b`; `file:///` of a local folder. */
function fileSystemOf(root: string): string {
  return /^hdfs:\/\/[^/]+/.exec(root)?.[0] ?? 'file:///';
}
