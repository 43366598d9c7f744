import { defineConfig } from 'vitest/config';
import { Skips } from './test/house/skips.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/house/scratch.ts',
    exclude: ['test/engines/**', 'node_modules/**'],
    testTimeout: 20_000,
    reporters: ['default', new Skips(process.env['CI'] === 'true')],
    coverage: {
      provider: 'v8',
      include: ['{estate,classifiers,audit,policies,evidence,guard,cli}/**/*.ts'],
      // Declarations have no code; the worker runs in a process of its own, which v8 coverage does not follow.
      exclude: ['**/*.d.ts', 'policies/bundle/worker.ts'],
      reporter: ['json-summary', ['text', { file: 'coverage.txt' }]],
      // Where a wrong branch would be a wrong promise, judgement or proof: 95 %. Elsewhere, 85 %. Each room by itself.
      thresholds: {
        'estate/**': { branches: 95 },
        'classifiers/**': { branches: 95 },
        'policies/**': { branches: 95 },
        'evidence/**': { branches: 95 },
        'audit/**': { branches: 85 },
        'guard/**': { branches: 85 },
        'cli/**': { branches: 85 },
      },
    },
  },
});
