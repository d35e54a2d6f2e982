import { formatOozieDate, processingInUtc } from '../time/oozie-date.ts';
import { BuildError } from './build-error.ts';

/** Epoch milliseconds of a whole minute, or a text: `2026-01-01T00:00Z`, an expression. */
export type OozieTime = number | string;

/** As Oozie writes it, in UTC. @throws BuildError `illegal-time` */
export function timeText(time: OozieTime, of: string): string {
  if (typeof time === 'string') return time;
  if (time % 60_000 !== 0 || Math.abs(time) > 8.64e15) {
    throw new BuildError(
      'illegal-time',
      `${of} is ${time}: it has to be epoch milliseconds of a whole minute, for Oozie knows no shorter ones.`,
      [of],
    );
  }
  return formatOozieDate(time, processingInUtc);
}
