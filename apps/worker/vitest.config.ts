import { defineConfig } from 'vitest/config';

// Real processes and a real PostgreSQL: the time-outs are guards against hanging, nothing more.
export default defineConfig({
  test: {
    include: ['{src,test}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
  },
});
