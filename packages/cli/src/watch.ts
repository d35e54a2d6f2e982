import { setTimeout as sleep } from 'node:timers/promises';
import { Option } from '@commander-js/extra-typings';
import { failureOf, usageFailure } from './failure.ts';
import { createOutput, type Output } from './output/output.ts';
import { shorten, textWidth } from './output/text-width.ts';
import type { Session } from './session.ts';
import { seconds } from './settings/global-options.ts';
import type { Sink } from './surroundings.ts';

const defaultEveryMs = 2000;

/** The option `--watch [seconds]`, read as milliseconds. */
export function watchOption() {
  return new Option('--watch [seconds]', 'draw anew every 2 seconds, or as often as said')
    .argParser(seconds)
    .preset(String(defaultEveryMs / 1000));
}

/** Adds what a watch shows to `out`, and answers whether there is nothing more to wait for. */
export type Frame = (out: Output) => Promise<boolean>;

/**
 * Draws a frame over and over in the place of the one before, until there is nothing more to wait for, or Ctrl-C. Where
 * there is no terminal, frames are written one below the other, as they change; of JSON, the lines that changed. What goes wrong in between is told
 * below the last frame that there was; the first must work.
 * @param everyMs how long to wait between frames
 */
export async function watch(session: Session, everyMs: number, frame: Frame): Promise<void> {
  const { surroundings, signal, out } = session;
  if (out.format === 'json') throw usageFailure('--watch cannot make one JSON document.', 'Use --jsonl.');
  const { stdout } = surroundings;
  const screen =
    out.format === 'jsonl' ? changedLines(stdout) : stdout.isTerminal ? redrawing(stdout) : appending(stdout);
  let last = '';
  try {
    for (let over = false; !over; ) {
      const drawing = collecting(stdout);
      try {
        over = await frame(
          createOutput({ ...surroundings, stdout: drawing.sink, stderr: drawing.sink }, out),
        );
        last = drawing.text();
        await screen.show(last);
      } catch (error) {
        if (last === '' || signal.aborted) throw error;
        await screen.trouble(last, `${out.times.at(surroundings.now())}: ${failureOf(error).message}`);
      }
      if (!over) await sleep(everyMs, undefined, { signal });
    }
  } finally {
    await screen.end();
  }
}

interface Screen {
  show(text: string): Promise<void>;
  /** Something went wrong since this was shown. */
  trouble(text: string, line: string): Promise<void>;
  end(): Promise<void>;
}

/** Of lines of JSON, those that were not there before. */
function changedLines(stdout: Sink): Screen {
  let shown = new Set<string>();
  return {
    async show(text) {
      const lines = text.split('\n').filter(Boolean);
      const fresh = lines.filter((line) => !shown.has(line));
      if (fresh.length > 0) await stdout.write(`${fresh.join('\n')}\n`);
      shown = new Set(lines);
    },
    async trouble() {},
    async end() {},
  };
}

function appending(stdout: Sink): Screen {
  let shown = '';
  return {
    async show(text) {
      if (text !== shown) await stdout.write(shown === '' ? text : `\n${text}`);
      shown = text;
    },
    async trouble() {},
    async end() {},
  };
}

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const eraseToLineEnd = '\u001b[K';
const eraseBelow = '\u001b[J';

function redrawing(stdout: Sink): Screen {
  let shown: readonly string[] = [];
  async function draw(text: string, fixed: string[]): Promise<void> {
    const rows = stdout.rows() ?? 24;
    const columns = stdout.columns() ?? 80;
    const lines = fitting(text.split('\n').slice(0, -1), fixed, columns, rows);
    const up = heightOf(shown, columns);
    const back = up > 0 ? `\u001b[${up}A\r` : hideCursor;
    await stdout.write(`${back}${lines.map((line) => `${line}${eraseToLineEnd}\n`).join('')}${eraseBelow}`);
    shown = lines;
  }
  return {
    show: (text) => draw(text, []),
    trouble: (text, line) => draw(text, [shorten(line, (stdout.columns() ?? 80) - 1)]),
    async end() {
      if (shown.length > 0) await stdout.write(showCursor);
    },
  };
}

/** As many lines as fit on the screen: what has scrolled away cannot be drawn over. */
function fitting(
  lines: readonly string[],
  fixed: readonly string[],
  columns: number,
  rows: number,
): string[] {
  const room = rows - 1 - heightOf(fixed, columns);
  if (heightOf(lines, columns) <= room) return [...lines, ...fixed];
  const kept: string[] = [];
  for (const line of lines) {
    if (heightOf([...kept, line], columns) > room - 1) break;
    kept.push(line);
  }
  return [...kept, `… ${lines.length - kept.length} more lines`, ...fixed];
}

/** How many lines of the terminal they take, with those that wrap. */
function heightOf(lines: readonly string[], columns: number): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columns)), 0);
}

/** Keeps what is written for a terminal like the real one. */
function collecting(like: Sink) {
  let text = '';
  const sink: Sink = {
    ...like,
    async write(chunk) {
      text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    },
  };
  return { sink, text: () => text };
}
