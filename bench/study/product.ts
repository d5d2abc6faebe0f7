import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');

const runFile = z.object({ api: z.string(), token: z.string() });
const workspaces = z.object({ viewer: z.object({ workspaces: z.array(z.object({ slug: z.string() })) }) });
const stage = z.object({ key: z.string(), kind: z.string(), seconds: z.number().nullable() });
const experiments = z.object({
  experiments: z.object({
    edges: z.array(z.object({ node: z.object({ stages: z.array(stage) }) })),
  }),
});

/** The running product, with data of its own. */
export interface Product {
  home: string;
  pid: number;
  /** Runs a command of the command line to its end. */
  asterism(...args: string[]): Promise<void>;
  /** Seconds that each kind of stage took; stages that experiments share count once. */
  stageSeconds(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

export async function startProduct(home: string): Promise<Product> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs'), '--no-demo'], {
    cwd: ROOT,
    env: { ...process.env, ASTERISM_HOME: home, WEB_PORT: '0' },
    stdio: ['ignore', 2, 2],
  });
  while (!existsSync(join(home, 'run.json'))) {
    if (child.exitCode !== null) throw new Error('The product did not start.');
    await pause(100);
  }
  return {
    home,
    pid: child.pid!,
    asterism: (...args) =>
      ended(
        spawn(process.execPath, [join(ROOT, 'apps/cli/bin/asterism.mjs'), ...args], {
          env: { ...process.env, ASTERISM_HOME: home },
          stdio: ['ignore', 'ignore', 'inherit'],
        }),
      ),
    stageSeconds: () => stageSeconds(home),
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Resolves when the process ended well. */
export function ended(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) =>
      code === 0 ? done() : fail(new Error(`${child.spawnargs.join(' ')} ended with ${signal ?? code}.`)),
    );
  });
}

async function stageSeconds(home: string): Promise<Record<string, number>> {
  const { viewer } = await query(home, '{ viewer { workspaces { slug } } }', workspaces);
  const found = await query(
    home,
    `{ experiments(workspace: "${viewer.workspaces[0]!.slug}", first: 100) { edges { node { stages { key kind seconds } } } } }`,
    experiments,
  );
  const stages = found.experiments.edges.flatMap(({ node }) => node.stages);
  const sums: Record<string, number> = {};
  for (const { kind, seconds } of new Map(stages.map((one) => [one.key, one])).values())
    sums[kind] = (sums[kind] ?? 0) + (seconds ?? 0);
  return sums;
}

async function query<T>(home: string, text: string, shape: z.ZodType<T>): Promise<T> {
  const { api, token } = runFile.parse(JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')));
  const response = await fetch(api, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: text }),
  });
  return z.object({ data: shape }).parse(await response.json()).data;
}
