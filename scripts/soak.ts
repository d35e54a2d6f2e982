/**
 * `npm run soak`: what takes too long for `npm test`. 300 histories on a real Oozie that it starts itself, through a
 * network that fails; a crash before every call of the longest days, too; and 200 kills of the browser. Names choose:
 * `npm run soak -- histories`. `HOWDAH_SEED` repeats a run, `HOWDAH_REAL_HISTORIES` and `HOWDAH_KILLS` set how many.
 */
import { spawnSync } from 'node:child_process';

const soaks = {
  histories: {
    project: 'contract',
    file: 'packages/sync/src/proof/real-histories.contract.test.ts',
    counts: { HOWDAH_REAL_HISTORIES: '300', HOWDAH_AT_ONCE: '8' },
  },
  crashes: {
    project: 'unit',
    file: 'packages/sync/src/proof/crash-anywhere.test.ts',
    counts: { HOWDAH_EVERY_CRASH: '1' },
  },
  kills: { project: 'e2e', file: 'e2e/killed-browser.test.ts', counts: { HOWDAH_KILLS: '200' } },
} as const;

const isSoak = (name: string): name is keyof typeof soaks => Object.hasOwn(soaks, name);
const given = process.argv.slice(2);
const unknown = given.find((name) => !isSoak(name));
if (unknown !== undefined) {
  console.error(`There is no soak "${unknown}". There are: ${Object.keys(soaks).join(', ')}.`);
  process.exit(2);
}
const chosen = (given.length === 0 ? Object.keys(soaks) : given).filter(isSoak);
const seed = process.env.HOWDAH_SEED ?? String(Date.now() % 2 ** 31);
let failed = 0;
for (const name of chosen) {
  const { project, file, counts } = soaks[name];
  const env = { ...counts, HOWDAH_SEED: seed, ...process.env };
  const { status } = spawnSync('npx', ['vitest', 'run', '--project', project, file], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) failed += 1;
}
console.log(`\nsoak of seed ${seed}: ${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
