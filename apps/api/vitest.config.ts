import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would load graphql's ES and CommonJS builds side by side, and the two do not know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{src,test}/**/*.test.ts'],
    // Guards against hanging: a PostgreSQL is started for the run where none is given.
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
    // One, on two processors, leaves a third of them idle.
    maxWorkers: 2,
    // No test changes a module; loading the API anew for each of 86 files takes 3 s of each.
    isolate: false,
  },
});
