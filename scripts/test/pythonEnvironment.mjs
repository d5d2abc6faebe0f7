import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, tail } from '../setup/command.mjs';

const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
// Says what it is, or fails: older, or without the module that makes environments (Debian has it in a package of its own).
const PROBE =
  'import sys, venv, ensurepip; assert sys.version_info >= (3, 11); print(sys.executable, sys.version)';

export const HOW_TO_GET_PYTHON =
  'The Python client is tested by Python 3.11 or newer with venv: "apt-get install python3-venv" (Debian, Ubuntu).';

/**
 * The first Python on the path that will do. @param {string[]} [names]
 * @returns {Promise<{ program: string, version: string } | null>}
 */
export async function findPython(names = NAMES) {
  for (const program of names) {
    const probe = await runCommand(program, ['-c', PROBE]).catch(() => null);
    if (probe?.code === 0) return { program, version: probe.output.trim() };
  }
  return null;
}

/**
 * A virtual environment in the checkout's cache with what `clients/python/requirements.txt` names, and the client as pip
 * installs it from the sources of this moment. Made again when the list or the Python is another.
 * @param {string} root @param {{ program: string, version: string }} python @returns {Promise<string>} its Python
 */
export async function providePythonEnvironment(root, python) {
  const folder = join(root, 'node_modules', '.cache', 'asterism-python');
  const own = join(folder, 'bin', 'python');
  const requirements = join(root, 'clients/python/requirements.txt');
  const wanted = createHash('sha256').update(python.version).update(readFileSync(requirements)).digest('hex');
  // Written last: an environment that was cut off is made again.
  const stamp = join(folder, 'asterism.stamp');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.log('making a Python environment for the tests ...');
    await must(python.program, ['-m', 'venv', '--clear', folder]);
    await must(own, [...PIP, '-r', requirements]);
    writeFileSync(stamp, wanted);
  }
  const fromSources = ['--no-deps', '--no-build-isolation', '--force-reinstall'];
  await must(own, [...PIP, ...fromSources, join(root, 'clients/python')]);
  return own;
}

const PIP = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];

async function must(/** @type {string} */ program, /** @type {string[]} */ args) {
  const { code, output } = await runCommand(program, args);
  if (code !== 0) throw new Error(`"${program} ${args.join(' ')}" failed:\n${tail(output)}`);
}
