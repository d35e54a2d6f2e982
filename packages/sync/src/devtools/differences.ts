import type { Packed } from './packed.ts';

/** How many differences are told of one decision. */
const most = 20;

const shown = (value: Packed | undefined): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
};

const isParts = (value: Packed | undefined): value is { readonly [name: string]: Packed } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where two packed values differ, by path: `step.payload.concurrency: 2, now 3`. */
export function differences(then: Packed | undefined, now: Packed | undefined, path = ''): string[] {
  if (JSON.stringify(then) === JSON.stringify(now)) return [];
  if (!isParts(then) || !isParts(now))
    return [`${path === '' ? 'all' : path}: ${shown(then)}, now ${shown(now)}`];
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  return names
    .flatMap((name) => differences(then[name], now[name], path === '' ? name : `${path}.${name}`))
    .slice(0, most);
}
