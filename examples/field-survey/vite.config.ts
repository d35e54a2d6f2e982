import { createHash } from 'node:crypto';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** Tells the service worker which files make up the app. */
function offlineShell(): Plugin {
  return {
    name: 'offline-shell',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle['service-worker.js'];
      if (worker?.type !== 'chunk') throw new Error('The build made no service-worker.js.');
      const files = Object.keys(bundle).filter((file) => file !== worker.fileName && file !== 'index.html');
      const hash = createHash('sha256').update(worker.code);
      for (const file of ['index.html', ...files]) {
        const output = bundle[file];
        hash.update(file).update(output?.type === 'asset' ? output.source : (output?.code ?? ''));
      }
      const shell = { name: `field-survey@${hash.digest('hex').slice(0, 12)}`, files: ['./', ...files] };
      worker.code = `const shell = ${JSON.stringify(shell)};\n${worker.code}`;
    },
  };
}

export default defineConfig({
  base: '/examples/field-survey/',
  resolve: { conditions: ['howdah-source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    rollupOptions: {
      input: { index: 'index.html', 'service-worker': 'src/service-worker.ts' },
      output: {
        entryFileNames: (entry) =>
          entry.name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  plugins: [offlineShell()],
});
