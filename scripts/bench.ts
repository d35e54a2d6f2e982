/**
 * Runs a bench: `npm run bench -- definitions`. Each folder of `bench/` is one; its `run.ts` exports `figures`, which
 * are printed as one line of JSON each. It is bundled first as an application would bundle it, because what runs
 * TypeScript directly changes what is measured. What its `prepare.ts` makes of the wanted names, if it
 * has one, is made before, unbundled.
 * Without a name, the names are listed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const names = readdirSync('bench').filter((name) => existsSync(join('bench', name, 'run.ts')));
const name = process.argv[2];

if (name === undefined || !names.includes(name)) {
  console.log(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exit(name === undefined ? 0 : 2);
}

// Below node_modules, so that what isn't bundled is found from there.
const folder = resolve('node_modules/.cache/howdah-bench', name);
await build({
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions: ['howdah-source'] },
  ssr: { noExternal: [/^@howdah\//], resolve: { conditions: ['howdah-source'] } },
  build: {
    ssr: resolve('bench', name, 'run.ts'),
    outDir: folder,
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'run.mjs' } },
  },
});
mkdirSync(folder, { recursive: true });
const preparing = resolve('bench', name, 'prepare.ts');
const prepared = existsSync(preparing)
  ? await (await import(pathToFileURL(preparing).href)).prepare(process.argv.slice(3))
  : null;
writeFileSync(join(folder, 'prepared.json'), JSON.stringify(prepared));
const main = join(folder, 'main.mjs');
writeFileSync(
  main,
  [
    "import { readFileSync } from 'node:fs';",
    "import { figures } from './run.mjs';",
    "const prepared = JSON.parse(readFileSync(new URL('prepared.json', import.meta.url), 'utf8'));",
    'for await (const figure of figures(prepared)) console.log(JSON.stringify(figure));',
    '',
  ].join('\n'),
);
const { status } = spawnSync(process.execPath, ['--expose-gc', main, ...process.argv.slice(3)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
