import { InvalidArgumentError } from '@commander-js/extra-typings';
import { spanMs, type Times } from '../output/times.ts';

/** A time that an option gives, once it is known what time it is, and where. */
export interface OptionTime {
  /** Epoch milliseconds. @throws {Failure} for what is no time */
  at(times: Times): number;
}

/** Reads a time as {@link Times.read} does: `2026-11-23T05:00Z`, `2026-11-23`, `2h` for two hours ago, `+1d`. */
export function optionTime(value: string): OptionTime {
  return { at: (times) => times.read(value, 'The time') };
}

/** The same for times that may be to come, of which a length of time has to say which way it goes. */
export function signedOptionTime(value: string): OptionTime {
  if (spanMs(value) !== undefined) {
    throw new InvalidArgumentError(
      `Write +${value} for the time to come, or -${value} for the time before now.`,
    );
  }
  return optionTime(value);
}
