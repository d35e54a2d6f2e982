import type { Diagnostic, Fix, Range } from '../../diagnostic.ts';

/** What a schema refuses, without its place. */
export interface Refusal {
  readonly code: `schema-${string}`;
  readonly message: string;
  readonly fix?: Fix | undefined;
}

/** Oozie refuses whatever its schemas refuse with one code. */
export function refuse(range: Range, { code, message, fix }: Refusal): Diagnostic {
  return { code, severity: 'error', message, range, oozieCode: 'E0701', ...(fix && { fix }) };
}

/** A name or text from the document in a message: on one line, and not too long of it. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** `<a>, <b> or <c>` */
export function listed(names: readonly string[], last: 'or' | 'and' = 'or'): string {
  const few = names.length > 12 ? [...names.slice(0, 11), `${names.length - 11} others`] : names;
  return few.length < 2 ? few.join('') : `${few.slice(0, -1).join(', ')} ${last} ${few.at(-1)}`;
}
