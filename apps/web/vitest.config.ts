import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // vitest leaves one processor idle, of two the half.
    maxWorkers: '100%',
    // No test changes a module: loading them anew for each file takes 35 s instead of 12.
    isolate: false,
  },
});
