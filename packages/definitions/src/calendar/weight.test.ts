import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, test } from 'vitest';

/** How many bytes a module and all that it needs take on the wire. */
async function gzipped(path: string): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['howdah-source'] },
    build: {
      write: false,
      minify: true,
      rolldownOptions: {
        input: fileURLToPath(new URL(path, import.meta.url)),
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const outputs = Array.isArray(result)
    ? result.flatMap(({ output }) => output)
    : 'output' in result
      ? result.output
      : [];
  const code = outputs.map((output) => (output.type === 'chunk' ? output.code : '')).join('');
  return gzipSync(code, { level: 9 }).length;
}

test('a browser gets the calendar and the expressions in 30 kB, of which time zones are 6 kB', async () => {
  const [zones, el, calendar] = await Promise.all(
    ['../time/zone-rules.ts', '../el/index.ts', './index.ts'].map(gzipped),
  );
  console.log(
    `gzipped: the calendar with all that it needs ${calendar} bytes, expressions ${el}, the rules of time zones in either ${zones}`,
  );
  expect(zones).toBeLessThan(6_000);
  expect(calendar).toBeLessThan(30_000);
});
