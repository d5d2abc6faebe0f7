import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJUnitReport, readPlaywrightReport, readVitestReport } from './reports.mjs';

/** @typedef {import('./tally.mjs').Result} Result */

/** Runs a program in sight; SIGTERM is passed on (Ctrl-C reaches it by itself). @returns {Promise<number>} its exit status */
export function runInSight(
  /** @type {string[]} */ args,
  /** @type {string} */ cwd,
  env = process.env,
  program = process.execPath,
) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGTERM', passOn);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGTERM', passOn);
      resolve(code ?? 1);
    });
  });
}

/**
 * The tests of one folder, by vitest.
 * @param {string} root @param {string} path @param {NodeJS.ProcessEnv} env @param {string[]} [args] @returns {Promise<Result>}
 */
export function runVitest(root, path, env, args = []) {
  return withReport(path, readVitestReport, (report) =>
    runInSight(
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ],
      join(root, path),
      env,
    ),
  );
}

/** The browser journeys. @param {string} root @param {NodeJS.ProcessEnv} env @returns {Promise<Result>} */
export function runPlaywright(root, env) {
  return withReport('e2e', readPlaywrightReport, (report) =>
    runInSight(
      [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
      join(root, 'e2e'),
      {
        ...env,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    ),
  );
}

/**
 * The tests of one folder, by pytest.
 * @param {string} python @param {string} root @param {string} path @param {NodeJS.ProcessEnv} env @returns {Promise<Result>}
 */
export function runPytest(python, root, path, env) {
  return withReport(path, readJUnitReport, (report) =>
    runInSight(['-m', 'pytest', '--quiet', `--junit-xml=${report}`], join(root, path), env, python),
  );
}

/** A runner that fails without naming a test (or leaves no report) counts as one failure. */
async function withReport(name, read, run) {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-report-'));
  const path = join(folder, 'report');
  try {
    const code = await run(path);
    let result;
    try {
      result = read(name, readFileSync(path, 'utf8'));
    } catch (error) {
      return {
        name,
        passed: 0,
        failed: 1,
        failures: [
          `the runner ended with status ${code} and no report (${error instanceof Error ? error.message : error})`,
        ],
      };
    }
    if (code !== 0 && result.failed === 0)
      return { ...result, failed: 1, failures: [`the runner ended with status ${code}`] };
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
