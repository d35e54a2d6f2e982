import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';

/** What Temporal, the browser's or the polyfill's, knows about a time zone. Instants are epoch milliseconds. */
export interface ZoneRules {
  /** Local time minus UTC at `instant`, in milliseconds. Throws a RangeError for a zone that it doesn't know. */
  offsetAt(zone: string, instant: number): number;
  /** The first change of the offset after `instant`; undefined when there is none. */
  nextChange(zone: string, instant: number): number | undefined;
}

/** The part of native Temporal that is used, so that code compiles where the type isn't known. */
interface NativeTemporal {
  Instant: {
    fromEpochMilliseconds(instant: number): {
      toZonedDateTimeISO(zone: string): {
        offsetNanoseconds: number;
        getTimeZoneTransition(direction: 'next'): { epochMilliseconds: number } | null;
      };
    };
  };
}

/** Reads the rules from Temporal's classes. */
export function rulesFromTemporal(temporal: NativeTemporal): ZoneRules {
  const at = (zone: string, instant: number) =>
    temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return {
    offsetAt: (zone, instant) => at(zone, instant).offsetNanoseconds / 1e6,
    nextChange: (zone, instant) => at(zone, instant).getTimeZoneTransition('next')?.epochMilliseconds,
  };
}

/** Reads the rules from the polyfill's functions: a third of the weight of its classes. */
export const rulesFromPolyfill: ZoneRules = {
  offsetAt: (zone, instant) => ZonedDateTime.offsetNanoseconds(at(zone, instant)) / 1e6,
  nextChange(zone, instant) {
    const change = ZonedDateTime.getTimeZoneTransition(at(zone, instant), 'next');
    return change === null ? undefined : change.epochMilliseconds;
  },
};

function at(zone: string, instant: number) {
  return ZonedDateTime.create(BigInt(instant) * 1_000_000n, zone);
}

/** Native Temporal's rules where there is one, else the polyfill's. */
export function zoneRules(world: object = globalThis): ZoneRules {
  return hasTemporal(world) ? rulesFromTemporal(world.Temporal) : rulesFromPolyfill;
}

function hasTemporal(world: object): world is { Temporal: NativeTemporal } {
  return 'Temporal' in world && typeof world.Temporal === 'object' && world.Temporal !== null;
}
