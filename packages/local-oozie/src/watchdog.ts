import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { shippedFile } from './shipped-file.ts';

/** What the watchdog does once its parent has closed it or died. */
export interface Farewell {
  /** How long a process may take after SIGTERM; 0 ends it by SIGKILL at once. Milliseconds. */
  graceMs: number;
  /** Files and folders to delete when all processes have ended. */
  remove: string[];
  /** Folders to delete after that if nothing is left in them. */
  removeIfEmpty: string[];
}

export interface WatchedCommand {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Its output is appended to this file. */
  log: string;
}

export interface Exit {
  code: number | null;
  signal: string | null;
}

export interface WatchedProcess {
  pid: number;
  exited: Promise<Exit>;
}

/** A small process beside this one that ends what it started when this one closes it or dies, however it dies. */
export interface Watchdog {
  pid: number;
  /** Rejects when the command can't be run at all. */
  start(command: WatchedCommand): Promise<WatchedProcess>;
  /** Ends every process, newest first, and resolves when all are gone. May be called again. */
  close(): Promise<void>;
}

interface WatchdogEvent {
  id: number;
  event: 'started' | 'failed' | 'exited';
  pid?: number;
  message?: string;
  code?: number | null;
  signal?: string | null;
}

interface Pending {
  pid?: number;
  started(pid: number): void;
  failed(error: Error): void;
  exited(exit: Exit): void;
}

/** Ends what a watchdog that was itself killed has left. */
function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {} // already gone
}

/**
 * Starts the watchdog. It doesn't keep this process alive: a script that ends without `close` takes its
 * processes with it.
 * @throws Error when Node.js itself can't be started
 */
export function startWatchdog(farewell: Farewell): Watchdog {
  const child = spawn(
    process.execPath,
    [fileURLToPath(shippedFile('watchdog.mjs')), JSON.stringify(farewell)],
    // A session of its own, so that Ctrl-C in the terminal reaches the parent and not the watchdog.
    // Without NODE_OPTIONS: a test runner's loaders and inspectors are no business of it.
    { detached: true, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  child.on('error', () => {}); // said below, where there is somebody to hear it
  const pid = child.pid;
  if (pid === undefined)
    throw new Error(`${process.execPath} could not be started. Is this Node.js still there?`);
  const pending = new Map<number, Pending>();
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      for (const one of pending.values()) {
        one.failed(new Error('the watchdog has ended'));
        if (one.pid !== undefined && child.exitCode !== 0) killQuietly(one.pid);
        one.exited({ code: null, signal: 'SIGKILL' });
      }
      pending.clear();
      resolve();
    });
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as WatchdogEvent;
    const one = pending.get(event.id);
    if (one === undefined) return;
    if (event.event === 'started' && event.pid !== undefined) {
      one.pid = event.pid;
      one.started(event.pid);
    } else {
      pending.delete(event.id);
      one.failed(new Error(event.message ?? 'it ended at once'));
      one.exited({ code: event.code ?? null, signal: event.signal ?? null });
    }
  });
  child.stdin.on('error', () => {}); // it is gone; `gone` says so
  child.unref();
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();

  let lastId = 0;
  return {
    pid,
    async start(command) {
      const id = ++lastId;
      let exited: (exit: Exit) => void = () => {};
      const exit = new Promise<Exit>((resolve) => {
        exited = resolve;
      });
      // Nothing else may be keeping the caller alive while it waits for the answer.
      const awake = setInterval(() => {}, 60_000);
      try {
        const pid = await new Promise<number>((resolve, reject) => {
          pending.set(id, { started: resolve, failed: reject, exited });
          child.stdin.write(`${JSON.stringify({ id, ...command })}\n`);
          if (child.exitCode !== null || child.signalCode !== null)
            reject(new Error('the watchdog has ended'));
        });
        return { pid, exited: exit };
      } finally {
        clearInterval(awake);
      }
    },
    async close() {
      child.ref();
      if (child.stdout instanceof Socket) child.stdout.ref();
      child.stdin.end();
      await gone;
    },
  };
}
