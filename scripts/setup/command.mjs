import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end, without a keyboard; what it prints is kept for the message when it fails.
 * @param {string} program @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?(line: string): void }} [options]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function runCommand(program, args, { cwd, env, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let output = '';
    let rest = '';
    const take = (/** @type {Buffer} */ chunk) => {
      // The end of the output is what explains a failure.
      output = (output + chunk).slice(-200_000);
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (onLine) for (const line of lines) onLine(line);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('close', (code) => {
      running.delete(child);
      if (onLine && rest) onLine(rest);
      resolve({ code, output });
    });
  });
}

/** The last lines of an output, for an error message. */
export function tail(/** @type {string} */ output, count = 25) {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}

/** Asks what runCommand is running to end, and waits for it. */
export async function endCommands() {
  const all = [...running];
  const gone = all.map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of all) child.kill('SIGTERM');
  await Promise.all(gone);
}
