import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';

/**
 * Builds the program as it is published, but with all that it depends on in it, from the sources beside this one.
 * @returns its file
 */
export async function builtBin(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'howdah-bin-'));
  await build({
    config: false,
    entry: [fileURLToPath(new URL('./bin.ts', import.meta.url))],
    outDir,
    format: 'esm',
    platform: 'node',
    dts: false,
    clean: false,
    logLevel: 'error',
    deps: { alwaysBundle: [/./], neverBundle: ['kerberos'], onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ['howdah-source', 'node', 'import', 'default'] } },
  });
  return join(outDir, 'bin.mjs');
}
