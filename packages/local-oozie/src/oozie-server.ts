import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Java, javaOpens, javaQuickStart } from './java.ts';
import { LocalOozieError, throwIfAborted } from './local-oozie-error.ts';
import { relevantLines } from './log-lines.ts';
import { oozieLog4j, oozieSite, printConfiguration } from './oozie-site.ts';
import type { WatchedCommand, WatchedProcess } from './watchdog.ts';

export interface OozieServerPlan {
  java: Java;
  /** The assembled jar set. */
  jars: string;
  /** Oozie's own folder: conf, data, logs, tmp. */
  home: string;
  port: number;
  site: Readonly<Record<string, string>>;
  /** core-site of the Hadoop cluster; empty for the local file system. */
  coreSite: Readonly<Record<string, string>>;
}

/** Where a server under `home` writes. `out` is its stdout and stderr, `log` is log4j's. */
export const oozieLogs = (home: string) => ({
  out: join(home, 'logs', 'out.log'),
  log: join(home, 'logs', 'oozie.log'),
});

/** Writes the configuration and says how to run the server. */
export async function prepareOozie(plan: OozieServerPlan): Promise<WatchedCommand> {
  const { home, java, jars } = plan;
  const folder = (name: string) => join(home, name);
  for (const name of ['conf/hadoop-conf', 'conf/action-conf', 'data', 'logs', 'tmp']) {
    await mkdir(folder(name), { recursive: true });
  }
  const site = oozieSite(plan.port, userInfo().username, plan.site);
  await writeFile(folder('conf/oozie-site.xml'), printConfiguration(site));
  await writeFile(folder('conf/hadoop-conf/core-site.xml'), printConfiguration(plan.coreSite));
  await writeFile(folder('conf/oozie-log4j.properties'), oozieLog4j);
  await writeFile(folder('conf/adminusers.txt'), '');
  const { out } = oozieLogs(home);
  await writeFile(out, '');
  return {
    command: java.command,
    args: [
      ...javaQuickStart,
      '-Xmx512m',
      ...javaOpens,
      `-Doozie.home.dir=${home}`,
      `-Doozie.config.dir=${folder('conf')}`,
      `-Doozie.log.dir=${folder('logs')}`,
      `-Doozie.data.dir=${folder('data')}`,
      '-Doozie.instance.id=local',
      '-Doozie.config.file=oozie-site.xml',
      '-Doozie.log4j.file=oozie-log4j.properties',
      '-Doozie.log4j.reload=10',
      `-Djava.io.tmpdir=${folder('tmp')}`,
      `-Dderby.stream.error.file=${folder('logs/derby.log')}`,
      '-cp',
      `${join(jars, 'classes')}:${join(jars, 'lib', '*')}`,
      'org.apache.oozie.server.EmbeddedOozieServer',
    ],
    cwd: home,
    env: process.env,
    log: out,
  };
}

/**
 * Waits until Oozie answers that it is up.
 * @throws LocalOozieError `start-failed`, `port-taken`, `start-timeout`, `aborted`
 */
export async function untilOozieAnswers(
  server: WatchedProcess,
  { home, port }: OozieServerPlan,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { out, log } = oozieLogs(home);
  // A kept log holds earlier starts, whose troubles are not this one's.
  const old = await stat(log).then(
    ({ size }) => size,
    () => 0,
  );
  const exited = server.exited.then(() => true);
  for (;;) {
    throwIfAborted(signal);
    if (await Promise.race([exited, sleep(100, false)])) throw await startFailure(out, log, old, port);
    if (await answers(port)) return;
    if (Date.now() > deadline) {
      throw new LocalOozieError(
        'start-timeout',
        `Oozie did not answer in time. The machine may be busy: allow more with startTimeoutMs. Its log: ${log}`,
      );
    }
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/oozie/v2/admin/status`, {
      signal: AbortSignal.timeout(2_000),
    });
    const text = await response.text();
    // Its filter asks for authentication only once its services run.
    if (response.status === 401) return response.headers.has('www-authenticate');
    return response.ok && text.includes('systemMode');
  } catch {
    return false;
  }
}

async function startFailure(out: string, log: string, old: number, port: number): Promise<LocalOozieError> {
  const read = (file: string) => readFile(file).catch(() => Buffer.alloc(0));
  const text = `${await read(out)}\n${(await read(log)).subarray(old)}`;
  if (/BindException|Address already in use|Failed to bind/.test(text)) {
    return portTaken(port);
  }
  return new LocalOozieError(
    'start-failed',
    `Oozie ended while starting. Its last words:\n${relevantLines(text).join('\n')}\nThe whole log: ${log} and ${out}`,
  );
}

/** The error for a port that something else listens on. */
export function portTaken(port: number): LocalOozieError {
  return new LocalOozieError(
    'port-taken',
    `Port ${port} of 127.0.0.1 is taken by another program (see: ss -ltnp 'sport = :${port}'). ` +
      'Stop that one, or choose another port, or leave the port out to get a free one.',
  );
}
