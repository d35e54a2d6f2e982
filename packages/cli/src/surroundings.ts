/** A stream that commands write to. */
export interface Sink {
  /** Resolves when there is room for more, so that a slow reader slows the command down. */
  write(chunk: string | Uint8Array): Promise<void>;
  readonly isTerminal: boolean;
  /** Width of the terminal now; undefined for what is none. */
  columns(): number | undefined;
  /** Height of the terminal now; undefined for what is none. */
  rows(): number | undefined;
}

/** The stream that commands read from. */
export interface Source {
  readonly isTerminal: boolean;
  /** All of it, to its end. */
  text(): Promise<string>;
  /** The next line without its end; undefined at the end of the stream, or when `signal` aborts. */
  line(signal: AbortSignal): Promise<string | undefined>;
}

/**
 * All that a command knows of the process that it runs in: commands touch nothing else but files, so that tests run
 * them side by side in one process.
 */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For facts only: what somebody asked for. */
  readonly stdout: Sink;
  /** For everything else: errors, questions, progress. */
  readonly stderr: Sink;
  readonly stdin: Source;
  /** Relative paths start here. */
  readonly cwd: string;
  readonly home: string;
  /** The name under which the operating system knows the user. */
  readonly osUser: string;
  /** Epoch milliseconds. */
  now(): number;
  readonly fetch: typeof globalThis.fetch;
  /** Makes `fetch` accept any certificate. */
  trustAnyCertificate(): void;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
}
