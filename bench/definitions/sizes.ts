import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { Figure } from '../figure.ts';

const entry = 'virtual:entry';

/** How many bytes a browser gets for a module, minified and gzipped; the time zones can be left out. */
async function gzipped(code: string, external: readonly RegExp[] = []): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['howdah-source'] },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? code : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', external: [...external] },
    },
  });
  const built = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const chunks = built.flatMap(({ output }) => output).filter((output) => output.type === 'chunk');
  return gzipSync(chunks.map((chunk) => chunk.code).join(''), { level: 9 }).length;
}

export async function* sizeFigures(): AsyncGenerator<Figure> {
  const module = JSON.stringify(resolve('packages/definitions/src/index.ts'));
  const some = (names: string) => `export { ${names} } from ${module};`;
  const all = await gzipped(`export * from ${module};`);
  const withoutZones = await gzipped(`export * from ${module};`, [/^temporal-polyfill/]);
  const figure = (name: string, value: number, what: string): Figure => ({
    name: `size-definitions-${name}`,
    ratio: value / all,
    value,
    against: all,
    unit: 'bytes gzipped',
    what: `${what}, against all of @howdah/definitions`,
  });
  yield figure('all', all, 'everything');
  yield figure('temporal-polyfill', all - withoutZones, 'the share of the Temporal polyfill');
  yield figure('parse', await gzipped(some('parseDefinition, printDefinition')), 'reading and printing');
  yield figure(
    'edit',
    await gzipped(some('parseDefinition, editDefinition, renameNode, addNode')),
    'reading and editing',
  );
  yield figure(
    'check',
    await gzipped(some('parseDefinition, checkDefinition, fixAll')),
    'reading, checking and fixing',
  );
  yield figure('materialize', await gzipped(some('parseDefinition, planOf, materialize')), 'the calendar');
}
