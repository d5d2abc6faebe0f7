import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// A guard against hanging: a cold start builds everything first, minutes on a busy machine.
const READY_WITHIN_MS = 600_000;

/**
 * Starts the product as a user does, without its demo: on a free port, with a PostgreSQL of its own. What it says goes to
 * start.log in its data folder; run.json there says where it answers.
 * @param {string} root @param {string} home its data folder, which must be there @param {NodeJS.ProcessEnv} [settings]
 * @returns {Promise<() => Promise<void>>} stops it; the data folder stays
 */
export async function startServer(root, home, settings = {}) {
  const log = createWriteStream(join(home, 'start.log'));
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '--no-demo'], {
    cwd: root,
    env: { ...process.env, ASTERISM_HOME: home, WEB_PORT: '0', DATABASE_URL: '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await exited;
  };
  for (const until = Date.now() + READY_WITHIN_MS; !existsSync(join(home, 'run.json')); ) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`The server did not start:\n${readFileSync(join(home, 'start.log'), 'utf8')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return stop;
}
