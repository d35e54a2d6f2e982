/** Type-checks every workspace (and the root scripts) with its own tsconfigs; exits 1 when one fails. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const folders = [
  '.',
  ...['packages', 'examples'].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
];
// What ships is checked without Node's types; the tests beside it have a configuration of their own.
const projects = folders.flatMap((folder) =>
  ['tsconfig.json', 'tsconfig.test.json'].map((file) => join(folder, file)).filter(existsSync),
);

function check(project: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', project],
      {
        stdio: 'inherit',
      },
    );
    child.on('exit', (code) => resolve(code === 0));
  });
}

const queue = [...projects];
const failed: string[] = [];
await Promise.all(
  Array.from({ length: Math.min(availableParallelism(), queue.length) }, async () => {
    for (let project = queue.shift(); project !== undefined; project = queue.shift()) {
      if (!(await check(project))) failed.push(project);
    }
  }),
);
console.log(
  `types: ${projects.length - failed.length} passed, ${failed.length} failed${failed.length ? `: ${failed.join(', ')}` : ''}`,
);
process.exit(failed.length ? 1 : 0);
