import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { browserBundle } from '../scripts/browser-bundle.ts';

test.each(['index.ts', 'kerberos/index.ts'])(
  '%s needs nothing but zod/mini',
  async (name) => {
    const entry = fileURLToPath(new URL(name, import.meta.url));
    const { code, imports } = await browserBundle(entry, { packages: false });
    expect(imports).toEqual(['zod/mini']);
    expect(code).not.toMatch(/\bfrom\s*["'`](?!zod\/mini)|\brequire\(|["'`]node:/);
  },
  30_000,
);
