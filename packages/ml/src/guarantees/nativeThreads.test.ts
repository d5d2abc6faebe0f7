import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { loadTfjsNode } from '../graph/testing/backends.ts';

const script = fileURLToPath(new URL('nativeLabels.ts', import.meta.url));

async function labelsWith(threads: number): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
    env: {
      ...process.env,
      TF_NUM_INTRAOP_THREADS: String(threads),
      TF_NUM_INTEROP_THREADS: String(threads),
      TF_CPP_MIN_LOG_LEVEL: '3',
    },
    maxBuffer: 1e7,
  });
  return JSON.parse(stdout);
}

const isThere = loadTfjsNode() !== null;
test.skipIf(isThere)('native: skipped, the TensorFlow library is not there', () => undefined);

test.skipIf(!isThere)('native: the same labels with 1, 2 and 4 threads', async () => {
  const [one, two, four] = [await labelsWith(1), await labelsWith(2), await labelsWith(4)];
  expect(Object.keys(one as object)).toHaveLength(6);
  expect(two).toEqual(one);
  expect(four).toEqual(one);
});
