import { defineConfig } from 'vitest/config';

/** The real servers, one file at a time: they share two cores and would only wait for each other. */
export default defineConfig({
  test: {
    include: ['test/engines/**/*.test.ts'],
    globalSetup: 'test/house/scratch.ts',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
