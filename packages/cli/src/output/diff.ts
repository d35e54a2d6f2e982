import type { Style } from './style.ts';

/** A unified diff with its lines coloured, and a line end after it; nothing for an empty one. */
export function paintDiff(diff: string, style: Style): string {
  if (diff === '') return '';
  const lines = diff.replace(/\n$/, '').split('\n');
  return `${lines.map((line) => paintLine(line, style)).join('\n')}\n`;
}

function paintLine(line: string, style: Style): string {
  if (/^(\+\+\+|---|\*\*\*|===)/.test(line)) return style.strong(line);
  if (line.startsWith('+')) return style.good(line);
  if (line.startsWith('-')) return style.bad(line);
  return line.startsWith('@@') ? style.faint(line) : line;
}
