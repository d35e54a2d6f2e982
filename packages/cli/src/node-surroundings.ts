import { once } from 'node:events';
import { homedir, userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import type { WriteStream } from 'node:tty';
import type { Sink, Source, Surroundings } from './surroundings.ts';

/** The process that the program itself runs in. */
export function nodeSurroundings(signal: AbortSignal): Surroundings {
  return {
    env: process.env,
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    stdin: source(),
    cwd: process.cwd(),
    home: homedir(),
    osUser: osUser(),
    now: () => Date.now(),
    fetch: globalThis.fetch,
    trustAnyCertificate() {
      // Node would warn of it each time, to users who have asked for it.
      process.removeAllListeners('warning');
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    },
    signal,
  };
}

function sink(stream: WriteStream): Sink {
  return {
    async write(chunk) {
      if (!stream.write(chunk)) await once(stream, 'drain');
    },
    isTerminal: stream.isTTY === true,
    columns: () => (stream.isTTY ? stream.columns : undefined),
    rows: () => (stream.isTTY ? stream.rows : undefined),
  };
}

function source(): Source {
  return {
    isTerminal: process.stdin.isTTY === true,
    text: () => text(process.stdin),
    async line(signal) {
      const lines = createInterface({ input: process.stdin });
      try {
        const [line] = await Promise.race([
          once(lines, 'line', { signal }),
          once(lines, 'close', { signal }).then((): unknown[] => []),
        ]);
        return typeof line === 'string' ? line : undefined;
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      } finally {
        lines.close();
      }
    },
  };
}

function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list, as in containers.
    return process.env.USER ?? process.env.LOGNAME ?? String(process.getuid?.() ?? 'unknown');
  }
}
