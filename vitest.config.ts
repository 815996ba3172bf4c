import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: { 'mig-lint': fileURLToPath(new URL('./src/index.ts', import.meta.url)) },
  },
  test: {
    setupFiles: ['test/setup.ts'],
    maxWorkers: '100%', // the default leaves one processor out, which is half of a small machine
    hookTimeout: 60_000,
    testTimeout: 30_000, // the first test of a file loads parsers, on machines that are busy with other things
    include: ['{test,eslint-plugin/test}/**/*.test.ts'],
    // The plugin and its worker are tested as they are built.
    server: { deps: { external: [/eslint-plugin\/dist/] } },
    exclude: ['**/node_modules/**', 'test/servers/**'], // those need servers: npm run test:engines
  },
});
