import { ElFault } from '../el/value.ts';
import type { CalendarUnit } from '../time/zoned-calendar.ts';

/**
 * The unit of time that an argument names.
 * @throws {ElFault} for any other text
 * @see org.apache.oozie.coord.TimeUnit
 */
export function unitOf(name: string): CalendarUnit {
  switch (name) {
    case 'MINUTE':
    case 'HOUR':
    case 'DAY':
    case 'WEEK':
    case 'MONTH':
    case 'YEAR':
      return name;
    case 'END_OF_DAY':
      return 'DAY';
    case 'END_OF_WEEK':
      return 'WEEK';
    case 'END_OF_MONTH':
      return 'MONTH';
    default:
      throw new ElFault(`${name} is no unit of time; MINUTE, HOUR, DAY, WEEK, MONTH and YEAR are.`);
  }
}
