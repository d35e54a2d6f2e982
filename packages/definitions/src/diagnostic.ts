import type { TextChange } from './tree/text-change.ts';

/** `error`: Oozie refuses or misreads it. `warning`: it works, and is likely wrong. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a document. Offsets count UTF-16 code units from 0; lines and columns count from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** From the first character to behind the last. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A repair that is safe to offer: the changes, made to the document that was looked at, remove the problem. */
export interface Fix {
  /** What it does, for a button: `Rename to "clean-up"`. */
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** Something to know about a document, and where. */
export interface Diagnostic {
  /** Stable, in kebab-case, fit for settings and suppression lists. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, with what, and what to do. */
  readonly message: string;
  readonly range: Range;
  /** The code that Oozie refuses it with, e.g. `E0706`, where it does. */
  readonly oozieCode?: string;
  readonly fix?: Fix;
}
