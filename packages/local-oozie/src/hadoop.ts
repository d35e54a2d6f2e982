import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { type Java, javaOpens, javaQuickStart } from './java.ts';
import { LocalOozieError, throwIfAborted } from './local-oozie-error.ts';
import { relevantLines } from './log-lines.ts';
import type { Watchdog, WatchedProcess } from './watchdog.ts';
import { makeHdfsFolder } from './web-hdfs.ts';

/** A running HDFS, YARN and job history, all in one Java process. */
export interface Hadoop {
  /** `hdfs://localhost:PORT` */
  fileSystem: string;
  /** `http://127.0.0.1:PORT/webhdfs/v1` */
  webHdfsUrl: string;
  /** `localhost:PORT`, what a workflow's `<resource-manager>` or `<job-tracker>` wants. */
  resourceManager: string;
  nameNodePort: number;
  /** What Oozie must know of this cluster. */
  coreSite: Record<string, string>;
}

export interface HadoopPlan {
  java: Java;
  /** The assembled jar set. */
  jars: string;
  /** Hadoop's own folder. */
  home: string;
  /** HDFS's port from last time: stored jobs name it. */
  nameNodePort: number;
  /** Unix time in milliseconds. */
  deadline: number;
  signal: AbortSignal | undefined;
}

/** What the mini cluster would otherwise put on Hadoop's well-known ports; two clusters must not meet there. */
const wellKnown = [
  'yarn.resourcemanager.scheduler.address',
  'yarn.resourcemanager.resource-tracker.address',
  'yarn.resourcemanager.admin.address',
  'yarn.resourcemanager.webapp.address',
  'yarn.nodemanager.address',
  'yarn.nodemanager.localizer.address',
  'yarn.nodemanager.webapp.address',
  'mapreduce.jobhistory.admin.address',
  'mapreduce.jobhistory.webapp.address',
];

/**
 * Boots HDFS and YARN under the watchdog and resolves once both take work.
 * @throws LocalOozieError `start-failed`, `start-timeout`, `aborted`
 */
export async function startHadoop(watchdog: Watchdog, plan: HadoopPlan): Promise<Hadoop> {
  const { java, jars, home, nameNodePort } = plan;
  const logs = join(home, 'logs');
  const out = join(logs, 'out.log');
  const written = join(home, 'site.xml');
  const images = join(home, 'dfs');
  for (const folder of [logs, join(home, 'tmp')]) await mkdir(folder, { recursive: true });
  await writeFile(out, '');
  await rm(written, { force: true });
  const isNew = await mkdir(images, { recursive: true }).then((made) => made !== undefined);

  const webPort = await getPort();
  const rmPort = await getPort();
  const historyPort = await getPort();
  const addresses: Record<string, string> = {};
  for (const name of wellKnown) addresses[name] = `localhost:${await getPort()}`;
  const user = userInfo().username;
  const settings: Record<string, string> = {
    ...addresses,
    'mapreduce.shuffle.port': '0',
    'hdfs.minidfs.basedir': images,
    'hadoop.tmp.dir': join(home, 'tmp'),
    'dfs.permissions.enabled': 'false',
    [`hadoop.proxyuser.${user}.hosts`]: '*',
    [`hadoop.proxyuser.${user}.groups`]: '*',
  };
  const ports = { nnport: nameNodePort, nnhttpport: webPort, rmport: rmPort, jhsport: historyPort };
  const cluster = await watchdog.start({
    command: java.command,
    args: [
      ...javaQuickStart,
      '-Xmx1g',
      `-Dhadoop.log.dir=${logs}`,
      `-Djava.io.tmpdir=${join(home, 'tmp')}`,
      '-cp',
      join(jars, 'lib', '*'),
      'org.apache.hadoop.mapreduce.MiniHadoopClusterManager',
      ...(isNew ? ['-format'] : []),
      ...Object.entries(ports).flatMap(([name, port]) => [`-${name}`, String(port)]),
      '-writeConfig',
      written,
      ...Object.entries(settings).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
    ],
    cwd: home,
    // In the environment rather than among the arguments, because YARN's containers inherit it.
    env: { ...process.env, JDK_JAVA_OPTIONS: javaOpens.join(' '), HADOOP_HOME: home },
    log: out,
  });
  const webHdfsUrl = `http://127.0.0.1:${webPort}/webhdfs/v1`;
  await until(cluster, plan, out, async () => {
    const site = await readFile(written, 'utf8').catch(() => '');
    return site.includes('</configuration>');
  });
  // A restarted HDFS refuses writes until its blocks are reported.
  await until(cluster, plan, out, () => makeHdfsFolder(webHdfsUrl, '/howdah'));

  const classpath = join(jars, 'lib', '*');
  return {
    fileSystem: `hdfs://localhost:${nameNodePort}`,
    webHdfsUrl,
    resourceManager: `localhost:${rmPort}`,
    nameNodePort,
    coreSite: {
      'fs.defaultFS': `hdfs://localhost:${nameNodePort}`,
      ...addresses,
      'yarn.resourcemanager.address': `localhost:${rmPort}`,
      'mapreduce.framework.name': 'yarn',
      'mapreduce.jobhistory.address': `localhost:${historyPort}`,
      'yarn.app.mapreduce.am.staging-dir': '/tmp/staging',
      'yarn.application.classpath': classpath,
      'mapreduce.application.classpath': classpath,
      'yarn.app.mapreduce.am.command-opts': '-Xmx512m --add-opens=java.base/java.lang=ALL-UNNAMED',
    },
  };
}

async function until(
  cluster: WatchedProcess,
  { deadline, signal }: HadoopPlan,
  out: string,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const exited = cluster.exited.then(() => true);
  while (!(await isSo())) {
    throwIfAborted(signal);
    if (await Promise.race([exited, sleep(200, false)])) {
      const text = await readFile(out, 'utf8').catch(() => '');
      throw new LocalOozieError(
        'start-failed',
        `Hadoop ended while starting. Its last words:\n${relevantLines(text).join('\n')}\nThe whole log: ${out}`,
      );
    }
    if (Date.now() > deadline) {
      throw new LocalOozieError(
        'start-timeout',
        `Hadoop did not come up in time. The machine may be busy: allow more with startTimeoutMs. Its log: ${out}`,
      );
    }
  }
}
