import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Each file has servers, a database or a browser of its own to wait for: no core is left idle.
    maxWorkers: '100%',
    globalSetup: ['test/support/demo-firm.ts'],
    setupFiles: ['test/support/seeds.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
