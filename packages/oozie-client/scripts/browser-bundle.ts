import { isAbsolute } from 'node:path';
import { build } from 'vite';

export interface BrowserBundle {
  /** The minified program. */
  readonly code: string;
  /** What it imports from elsewhere. */
  readonly imports: readonly string[];
}

/**
 * Makes of a module what a page would load.
 * @param path absolute
 * @param within whether to take other packages along too, or to leave them as imports
 */
export async function browserBundle(path: string, within: { packages: boolean }): Promise<BrowserBundle> {
  const imports = new Set<string>();
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      rolldownOptions: {
        input: path,
        preserveEntrySignatures: 'strict',
        external(id) {
          const elsewhere = !id.startsWith('.') && !isAbsolute(id);
          if (elsewhere && !within.packages) imports.add(id);
          return elsewhere && !within.packages;
        },
      },
    },
  });
  const [output] = [result].flat();
  if (!output || !('output' in output)) throw new Error(`Nothing came of bundling ${path}.`);
  return {
    code: output.output.map((part) => ('code' in part ? part.code : '')).join('\n'),
    imports: [...imports],
  };
}
