import type { Style } from './style.ts';

/** A line of Oozie's log. What belongs to the message above, such as a stack trace, has neither time nor level. */
export interface LogLine {
  /** By the server's clock, in its time zone: `2026-11-23 05:00:30,123`. */
  readonly time: string | null;
  readonly level: string | null;
  readonly text: string;
}

const start = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3})\s+(FATAL|ERROR|WARN|INFO|DEBUG|TRACE)\b/;

export function logLine(text: string): LogLine {
  const [, time = null, level = null] = start.exec(text) ?? [];
  return { time, level, text };
}

/** Messages that begin with a line that has this, with all their lines. */
export async function* messagesWith(part: string, lines: AsyncIterable<string>): AsyncGenerator<string> {
  let wanted = false;
  for await (const line of lines) {
    if (start.test(line)) wanted = line.includes(part);
    if (wanted) yield line;
  }
}

/** Colours lines by their level, and those below them like them. */
export function paintLogLine(style: Style): (line: string) => string {
  let level: string | null = null;
  return (line) => {
    level = logLine(line).level ?? level;
    if (level === 'ERROR' || level === 'FATAL') return style.bad(line);
    if (level === 'WARN') return style.warning(line);
    return level === 'DEBUG' || level === 'TRACE' ? style.faint(line) : line;
  };
}
