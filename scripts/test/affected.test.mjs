import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { affectedFolders } from './affected.mjs';

const root = resolve(import.meta.dirname, '../..');

test('a change reaches its own folder and those that depend on it', () => {
  expect(affectedFolders(root, ['packages/ml/src/kmeans/kmeans.ts'])).toEqual(
    expect.arrayContaining(['packages/ml', 'apps/worker', 'apps/web']),
  );
  expect(affectedFolders(root, ['packages/ml/src/kmeans/kmeans.ts'])).not.toContain('packages/blobs');
  expect(affectedFolders(root, ['prisma/data.prisma'])).toEqual(
    expect.arrayContaining(['packages/db', 'packages/jobs', 'apps/api']),
  );
  expect(affectedFolders(root, ['scripts/start.mjs'])).toEqual(['scripts']);
  expect(affectedFolders(root, ['docs/glossary.md'])).toEqual([]);
  expect(affectedFolders(root, ['package-lock.json'])).toHaveLength(15);
});
