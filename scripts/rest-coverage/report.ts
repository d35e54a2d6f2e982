import { driverOf, type Operation, type RecordedRequest, titleOf } from './recorded.ts';

export interface Report {
  lines: string[];
  covered: number;
  uncovered: number;
}

/** Says of each operation which test drove it. What takes a cluster may be left to a run with one. */
export function reportOf(
  surface: readonly Operation[],
  requests: readonly RecordedRequest[],
  withHadoop: boolean,
): Report {
  const rows = surface.map((operation) => {
    const driver = driverOf(operation, requests);
    const left = driver === undefined && operation.hadoop === true && !withHadoop;
    return { operation, driver, covered: driver !== undefined || left };
  });
  const lines = rows.map(({ operation, driver, covered }) => {
    const by = driver
      ? `${driver.file.replace(/^.*\//, '')}: ${driver.test}${operation.why ? ` (HTTP ${driver.status}: ${operation.why})` : ''}`
      : covered
        ? 'left to the run with --hadoop, yarn.contract.test.ts'
        : 'UNCOVERED';
    return `${covered ? '  ' : '! '}${titleOf(operation).padEnd(62)} ${by}`;
  });
  const covered = rows.filter((row) => row.covered).length;
  return { lines, covered, uncovered: rows.length - covered };
}
