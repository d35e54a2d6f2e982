import type { ElArguments } from './arguments.ts';
import type { ElScope } from './scope.ts';
import { ElFault } from './value.ts';

/** The functions whose arguments are set apart by a comma with a blank before it as well. */
const spaced = new Set('offset dateOffset dateTzOffset epochTime formatTime'.split(' '));

/**
 * Writes a function down for a later phase, as Oozie does.
 * @throws {ElFault} for a data-in or data-out that the coordinator doesn't have
 * @see org.apache.oozie.coord.CoordELFunctions#ph1_coord_current_echo
 */
export function echo(name: string, args: ElArguments, scope: ElScope): string {
  const local = name.slice(name.indexOf(':') + 1);
  const texts = Array.from({ length: args.length }, (_, index) => args.text(index));
  if (/^(?:data|database|table)(?:In|Out)/.test(local)) {
    checkDataName(local, args.text(0), scope);
    return `${name}(${texts.map((text) => `'${text}'`).join(', ')})`;
  }
  if (local === 'epochTime' || local === 'formatTime') texts[0] = `'${texts[0]}'`;
  return `${name}(${texts.join(spaced.has(local) ? ' , ' : ', ')})`;
}

function checkDataName(local: string, name: string, scope: ElScope): void {
  const kind = scope.variable(`oozie.dataname.${name}`);
  const wanted = local === 'dataIn' ? 'data-in' : local === 'dataOut' ? 'data-out' : undefined;
  if (kind === undefined || (wanted !== undefined && kind !== wanted)) {
    throw new ElFault(`The coordinator has no ${wanted ?? 'data-in or data-out'} called ${name}.`);
  }
}

/** What a function gives while Oozie only checks a text. */
export function stub(name: string): string {
  switch (name) {
    case 'coord:hoursInDay':
      return '24';
    case 'coord:daysInMonth':
      return '30';
    case 'coord:tzOffset':
      return '3';
    default:
      return '2009-03-06T010:00';
  }
}
