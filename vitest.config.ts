import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { plantedBug } from './scripts/planted-bugs/plant.ts';

// Packages resolve to each other's sources, so that no test runs against a stale build.
const conditions = ['howdah-source', ...defaultServerConditions];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        plugins: plantedBug(process.env.HOWDAH_PLANTED_BUG),
        test: {
          name: 'unit',
          // Hours of a virtual clock take seconds where a machine has much else to do.
          testTimeout: 30_000,
          include: ['{packages,examples}/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          // Files that `npm test` runs in a stage of their own.
          exclude: [
            '**/*.contract.test.ts',
            '**/node_modules/**',
            ...(process.env.HOWDAH_LEAVE_OUT?.split(',') ?? []),
          ],
        },
      },
      {
        ...shared,
        plugins: plantedBug(process.env.HOWDAH_PLANTED_BUG),
        test: {
          name: 'contract',
          include: ['packages/*/src/**/*.contract.test.ts'],
          globalSetup: ['packages/local-oozie/src/vitest-global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['packages/local-oozie/src/vitest-global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
