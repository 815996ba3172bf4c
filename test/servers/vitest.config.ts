import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Locks are observed while statements run: what is held for a moment is seen or not by how busy the machine is. */
const observed = 'test/servers/postgres-facts.test.ts';

/** Tests against real servers and real migration tools, which this folder's own package.json brings. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: {
    alias: { 'mig-lint': fileURLToPath(new URL('../../src/index.ts', import.meta.url)) },
  },
  test: {
    setupFiles: ['test/setup.ts'],
    maxWorkers: '100%', // as in the configuration of the others
    testTimeout: 60_000,
    hookTimeout: 120_000, // the first start of a server runs initdb
    projects: [
      {
        extends: true,
        test: { name: 'servers', include: ['test/servers/**/*.test.ts'], exclude: ['**/node_modules/**', observed] },
      },
      { extends: true, test: { name: 'observed alone', include: [observed], sequence: { groupOrder: 1 } } },
    ],
  },
});
