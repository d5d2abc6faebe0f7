import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './reports.mjs';
import { Tally } from './tally.mjs';

const root = resolve(import.meta.dirname, '../..');

test("vitest's own report is read: passed, failed, skipped, and a file that does not load", () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-test-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const head = "import { expect, test } from 'vitest';\n";
    writeFileSync(
      join(folder, 'a.test.mjs'),
      `${head}test('good', () => {}); test('bad', () => expect(1).toBe(2)); test.skip('later', () => {});`,
    );
    writeFileSync(join(folder, 'b.test.mjs'), "throw new Error('broken file');");
    const report = join(folder, 'report.json');
    spawnSync(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile.json=${report}`],
      { cwd: folder },
    );
    const result = readVitestReport('folder', JSON.parse(readFileSync(report, 'utf8')));
    expect(result).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
    expect(result.failures.join()).toMatch(/bad/);
    expect(result.failures.join()).toMatch(/b\.test\.mjs \(broken file\)/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("Playwright's own report is read", () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-test-'));
  try {
    mkdirSync(join(folder, 'tests'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const head = "const { expect, test } = require('@playwright/test');\n";
    writeFileSync(
      join(folder, 'tests', 'a.spec.js'),
      `${head}test('good', () => {}); test('bad', () => { expect(1).toBe(2); }); test.skip('later', () => {});`,
    );
    const done = spawnSync(
      process.execPath,
      [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=json'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(readPlaywrightReport('journeys', JSON.parse(done.stdout))).toEqual({
      name: 'journeys',
      passed: 1,
      failed: 1,
      skipped: 1,
      failures: ['tests/a.spec.js: bad'],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the last line is the total over all runners', () => {
  const tally = new Tally();
  tally.add({ name: 'types', passed: 12, failed: 0 });
  tally.add({ name: 'packages/ml', passed: 40, failed: 2, skipped: 1, failures: ['k-means finds three'] });
  expect(tally.summary().split('\n')).toEqual([
    'FAILED  packages/ml: k-means finds three',
    'FAILED  packages/ml: 1 more',
    'skipped packages/ml: 1',
    '52 passed, 2 failed',
  ]);
});
