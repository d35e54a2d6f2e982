import { ElFault } from '../el/value.ts';
import { formatOozieDate, type ProcessingZone, parseOozieDate } from '../time/oozie-date.ts';
import { add } from '../time/zoned-calendar.ts';
import { currentInstance, instanceAtOrBefore, instancesAround, type ResolvedDataset } from './dataset.ts';
import { unitOf } from './units.ts';

/** What separates several instances, or their URIs, in one text. */
export const instanceSeparator = '#';

/** So many instances in one event are more than anybody means; Oozie itself has no limit. */
const mostInstances = 20_000;

export function refuseTooMany(instances: number): void {
  if (instances > mostInstances) throw new ElFault(`More than ${mostInstances} instances are too many.`);
}

/** @see org.apache.oozie.coord.CoordELFunctions#ph2_coord_currentRange */
export function currentRange(
  dataset: ResolvedDataset,
  nominalTime: number,
  start: number,
  end: number,
  processing: ProcessingZone,
): string {
  refuseTooMany(end - start);
  return instancesAround(dataset, nominalTime, start, end)
    .map((instance) => formatOozieDate(instance, processing))
    .join(instanceSeparator);
}

/** @see org.apache.oozie.coord.CoordELFunctions#ph2_coord_offset */
export function offset(
  dataset: ResolvedDataset,
  nominalTime: number,
  amount: number,
  unit: string,
  processing: ProcessingZone,
): string {
  const itsUnit = unitOf(unit);
  const current = currentInstance(dataset, nominalTime);
  if (current === undefined) return '';
  const instance = instanceAtOrBefore(dataset, add(current.at, dataset.zone, itsUnit, amount));
  if (instance === undefined) return '';
  if (instance === 'out-of-step') {
    throw new ElFault(
      `Oozie fails to find the instance ${amount} ${unit} away: the clocks or months are out of step.`,
    );
  }
  return formatOozieDate(instance, processing);
}

/** @see org.apache.oozie.coord.CoordELFunctions#ph2_coord_absolute_range */
export function absoluteRange(
  dataset: ResolvedDataset,
  nominalTime: number,
  startText: string,
  end: number,
  processing: ProcessingZone,
): string {
  const start = parseOozieDate(startText, processing);
  if (start === undefined) throw new ElFault(`"${startText}" is no time such as 2026-03-29T02:30Z.`);
  const first = currentInstance(dataset, start);
  if (first === undefined)
    throw new ElFault(`The range starts at ${startText}, before the dataset's first instance.`);
  if (first.at !== start)
    throw new ElFault(`The range starts at ${startText}, which is no instance of the dataset.`);
  const current = currentInstance(dataset, nominalTime);
  if (current === undefined) throw new ElFault("The action comes before the dataset's first instance.");
  const steps = first.count - current.count;
  if (steps > end) throw new ElFault(`The range starts at ${startText}, after its end.`);
  return currentRange(dataset, nominalTime, steps, end, processing);
}
