import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntilGone } from './alive.mjs';
import { identityOf, isRunning } from './identity.mjs';
import { importantLine } from './logLine.mjs';

/**
 * @typedef {{ name: string, script: string, args?: string[], nodeArgs?: string[], cwd?: string, env: NodeJS.ProcessEnv,
 *   onMessage?: (message: unknown) => void }} ChildSpec with onMessage, the child can send what no log may hold
 */

// A child that lived for a minute was well; its next death starts counting again.
const WELL_AFTER_MS = 60_000;
const LONGEST_PAUSE_MS = 30_000;
// The worker lets a stage write its checkpoint, the API lets answers finish.
const PATIENCE_MS = 10_000;

/** The processes of one copy of the server: started, logged, started again when they die, and all stopped together. */
export class Children {
  /** @type {Map<string, import('node:child_process').ChildProcess>} */
  #running = new Map();
  #stopping = false;
  #hurry = false;
  #deathsInARow = 0;

  /** @param {{ home: string, say(line: string): void }} options */
  constructor({ home, say }) {
    this.home = home;
    this.say = say;
    this.recordFile = join(home, 'children.json');
  }

  /** Whether a child dies again and again: waiting for it is no use. */
  keepsDying() {
    return this.#deathsInARow >= 3;
  }

  /** Ends what a killed launcher left running. */
  async clearLeftovers() {
    if (!existsSync(this.recordFile)) return;
    const left = JSON.parse(readFileSync(this.recordFile, 'utf8')).filter(isRunning);
    for (const { pid } of left) signalGroup(pid, 'SIGTERM');
    for (const { pid } of left) {
      if (!(await waitUntilGone(pid, PATIENCE_MS))) signalGroup(pid, 'SIGKILL');
    }
    rmSync(this.recordFile, { force: true });
  }

  /** Starts a child and keeps it running until stop(). @param {ChildSpec} spec */
  start(spec, deaths = 0) {
    const log = createWriteStream(join(this.home, 'logs', `${spec.name}.log`), { flags: 'a', mode: 0o600 });
    const startedAt = Date.now();
    // Detached: Ctrl-C reaches the terminal's whole group, and the order in which they stop is ours to choose.
    const child = spawn(process.execPath, [...(spec.nodeArgs ?? []), spec.script, ...(spec.args ?? [])], {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', ...(spec.onMessage ? /** @type {const} */ (['ipc']) : [])],
    });
    if (spec.onMessage) child.on('message', spec.onMessage);
    this.#running.set(spec.name, child);
    this.#record();
    for (const stream of [child.stdout, child.stderr]) {
      stream.pipe(log, { end: false });
      eachLine(stream, (line) => {
        const text = importantLine(line);
        if (text && !this.#stopping) this.say(`${spec.name}: ${text}`);
      });
    }
    child.once('close', (code, signal) => {
      log.end();
      this.#running.delete(spec.name);
      if (this.#stopping) return;
      this.#record();
      this.#startAgain(spec, Date.now() - startedAt > WELL_AFTER_MS ? 0 : deaths, signal ?? code);
    });
    child.once('error', (error) => this.say(`${spec.name} could not be started: ${error.message}`));
  }

  #startAgain(spec, deaths, how) {
    this.#deathsInARow = deaths + 1;
    const pauseMs = Math.min(500 * 2 ** deaths, LONGEST_PAUSE_MS);
    this.say(
      `${spec.name} ended (${how}); starting it again in ${pauseMs / 1000} s. Log: ${join(this.home, 'logs', `${spec.name}.log`)}`,
    );
    setTimeout(() => {
      if (!this.#stopping) this.start(spec, deaths + 1);
    }, pauseMs);
  }

  /** SIGTERM to each, SIGKILL to what is left after a while; resolves when none runs. */
  async stop() {
    this.#stopping = true;
    const all = [...this.#running.values()];
    const gone = all.map(
      (child) =>
        new Promise((resolve) =>
          child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null),
        ),
    );
    for (const child of all) child.kill('SIGTERM');
    const patience = setTimeout(() => this.kill(), this.#hurry ? 0 : PATIENCE_MS);
    await Promise.all(gone);
    clearTimeout(patience);
    // Grandchildren that outlived their parent share its group.
    for (const child of all) if (child.pid) signalGroup(child.pid, 'SIGKILL');
    rmSync(this.recordFile, { force: true });
  }

  /** The second Ctrl-C: no more waiting. */
  kill() {
    this.#hurry = true;
    for (const { pid } of this.#running.values()) if (pid) signalGroup(pid, 'SIGKILL');
  }

  #record() {
    const pids = [...this.#running.values()].flatMap(({ pid }) => (pid ? [identityOf(pid)] : []));
    writeFileSync(this.recordFile, JSON.stringify(pids));
  }
}

function signalGroup(/** @type {number} */ pid, /** @type {NodeJS.Signals} */ signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
