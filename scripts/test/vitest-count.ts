/** How many tests of a stage passed and failed. */
export interface Count {
  passed: number;
  failed: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/**
 * Counts what Vitest's JSON report tells. A file that could not be loaded counts as a failed test; so does a run that
 * had no tests, or failed for a reason that no test shows.
 */
export function countOf(report: VitestReport | undefined, exitCode: number | null): Count {
  if (report === undefined) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + broken;
  const hides = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: hides ? 1 : failed };
}
