import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readJUnitReport, readPlaywrightReport, readVitestReport } from './reports.mjs';
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
    const result = readVitestReport('folder', readFileSync(report, 'utf8'));
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
    expect(readPlaywrightReport('journeys', done.stdout)).toEqual({
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

// As pytest 9.2 wrote it of a file that does not load, and of tests that pass, fail, are skipped, and break before and behind.
const JUNIT = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="3" failures="1" skipped="1" tests="6" time="0.118" timestamp="2026-11-27T08:34:18.275582+00:00" hostname="vm"><testcase classname="" name="test_b" time="0.000"><error message="collection failure">test_b.py:1: in &lt;module&gt;
E   ModuleNotFoundError: No module named 'not_there'</error></testcase><testcase classname="test_a" name="test_good" time="0.000" /><testcase classname="test_a" name="test_bad[a&lt;b&amp;&quot;c&quot;]" time="0.020"><failure message="assert 1 == 2">E   assert 1 == 2</failure></testcase><testcase classname="test_a" name="test_later" time="0.000"><skipped type="pytest.skip" message="later">/tmp/test_a.py:5: later</skipped></testcase><testcase classname="test_a" name="test_set_up" time="0.000"><error message="failed on setup with &quot;RuntimeError: no&quot;">E   RuntimeError: no</error></testcase><testcase classname="test_a" name="test_tear_down" time="0.000"><error message="failed on teardown with &quot;RuntimeError: late&quot;">E   RuntimeError: late</error></testcase></testsuite></testsuites>`;

test("pytest's JUnit report is read, and one without a test suite is refused", () => {
  expect(readJUnitReport('clients/python', JUNIT)).toEqual({
    name: 'clients/python',
    passed: 1,
    failed: 4,
    skipped: 1,
    failures: ['test_b', 'test_bad[a<b&"c"]', 'test_set_up', 'test_tear_down'],
  });
  expect(() => readJUnitReport('clients/python', '')).toThrow('it holds no test suite');
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
