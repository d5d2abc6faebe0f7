import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { builtPrograms } from '../../scripts/start/processes.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const API = builtPrograms(ROOT).api;

export interface ApiProcess {
  url: string;
  /** Processor seconds that it has used. */
  processorSeconds(): number;
  /** Memory that it has now, in bytes. */
  memoryBytes(): number;
  stop(): Promise<void>;
}

const TASKSET = '/usr/bin/taskset';
const canPin = existsSync(TASKSET) && availableParallelism() > 1;

/** Keeps this process, and what it starts from now on, off the first core, which is the API's. */
export function leaveFirstCore(): void {
  if (canPin) spawnSync(TASKSET, ['-acp', `1-${availableParallelism() - 1}`, String(process.pid)]);
}

/**
 * The API as it is built, in a process of its own on one core where the system can hold it there. Writes a profile of its
 * processor time into `profileFolder` where one is given.
 */
export async function startApiProcess(
  databaseUrl: string,
  profileFolder: string | null,
): Promise<ApiProcess> {
  if (!existsSync(API.script))
    throw new Error('The API is not built: run `npx turbo run build --filter=@asterism/api`.');
  const home = mkdtempSync(join(tmpdir(), 'asterism-bench-'));
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    ASTERISM_HOME: home,
    AUTH_SECRET: 'not a secret, 32 characters long.',
    WEB_PORT: String(port),
    // What one client may ask is not what is measured.
    RATE_LIMIT: '1000000',
  };
  const pinned = canPin ? [TASKSET, '-c', '0'] : [];
  const profiled = profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const [command, ...args] = [...pinned, process.execPath, ...(API.nodeArgs ?? []), ...profiled, API.script];
  const child = spawn(command!, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 2] });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(`${url}/readyz`)); tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error('The API did not start.');
    await pause(100);
  }
  return {
    url,
    processorSeconds: () => processorSeconds(child.pid!),
    memoryBytes: () => memoryBytes(child.pid!),
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

// Clock ticks a second, the same on every Linux that Node runs on.
const TICKS = 100;

/** NaN where there is no /proc. */
function processorSeconds(pid: number): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return Number.NaN;
  const fields = readFileSync(path, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** NaN where there is no /proc. */
function memoryBytes(pid: number): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return Number.NaN;
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(path, 'utf8'))?.[1]) * 1024;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}
