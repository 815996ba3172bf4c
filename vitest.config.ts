import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that only compute: what they load is most of their time, and nothing that one of them does is seen by the next. */
const pure = 'test/{config,dialects,frameworks,model,report,rules,schema}/**/*.test.ts';

export default defineConfig({
  resolve: {
    alias: { 'mig-lint': fileURLToPath(new URL('./src/index.ts', import.meta.url)) },
  },
  test: {
    setupFiles: ['test/setup.ts'],
    maxWorkers: '100%', // the default leaves one processor out, which is half of a small machine
    hookTimeout: 60_000,
    testTimeout: 30_000, // the first test of a file loads parsers, on machines that are busy with other things
    // The plugin and its worker are tested as they are built.
    server: { deps: { external: [/eslint-plugin\/dist/] } },
    projects: [
      // Each worker loads the sources once for all of its files, instead of once for each.
      { extends: true, test: { name: 'pure', include: [pure], isolate: false } },
      {
        extends: true,
        test: {
          name: 'isolated',
          include: ['{test,eslint-plugin/test}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/servers/**', pure], // servers: npm run test:engines
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
