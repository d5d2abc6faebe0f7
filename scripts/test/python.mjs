import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBy } from './checks.mjs';
import { findPython, HOW_TO_GET_PYTHON, providePythonEnvironment } from './pythonEnvironment.mjs';
import { runPytest } from './run.mjs';
import { startServer } from './server.mjs';

/** @typedef {import('./tally.mjs').Result} Result */

const CLIENT = 'clients/python';
const LINTED = [CLIENT, 'examples/python', 'examples/notebook'];

/**
 * The Python client and its examples: types, lint, and the tests against a server that is started for them. Where there
 * is no Python that will do, one line says so and nothing is tested; in CI (`CI=true`) that is a failure.
 * @param {string} root @returns {Promise<Result[]>}
 */
export function testPython(root, env = process.env, find = findPython) {
  return withPython(root, env, find, async (own) => [
    ...(await checkPython(root, own)),
    await testAgainstServer(root, own, env),
  ]);
}

/** The same without a server: types, lint, and the tests that need none. @returns {Promise<Result[]>} */
export function checkPythonOnly(/** @type {string} */ root, env = process.env) {
  return withPython(root, env, findPython, async (own) => [
    ...(await checkPython(root, own)),
    await runPytest(own, root, CLIENT, { ...env, ASTERISM_HOME: '', CI: '' }),
  ]);
}

async function withPython(root, env, find, run) {
  const failure = (reason) => [{ name: CLIENT, passed: 0, failed: 1, failures: [reason] }];
  const python = await find();
  if (!python) {
    console.log(HOW_TO_GET_PYTHON);
    return env.CI === 'true' ? failure('there is no Python') : [];
  }
  try {
    return await run(await providePythonEnvironment(root, python));
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return failure('see above');
  }
}

async function checkPython(root, own) {
  const config = ['--config', join(CLIENT, 'pyproject.toml'), '--no-cache', ...LINTED];
  const types = ['-m', 'mypy', '--cache-dir', join(root, 'node_modules/.cache/mypy')];
  return [
    await checkBy(own, `types ${CLIENT}`, join(root, CLIENT), types),
    await checkBy(own, `lint ${CLIENT}`, root, ['-m', 'ruff', 'check', ...config]),
    await checkBy(own, `format ${CLIENT}`, root, ['-m', 'ruff', 'format', '--check', ...config]),
  ];
}

async function testAgainstServer(root, own, env) {
  const home = mkdtempSync(join(tmpdir(), 'asterism-python-'));
  // Of the user's own servers the tests know nothing.
  const alone = { ASTERISM_URL: '', ASTERISM_TOKEN: '', XDG_CONFIG_HOME: join(home, 'config') };
  try {
    const stop = await startServer(root, home);
    try {
      return await runPytest(own, root, CLIENT, { ...env, ...alone, ASTERISM_HOME: home });
    } finally {
      await stop();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
