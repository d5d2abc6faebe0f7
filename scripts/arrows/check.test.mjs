import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile } from './check.mjs';
import { declaredLibraries } from './dependencies.mjs';

const always = () => true;
const found = (file, source) =>
  checkFile(file, source, always).findings.map(({ line, message }) => `${line} ${message.split(':')[0]}`);

test.each([
  ['apps/web/src/a.ts', "import { x } from '@asterism/db';"],
  ['apps/web/src/a.ts', "import { x } from '@asterism/ml';"],
  ['apps/web/src/a.tsx', "const x = <p>don't {import('@asterism/fits/node')}</p>;"],
  ['apps/api/src/a.ts', "export * from '@asterism/ml';"],
  ['apps/api/src/a.ts', "const x = require('@asterism/worker');"],
  ['apps/cli/src/a.ts', "type Db = import('@asterism/db').Db;"],
  ['packages/ml/src/a.ts', "import type { x } from '@asterism/fits';"],
  ['packages/db/src/a.ts', "export { x } from '@asterism/blobs';"],
  ['packages/jobs/src/a.ts', "import x = require('@asterism/testkit');"],
  ['packages/db/src/a.ts', "import { run } from 'graphile-worker';"],
  ['apps/cli/src/a.ts', "import '@tensorflow/tfjs-core';"],
  ['apps/api/src/a.ts', "import pg from 'pg';"],
  ['apps/worker/src/a.ts', "import '../../../packages/ml/src/random.ts';"],
  ['apps/worker/src/a.ts', "import '../../../scripts/start/ports.mjs';"],
  ['packages/ml/src/a.ts', "import { readFileSync } from 'node:fs';"],
  ['packages/fits/src/a.ts', "import { readFileSync } from 'fs';"],
])('%s may not: %s', (file, source) => {
  expect(checkFile(file, `\n${source}`, always).findings).toMatchObject([{ file, line: 2 }]);
});

test.each([
  ['apps/web/src/a.ts', "import { x } from '@asterism/ml/params'; import { y } from '@asterism/fits';"],
  ['apps/api/src/a.test.ts', "import { x } from '@asterism/testkit'; import pg from 'pg';"],
  [
    'apps/worker/src/a.ts',
    "import { x } from '@asterism/ml/native'; import tf from '@tensorflow/tfjs-node';",
  ],
  ['packages/fits/src/node/a.ts', "import { open } from 'node:fs/promises'; import '../header.ts';"],
  ['packages/ml/src/graph/native/a.ts', "import { mkdtempSync } from 'node:fs';"],
  ['bench/train.ts', "import '@asterism/ml'; import '../scripts/start/ports.mjs'; process.env.PEER_PYTHON;"],
  ['apps/api/src/env.ts', 'export const raw = process.env;'],
])('%s may: %s', (file, source) => {
  expect(checkFile(file, source, always).findings).toEqual([]);
});

test.each([
  'process.env.HOME',
  "process['env']",
  'const { env } = process',
  "import { env } from 'node:process'",
])('the environment is read once: %s', (source) => {
  expect(found('packages/blobs/src/open.ts', source)).toEqual(['1 process.env is read outside env.ts']);
});

test('words in comments, strings and templates are no imports', () => {
  const source = [
    "// import 'pg'",
    'const a = "import x from \'pg\'";',
    "const b = `require('pg')`;",
    "/* import('pg') */",
  ].join('\n');
  expect(checkFile('apps/api/src/a.ts', source, always)).toEqual({ findings: [], importCount: 0 });
});

test('a library must be declared where it is used; tests may use what the root brings', () => {
  const { declares } = declaredLibraries(resolve(import.meta.dirname, '../..'));
  const count = (file, source) => checkFile(file, source, declares).findings.length;
  expect(count('packages/blobs/src/a.ts', "import { z } from 'zod';")).toBe(1);
  expect(count('packages/db/src/a.ts', "import { z } from 'zod/v4';")).toBe(0);
  expect(count('packages/db/src/a.ts', "import fc from 'fast-check';")).toBe(1);
  expect(count('packages/db/src/a.test.ts', "import fc from 'fast-check';")).toBe(0);
  expect(count('packages/observation/src/a.ts', "import type { Root } from 'mdast';")).toBe(0);
});
