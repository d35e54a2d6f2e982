import { createServer } from 'node:net';
import { join } from 'node:path';
import getPort from 'get-port';
import { abandonDataDir, openDataDir } from './data-dir.ts';
import { type Hadoop, startHadoop } from './hadoop.ts';
import { handLockTo } from './held-lock.ts';
import { assembleJars, hadoopJars, oozieJars } from './jars.ts';
import { findJava } from './java.ts';
import { LocalOozieError } from './local-oozie-error.ts';
import { oozieLogs, portTaken, prepareOozie, untilOozieAnswers } from './oozie-server.ts';
import { uploadShareLib } from './share-lib.ts';
import { startWatchdog } from './watchdog.ts';

export interface LocalOozieOptions {
  /** Boot HDFS and YARN as well, so that actions run. Default: false, Oozie on `file:///`. */
  hadoop?: boolean;
  /** State folder. Default: a new temporary one. */
  dataDir?: string;
  /** Keep the state when stopped. Default: true when `dataDir` is given, else false. */
  keepData?: boolean;
  /** Oozie's HTTP port on 127.0.0.1. Default: the one the data folder had last time if free, else any free one. */
  port?: number;
  /** Gets a line of progress now and then, for people. */
  log?: (line: string) => void;
  /** More oozie-site properties; they win over ours. */
  oozieSite?: Record<string, string>;
  /** Cancels the start; no effect on an Oozie that is up. */
  signal?: AbortSignal;
  /** How long Oozie may take to answer, not counting downloads. Milliseconds, default 120 000. */
  startTimeoutMs?: number;
}

export interface LocalOozie {
  /** `http://127.0.0.1:PORT/oozie` */
  url: string;
  /** `file:///` or `hdfs://localhost:PORT` */
  fileSystem: string;
  /** `http://127.0.0.1:PORT/webhdfs/v1`, with Hadoop only. */
  webHdfsUrl?: string;
  /** `localhost:PORT`, for a workflow's `<resource-manager>`, with Hadoop only. */
  resourceManager?: string;
  dataDir: string;
  /** Oozie's own log. Its stdout is beside it, in `out.log`. */
  logFile: string;
  /** The Java process of Oozie. */
  pid: number;
  /** A folder URI, without a slash at the end, under which definitions may be written. */
  definitionRoot: string;
  /** Resolves when Oozie has ended, whoever ended it. */
  exited: Promise<void>;
  /** Ends everything that was started and resolves when it is gone; may be called again. */
  stop(): Promise<void>;
}

/**
 * Boots a real Apache Oozie 5.2.1 and resolves once it answers. It ends with {@link LocalOozie.stop} or with
 * this process, whichever comes first and however that comes, and doesn't keep this process alive.
 * @throws LocalOozieError with a `code` for each way this can fail
 */
export async function startLocalOozie(options: LocalOozieOptions = {}): Promise<LocalOozie> {
  try {
    return await boot(options);
  } catch (error) {
    if (error instanceof LocalOozieError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new LocalOozieError('start-failed', `Oozie could not be started: ${why}`, { cause: error });
  }
}

async function boot(options: LocalOozieOptions): Promise<LocalOozie> {
  const { log = () => {}, signal, startTimeoutMs = 120_000 } = options;
  const java = await findJava();
  if (options.port !== undefined && !(await isFree(options.port))) throw portTaken(options.port);
  const jars = await assembleJars(oozieJars, { log, signal });
  const clusterJars = options.hadoop ? await assembleJars(hadoopJars, { log, signal }) : undefined;

  const dataDir = openDataDir(options.dataDir, options.keepData ?? options.dataDir !== undefined);
  const watchdog = (() => {
    try {
      const started = startWatchdog(dataDir.farewell);
      handLockTo(dataDir.lock, started.pid);
      return started;
    } catch (error) {
      abandonDataDir(dataDir);
      throw error;
    }
  })();
  try {
    const deadline = Date.now() + startTimeoutMs;
    const port = options.port ?? (await freePort(dataDir.remembered.ooziePort));
    const nameNodePort = await freePort(dataDir.remembered.nameNodePort);
    dataDir.remember({ ooziePort: port, nameNodePort });
    let hadoop: Hadoop | undefined;
    if (clusterJars !== undefined) {
      log('Starting Hadoop');
      const home = join(dataDir.path, 'hadoop');
      hadoop = await startHadoop(watchdog, { java, jars: clusterJars, home, nameNodePort, deadline, signal });
      await uploadShareLib(jars, hadoop.webHdfsUrl);
    }
    log('Starting Oozie');
    const home = join(dataDir.path, 'oozie');
    const plan = { java, jars, home, port, site: options.oozieSite ?? {}, coreSite: hadoop?.coreSite ?? {} };
    const server = await watchdog.start(await prepareOozie(plan));
    await untilOozieAnswers(server, plan, deadline, signal);
    return {
      url: `http://127.0.0.1:${port}/oozie`,
      fileSystem: hadoop?.fileSystem ?? 'file:///',
      ...(hadoop && { webHdfsUrl: hadoop.webHdfsUrl, resourceManager: hadoop.resourceManager }),
      dataDir: dataDir.path,
      logFile: oozieLogs(home).log,
      pid: server.pid,
      definitionRoot: hadoop ? `${hadoop.fileSystem}/howdah` : `file://${join(dataDir.path, 'howdah')}`,
      exited: server.exited.then(() => {}),
      stop: () => watchdog.close(),
    };
  } catch (error) {
    await watchdog.close();
    throw error;
  }
}

/** A free port of 127.0.0.1, the preferred one if it can be had. */
async function freePort(preferred: number | undefined): Promise<number> {
  // Asked directly, because get-port holds back for a while whatever it has handed out in this process.
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  return getPort({ host: '127.0.0.1' });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
