import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // vitest leaves one processor idle, of two the half.
    maxWorkers: '100%',
    // No test changes a module.
    isolate: false,
  },
});
