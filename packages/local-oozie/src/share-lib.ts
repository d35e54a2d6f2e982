import { readdir, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { writeHdfsFile } from './web-hdfs.ts';

/** What Oozie's launcher needs on its class path in YARN, beside Hadoop's own. */
const launcherJars = /^(oozie-sharelib-oozie|oozie-client|json-simple|commons-cli|jdom)-\d.*\.jar$/;

/** Uploads the launcher's jars to where Oozie looks for its share lib: the newest `lib_<time>` folder. */
export async function uploadShareLib(oozieJars: string, webHdfsUrl: string): Promise<void> {
  const folder = `/user/${userInfo().username}/share/lib/lib_20260101000000/oozie`;
  const lib = join(oozieJars, 'lib');
  for (const jar of (await readdir(lib)).filter((name) => launcherJars.test(name))) {
    await writeHdfsFile(webHdfsUrl, `${folder}/${jar}`, await readFile(join(lib, jar)));
  }
}
