import { absoluteTime } from '../time/time-words.ts';
import { differenceFrom } from './difference.ts';
import { draftOf, isPlain, kindOf } from './field-value.ts';

interface SideValueProps {
  field: string;
  value: unknown;
  /** What it was, to mark what differs; left out, nothing is marked. */
  base?: { value: unknown };
  tone?: 'mine' | 'theirs';
}

/** A value as people read it, with the part marked that differs from what it was. */
export function SideValue({ field, value, base, tone }: SideValueProps) {
  const kind = kindOf(field, value);
  if (kind === 'absent' || kind === 'null' || value === '') {
    const words = value === '' ? 'empty text' : kind === 'null' ? 'empty (null)' : 'not set';
    const isSame = base === undefined || Object.is(base.value, value);
    return <em>{isSame ? words : <mark data-tone={tone}>{words}</mark>}</em>;
  }
  const text = printValue(field, value);
  const Holder = kind === 'json' ? 'pre' : 'span';
  if (base === undefined) return <Holder className="side-value">{text}</Holder>;
  const hasText = base.value !== null && base.value !== undefined;
  const { before, differing, after } = differenceFrom(hasText ? printValue(field, base.value) : '', text);
  return (
    <Holder className="side-value">
      {before}
      {differing !== '' && <mark data-tone={tone}>{differing}</mark>}
      {after}
    </Holder>
  );
}

function printValue(field: string, value: unknown): string {
  if (value instanceof Date) return absoluteTime(value.getTime());
  if (!isPlain(value)) return Object.prototype.toString.call(value).slice(8, -1);
  if (typeof value === 'number' && kindOf(field, value) === 'time') return absoluteTime(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return draftOf(field, value).text;
}
