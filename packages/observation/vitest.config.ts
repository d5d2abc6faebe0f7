import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A guard against hanging, nothing more.
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000 },
});
