import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { main } from './main.ts';
import type { Sink, Surroundings } from './surroundings.ts';

export interface Given {
  env?: Record<string, string>;
  /** Lines that the user types; with it, or `terminal`, there is a terminal. */
  typed?: readonly string[];
  /** What is piped in. */
  piped?: string;
  terminal?: boolean;
  columns?: number;
  home?: string;
  cwd?: string;
  osUser?: string;
  now?: () => number;
  fetch?: typeof globalThis.fetch;
  signal?: AbortSignal;
  /** Called with everything that is written to stdout, as it is written. */
  onStdout?: (text: string) => void;
}

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

const homes: string[] = [];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

/** A home of its own, empty, which goes with the tests of the file. */
export function emptyHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'howdah-cli-'));
  homes.push(home);
  return home;
}

/** Surroundings that keep what is written. */
export function surroundingsWith(given: Given = {}) {
  const home = given.home ?? emptyHome();
  const terminal = given.terminal ?? given.typed !== undefined;
  const typed = [...(given.typed ?? [])];
  const stdout = keeping(terminal, given.columns, given.onStdout);
  const stderr = keeping(terminal, given.columns);
  const surroundings: Surroundings = {
    env: given.env ?? {},
    stdout: stdout.sink,
    stderr: stderr.sink,
    stdin: {
      isTerminal: terminal,
      text: async () => given.piped ?? '',
      line: async () => typed.shift(),
    },
    cwd: given.cwd ?? home,
    home,
    osUser: given.osUser ?? 'alice',
    now: given.now ?? (() => Date.now()),
    fetch: given.fetch ?? globalThis.fetch,
    trustAnyCertificate() {},
    signal: given.signal ?? new AbortController().signal,
  };
  return { surroundings, stdout: stdout.text, stderr: stderr.text };
}

/** Runs a command line in this process. */
export async function run(argv: readonly string[], given: Given = {}): Promise<Ran> {
  const { surroundings, stdout, stderr } = surroundingsWith(given);
  const code = await main(argv, surroundings);
  return { code, stdout: stdout(), stderr: stderr() };
}

function keeping(isTerminal: boolean, columns = 80, onWrite?: (text: string) => void) {
  const decoder = new TextDecoder();
  let text = '';
  const sink: Sink = {
    async write(chunk) {
      const piece = typeof chunk === 'string' ? chunk : decoder.decode(chunk);
      text += piece;
      onWrite?.(piece);
    },
    isTerminal,
    columns: () => (isTerminal ? columns : undefined),
    rows: () => (isTerminal ? 24 : undefined),
  };
  return { sink, text: () => text };
}
