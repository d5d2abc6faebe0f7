import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would load graphql's ES and CommonJS builds side by side, and the two do not know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['src/**/*.test.ts'],
    // A guard against hanging: tests start the command line, some of them several times.
    testTimeout: 60_000,
    // vitest leaves one processor idle, of two the half.
    maxWorkers: '100%',
  },
});
