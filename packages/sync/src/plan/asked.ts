import type { Asked, IntentRecord } from '../store/tables.ts';
import type { RowState } from './decision.ts';

/** A UUIDv7's own time in epoch ms; undefined for another id. */
function timeOf({ stamp }: IntentRecord): number | undefined {
  const digits = /^([\da-f]{8})-([\da-f]{4})-7/i.exec(stamp);
  return digits === null ? undefined : Number.parseInt(`${digits[1]}${digits[2]}`, 16);
}

/** When the row came to ask for what it asks, and in which status its job was then, as far as it is known. */
export function askedOf({ intent, journal, open, mirror }: RowState): Asked | undefined {
  if (intent === undefined || intent.by === 'mirror') return open?.asked ?? journal?.problem?.asked;
  const at = timeOf(intent);
  if (at === undefined) return undefined;
  const { status } = { status: null, ...mirror?.full };
  return { at, status: typeof status === 'string' ? status : null };
}
