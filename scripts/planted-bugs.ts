/**
 * Plants each bug of `packages/sync/src/proof/planted-bugs.ts`, one at a time, and tells whether the proof of the sync
 * engine finds it. Numbers given after `--` choose bugs: `npm run planted-bugs -- 3 7`.
 */
import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { plantedBugs } from '../packages/sync/src/proof/planted-bugs.ts';

const chosen = process.argv.slice(2).map(Number);
let found = 0;
let missed = 0;
for (const [index, { title }] of plantedBugs.entries()) {
  const number = index + 1;
  if (chosen.length > 0 && !chosen.includes(number)) continue;
  const { status, stdout, stderr } = spawnSync(
    'npx',
    [
      'vitest',
      'run',
      '--project',
      'unit',
      '--bail',
      '1',
      'packages/sync/src/proof/any-history',
      'packages/sync/src/proof/crash-anywhere',
    ],
    {
      encoding: 'utf8',
      env: { NO_COLOR: '1', HOWDAH_HISTORIES: '2000', ...process.env, HOWDAH_PLANTED_BUG: String(number) },
    },
  );
  const told = stripVTControlCharacters(stdout + stderr);
  const why = (/Caused by: .*/.exec(told) ?? /Error: .*/.exec(told))?.[0] ?? '';
  const after = /failed after (\d+) tests/.exec(told)?.[1];
  const where = after === undefined ? 'by a crash' : `after ${after} histories`;
  // What took too long on a busy machine found nothing.
  const isFound = status !== 0 && why !== '' && !why.includes('Test timed out');
  if (isFound) found += 1;
  else missed += 1;
  console.log(
    `${isFound ? 'found ' : 'MISSED'} ${number}. ${title}${isFound ? `, ${where}` : ''}\n         ${why.slice(0, 160)}`,
  );
}
console.log(`\n${found} found, ${missed} missed`);
process.exitCode = missed > 0 ? 1 : 0;
