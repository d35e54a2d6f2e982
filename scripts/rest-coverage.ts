/**
 * `npm run coverage:rest`: runs the client's contract tests, and says of every operation of Oozie's REST which of them
 * drove it on a real Oozie. Exits 1 when none drove one, and when a test fails. With `--hadoop`, on a cluster as well.
 * With `--recorded FILE`, only reads what an earlier run wrote to HOWDAH_REST_COVERAGE.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from './apps.ts';
import { parseRecorded } from './rest-coverage/recorded.ts';
import { reportOf } from './rest-coverage/report.ts';
import { surface } from './rest-coverage/surface.ts';

const { values } = parseArgs({
  options: { recorded: { type: 'string' }, hadoop: { type: 'boolean', default: false } },
});

/** What the tests sent, and whether they passed. */
function runTests(): { text: string; passed: boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'howdah-rest-coverage-'));
  const file = join(folder, 'requests.jsonl');
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        join(repository, 'node_modules/vitest/vitest.mjs'),
        'run',
        ...['--project', 'contract'],
        'packages/oozie-client/',
      ],
      {
        cwd: repository,
        stdio: 'inherit',
        env: {
          ...process.env,
          HOWDAH_REST_COVERAGE: file,
          ...(values.hadoop ? { HOWDAH_TEST_HADOOP: '1' } : {}),
        },
      },
    );
    return { text: existsSync(file) ? readFileSync(file, 'utf8') : '', passed: status === 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { text, passed } =
  values.recorded === undefined ? runTests() : { text: readFileSync(values.recorded, 'utf8'), passed: true };
const { lines, covered, uncovered } = reportOf(surface, parseRecorded(text));
console.log(lines.join('\n'));
console.log(
  `\n${covered} of ${covered + uncovered} operations of Oozie's REST are driven by the client's contract tests.`,
);
if (!passed) console.log('Some of those tests failed; see above.');
process.exitCode = uncovered === 0 && passed ? 0 : 1;
