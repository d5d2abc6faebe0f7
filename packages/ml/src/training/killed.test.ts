import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { MODEL_KINDS, type ModelKind } from '../params/index.ts';
import { createRandom, type Random } from '../random/random.ts';

// KILL_POINTS=30 npx vitest run src/training/killed.test.ts: that many kills, of every model. Else three, of some.
const wanted = process.env['KILL_POINTS'];
const KILLS = Number(wanted ?? 3);
const KINDS: readonly ModelKind[] = wanted ? MODEL_KINDS : ['CONV', 'RESNET_VAE', 'CONTRASTIVE'];

/** Runs until it ends or has come to `killAt` of its steps; then it is killed as it is. Whether it was. */
async function run(folder: string, kind: ModelKind, killAt: number): Promise<boolean> {
  const script = join(import.meta.dirname, 'testing/killableRun.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, kind], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  // Written by the child and read here at its own time, so the kill strikes anywhere in what follows.
  for await (const line of createInterface({ input: child.stdout }))
    if (Number(line) >= killAt) child.kill('SIGKILL');
  const { code, signal } = await ended;
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`${kind} ended with ${code ?? signal}: ${errors}`);
  return signal === 'SIGKILL';
}

async function latentsAfter(kind: ModelKind, kills: number, random: Random): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'asterism-killed-'));
  try {
    // In ascending order, since what was done before a kill is not done again.
    const points = Array.from({ length: kills }, () => random.next()).sort((a, b) => a - b);
    for (const point of points) await run(folder, kind, point);
    while (await run(folder, kind, 2)) throw new Error('Nobody killed it.');
    return await readFile(join(folder, 'latents'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.each(KINDS)(
  `%s killed ${KILLS} times ends with the latents of a run that never was`,
  async (kind) => {
    const random = createRandom(Date.now());
    const state = JSON.stringify(random.state());
    const whole = await latentsAfter(kind, 0, random);
    expect(whole.length).toBe(14 * 4 * 4);
    expect((await latentsAfter(kind, KILLS, random)).equals(whole), state).toBe(true);
  },
  120_000 + KILLS * 30_000,
);
