import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../start/ports.mjs';
import { postgresBinaries } from './binaries.mjs';
import { clearStaleServer } from './leftover.mjs';
import { postgresOwner } from './runAs.mjs';

/**
 * @typedef {{ url(database: string): string, port: number, pid: number, exited: Promise<number | null>, stop(): Promise<void> }} Cluster
 */

/**
 * Starts PostgreSQL on a data folder, made first where it is empty. Listens on loopback TCP alone.
 * @param {{ dataFolder: string, password: string, logFile: string, port?: number, settings?: Record<string, string> }} options
 *   port: any free one where it is not given
 * @returns {Promise<Cluster>}
 */
export async function startCluster({ dataFolder, password, logFile, port: wanted, settings = {} }) {
  const owner = postgresOwner();
  const { folder: programs } = postgresBinaries(owner);
  mkdirSync(dataFolder, { recursive: true });
  if (owner) chownSync(dataFolder, owner.uid, owner.gid);
  chmodSync(dataFolder, 0o700);
  if (existsSync(join(dataFolder, 'PG_VERSION'))) await clearStaleServer(dataFolder);
  else initialise(programs, dataFolder, password, owner);

  // A free port can be taken between the look and the use; a second look is enough.
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const started = await launch({ programs, dataFolder, port, owner, logFile, settings });
    if ('pid' in started) {
      return {
        ...started,
        port,
        url: (database) =>
          `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
      };
    }
    const passing = /Address already in use|shared memory block .* still in use/.test(started.output);
    if (!passing || attempt === 5)
      throw new Error(`PostgreSQL did not start. It said:\n${started.output.trim()}\n(log: ${logFile})`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function initialise(programs, dataFolder, password, owner) {
  const passwordFile = join(tmpdir(), `asterism-initdb-${process.pid}`);
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  try {
    const done = spawnSync(
      join(programs, 'bin', 'initdb'),
      [
        '-D',
        dataFolder,
        '-U',
        'postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
      ],
      { encoding: 'utf8', cwd: '/', ...owner },
    );
    if (done.status !== 0)
      throw new Error(
        `PostgreSQL could not prepare ${dataFolder}: ${(done.stderr || String(done.error)).trim()}`,
      );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** @returns {Promise<{ pid: number, exited: Promise<number | null>, stop(): Promise<void> } | { output: string }>} */
async function launch({ programs, dataFolder, port, owner, logFile, settings }) {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    lc_messages: 'C',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile, 'a', 0o600);
  // Detached: Ctrl-C reaches the whole terminal group, and the database must outlive those who write to it.
  const child = spawn(join(programs, 'bin', 'postgres'), ['-D', dataFolder, '-p', String(port), ...flags], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...owner,
  });
  const exited = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  let output = '';
  const ready = new Promise((resolve) => {
    child.stderr.on('data', (chunk) => {
      writeFileSync(log, chunk);
      if (output.length < 20_000) output += chunk;
      if (output.includes('database system is ready to accept connections')) resolve(true);
    });
    child.once('error', (error) => {
      output += String(error);
      resolve(false);
    });
    exited.then(() => {
      closeSync(log);
      resolve(false);
    });
  });
  if (!(await ready)) return { output };
  return { pid: child.pid, exited, stop: () => stop(child, exited) };
}

/** Fast shutdown (SIGINT), and after 10 s the immediate one, which only costs a recovery at the next start. */
async function stop(child, exited) {
  child.kill('SIGINT');
  const patience = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  await exited;
  clearTimeout(patience);
}
