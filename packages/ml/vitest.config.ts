import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // TensorFlow reads these when it is loaded; other thread counts give other bytes.
    env: { TF_NUM_INTRAOP_THREADS: '2', TF_NUM_INTEROP_THREADS: '2', TF_CPP_MIN_LOG_LEVEL: '3' },
    // Guards against hanging, nothing more.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One, on two processors, takes 530 s and two take 300.
    maxWorkers: 2,
  },
});
