/** Prints how much a page loads for this package, as built: by itself, and with zod/mini. */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { browserBundle } from './browser-bundle.ts';

const entry = fileURLToPath(new URL('../dist/index.mjs', import.meta.url));

const kilobytes = (code: string) => `${(gzipSync(code).length / 1000).toFixed(1)} kB`;
const [alone, whole] = await Promise.all([
  browserBundle(entry, { packages: false }),
  browserBundle(entry, { packages: true }),
]);
console.log(
  `In browsers, minified and gzipped: ${kilobytes(alone.code)}, with zod/mini ${kilobytes(whole.code)}.`,
);
