import { defineConfig } from 'vitest/config';

/** What has servers, a database, a browser or timers of its own, and wants a process of its own for it. */
const apart = [
  ...['browser', 'cloud', 'infra', 'simulation', 'workflows', 'contract'].map((one) => `test/${one}/**/*.test.ts`),
  'test/costs.test.ts',
  'test/shared/events/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Each file has servers, a database or a browser of its own to wait for: no core is left idle.
    maxWorkers: '100%',
    globalSetup: ['test/support/demo-firm.ts'],
    setupFiles: ['test/support/seeds.ts', 'test/support/clock.ts'],
    // A slow machine is no fault. What is asked for again and again has as long as a browser has for a step.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { extends: true, test: { name: 'apart', include: apart } },
      {
        extends: true,
        // The modules of the product keep nothing from one test to the next: they are evaluated once, not for each file.
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: apart, isolate: false },
      },
    ],
  },
});
