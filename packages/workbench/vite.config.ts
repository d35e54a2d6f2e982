import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { pages } from './src/shell/pages.ts';

/** Tells the service worker which files make up the app, those of `public/` too, and which paths are its pages. */
function offlineShell(): Plugin {
  return {
    name: 'offline-shell',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle['service-worker.js'];
      if (worker?.type !== 'chunk') throw new Error('The build made no service-worker.js.');
      const hash = createHash('sha256').update(worker.code);
      const built = Object.values(bundle).filter(({ fileName }) => fileName !== worker.fileName);
      for (const output of built) {
        hash.update(output.fileName).update(output.type === 'asset' ? output.source : output.code);
      }
      const still = readdirSync(new URL('public', import.meta.url));
      for (const file of still) {
        hash.update(file).update(readFileSync(new URL(`public/${file}`, import.meta.url)));
      }
      const files = [...built.map(({ fileName }) => fileName), ...still].filter(
        (file) => file !== 'index.html',
      );
      const shell = {
        name: `workbench@${hash.digest('hex').slice(0, 12)}`,
        files: ['/', ...files.map((file) => `/${file}`)],
        pages: ['/', ...pages.map(({ path }) => path)],
      };
      worker.code = `const shell = ${JSON.stringify(shell)};\n${worker.code}`;
    },
  };
}

export default defineConfig({
  base: '/',
  resolve: { conditions: ['howdah-source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // React, Mantine and Dexie in one file: a tab that an update overtakes never asks for a file that is gone.
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: { index: 'index.html', 'service-worker': 'src/service-worker.ts' },
      output: {
        entryFileNames: (entry) =>
          entry.name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  plugins: [react(), offlineShell()],
});
