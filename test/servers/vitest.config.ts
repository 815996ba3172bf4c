import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests against real servers and real migration tools, which this folder's own package.json brings. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: {
    alias: { 'mig-lint': fileURLToPath(new URL('../../src/index.ts', import.meta.url)) },
  },
  test: {
    setupFiles: ['test/setup.ts'],
    include: ['test/servers/**/*.test.ts'],
    maxWorkers: '100%', // as in the configuration of the others
    testTimeout: 60_000,
    hookTimeout: 120_000, // the first start of a server runs initdb
  },
});
