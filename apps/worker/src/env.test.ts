import { expect, test } from 'vitest';
import { readEnvironment } from './env.ts';

const DATABASE_URL = 'postgresql://localhost/x';

test('what is not set has a value, and an empty variable counts as not set', () => {
  expect(readEnvironment({ DATABASE_URL, ASTERISM_HOME: '/data', BLOB_URL: '', WORKER_ID: 'w' })).toEqual({
    settings: {
      databaseUrl: DATABASE_URL,
      blobUrl: '/data/blobs',
      backend: 'auto',
      threads: 2,
      concurrency: 2,
      serverRoots: [],
      monitor: null,
      otlpEndpoint: null,
      name: 'w',
      logLevel: 'info',
    },
  });
});

test('server roots are absolute paths with a colon between them', () => {
  const read = readEnvironment({ DATABASE_URL, ASTERISM_SERVER_ROOTS: '/data/fits:/archive' });
  expect(read).toMatchObject({ settings: { serverRoots: ['/data/fits', '/archive'] } });
  expect(readEnvironment({ DATABASE_URL, ASTERISM_SERVER_ROOTS: 'images' })).toHaveProperty('problems');
});

test('every problem is named, with its variable', () => {
  const read = readEnvironment({ DATABASE_URL: 'mysql://x', ML_BACKEND: 'gpu', ML_THREADS: '0' });
  const problems = 'problems' in read ? read.problems : [];
  expect(problems.map((problem) => problem.split(':')[0])).toEqual([
    'DATABASE_URL',
    'ML_BACKEND',
    'ML_THREADS',
  ]);
});
