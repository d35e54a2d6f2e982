import { driverOf, type Operation, type RecordedRequest, titleOf } from './recorded.ts';

export interface Report {
  lines: string[];
  covered: number;
  uncovered: number;
}

/** Says of each operation which test drove it. */
export function reportOf(surface: readonly Operation[], requests: readonly RecordedRequest[]): Report {
  const drivers = surface.map((operation) => ({ operation, driver: driverOf(operation, requests) }));
  const lines = drivers.map(({ operation, driver }) => {
    const title = titleOf(operation).padEnd(62);
    if (!driver) return `! ${title} UNCOVERED`;
    const why = operation.why ? ` (HTTP ${driver.status}: ${operation.why})` : '';
    return `  ${title} ${driver.file.replace(/^.*\//, '')}: ${driver.test}${why}`;
  });
  const covered = drivers.filter(({ driver }) => driver !== undefined).length;
  return { lines, covered, uncovered: surface.length - covered };
}
