import { join } from 'node:path';
import { waitForLock } from '../start/lock.mjs';
import { runCommand, tail } from './command.mjs';

export const QUIET = { TURBO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };

/**
 * Runs tasks in every package that has them; what has not changed since comes from turbo's cache.
 * @param {string} root @param {string[]} tasks @param {{ args?: string[], onLine?(line: string): void }} [options]
 */
export function runTurbo(root, tasks, { args = ['--output-logs=errors-only'], onLine } = {}) {
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  return runCommand(process.execPath, [turbo, 'run', ...tasks, '--ui=stream', '--no-color', ...args], {
    cwd: root,
    env: { ...process.env, ...QUIET },
    onLine,
  });
}

/** Generates and builds everything, or what one app needs. Throws with the end of the output. @param {string} root @param {string} [app] */
export async function buildAll(root, app) {
  await orThrow(root, ['generate', 'build'], 'The build failed', app ? [`--filter=${app}...`] : []);
}

/** Generates what the sources import. @param {string} root */
export async function generateAll(root) {
  await orThrow(root, ['generate', 'codegen'], 'The generated files could not be made');
}

async function orThrow(root, tasks, complaint, filter = []) {
  // Two copies may start from one clone; Next refuses to build twice at once.
  const release = await waitForLock(join(root, 'node_modules', '.asterism-build'));
  try {
    const { code, output } = await runTurbo(root, tasks, { args: ['--output-logs=errors-only', ...filter] });
    if (code !== 0) throw new Error(`${complaint}:\n${tail(output, 60)}`);
  } finally {
    release();
  }
}
